//! The browsers of the tests and their drivers: finding and installing them.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::{apt, process, project};

/// A browser that the page is tested in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    pub fn driver_name(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    /// The path of the browser: from the environment (`CHROMIUM`, `FIREFOX`) or the search path.
    pub fn executable(self) -> Result<PathBuf> {
        let names = match self {
            Self::Chromium => ["chromium", "chromium-browser", "google-chrome"].as_slice(),
            Self::Firefox => &["firefox", "firefox-esr"],
        };
        locate(self.name(), names)
    }

    /// The path of its driver: from the environment (`CHROMEDRIVER`, `GECKODRIVER`) or the search path.
    pub fn driver(self) -> Result<PathBuf> {
        locate(self.driver_name(), &[self.driver_name()])
    }
}

/// Installs missing browsers, the driver that Debian packages with its browser, and a renderer for the
/// pages that they print. Firefox's driver is a Rust program and one of [`tools`](crate::tools).
pub fn ensure() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    apt::install(&missing.join(", "), &DEBIAN, "name their paths in CHROMIUM, CHROMEDRIVER and FIREFOX")?;
    let missing = self::missing();
    ensure!(missing.is_empty(), "still missing after the installation: {}", missing.join(", "));
    Ok(())
}

/// Debian's packages; without fonts, headless browsers would draw no text, and Chinese as boxes.
const DEBIAN: [&str; 6] =
    ["chromium", "chromium-driver", "firefox-esr", "fonts-dejavu-core", "fonts-noto-cjk", "poppler-utils"];

/// Poppler's program that renders the pages of a PDF.
const PDF: &str = "pdftoppm";

fn missing() -> Vec<&'static str> {
    let (chromium, firefox) = (Browser::Chromium, Browser::Firefox);
    let needed = [
        (chromium.name(), chromium.executable()),
        (chromium.driver_name(), chromium.driver()),
        (firefox.name(), firefox.executable()),
        (PDF, project::find(PDF).context("missing")),
    ];
    let programs = needed.into_iter().filter(|(_, path)| path.is_err()).map(|(name, _)| name);
    programs.chain((!has_chinese()).then_some("a Chinese font")).collect()
}

/// True if a font has Chinese glyphs, or if the fonts cannot be listed.
fn has_chinese() -> bool {
    let fonts = process::ask(project::command("fc-list").args([":lang=zh", "family"]));
    fonts.is_none_or(|list| !list.trim().is_empty())
}

/// The path in the environment variable, or else the first program of these names.
fn locate(tool: &str, programs: &[&str]) -> Result<PathBuf> {
    let variable = tool.to_uppercase();
    if let Some(path) = env::var_os(&variable).map(PathBuf::from) {
        ensure!(path.is_file(), "{variable} names {}, which is not there", path.display());
        return Ok(path);
    }
    programs.iter().find_map(|program| project::find(program)).with_context(|| {
        format!("{tool} is missing; `cargo xtask test --only tools` installs it or says how")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_tool_says_what_helps() {
        let error = locate("no-such-browser", &["no-such-browser"]).unwrap_err();
        assert!(error.to_string().contains("cargo xtask test --only tools"), "{error}");
    }

    #[test]
    fn names_become_the_variables_that_the_page_tests_read() {
        let names =
            [Browser::Chromium, Browser::Firefox].map(|browser| (browser.name(), browser.driver_name()));
        assert_eq!(names, [("chromium", "chromedriver"), ("firefox", "geckodriver")]);
    }
}
