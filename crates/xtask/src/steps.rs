//! The steps of `cargo xtask test`: what each one runs, and with which environment.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::browsers::Browser;
use crate::project::{self, WASM_TARGET, WEB_FOLDER, WEB_PACKAGE};
use crate::{bench, dist, guides, process, python, test_packages, tools, trunk, wasm};

/// One step. Its first sentence is its heading, and its line in `--help`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// What the tests need is here, or is installed now
    Tools,
    /// Formatting of the Rust code
    Format,
    /// No warnings of clippy, natively and for WebAssembly
    Clippy,
    /// The mathematics, the charts and xtask itself, natively
    Native,
    /// The rules of the house: heads of files, keys of locales, the README's tree; what the documents say
    House,
    /// The WebAssembly inside both browsers
    Wasm,
    /// The npm package, used from Node
    Package,
    /// The page in both browsers
    Page,
    /// dist/ in both browsers, from servers and from a disk; the package for npm in Node and Vite
    Dist,
    /// Lighthouse on dist/
    Lighthouse,
    /// The guides, rendered and opened in both browsers; the workflow that publishes the page
    Guides,
    /// The exported program in real NumPy
    Numpy,
    /// Training is as fast as promised
    Speed,
    /// `trunk build`, where Trunk is installed
    Trunk,
}

/// How a step ended that did not fail.
pub enum Verdict {
    Passed,
    NotChecked,
}

impl Step {
    /// As one types it after `--only`.
    pub fn name(self) -> String {
        self.possible_value().get_name().to_owned()
    }

    /// What it makes sure of.
    pub fn about(self) -> String {
        self.possible_value().get_help().map(ToString::to_string).unwrap_or_default()
    }

    fn possible_value(self) -> clap::builder::PossibleValue {
        self.to_possible_value().expect("no step is hidden")
    }

    /// Steps that need no browser, or a certain one, run whatever `browsers` are.
    pub fn run(self, browsers: &[Browser]) -> Result<Verdict> {
        match self {
            Self::Tools => tools::ensure(),
            Self::Format => process::run(project::cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => clippy(),
            Self::Native => native(),
            Self::House => process::run(page_tests("house")?.args(["--test", "docs", "--lib"])),
            Self::Wasm => browsers.iter().copied().try_for_each(wasm_in),
            Self::Package => package(),
            Self::Page => page(browsers),
            Self::Dist => published(browsers),
            Self::Lighthouse => lighthouse(),
            Self::Guides => guides(browsers),
            Self::Numpy => process::run(page_tests("numpy")?.env("BACKPROP_PYTHON", python::path()?)),
            Self::Speed => bench::check(),
            Self::Trunk => return trunk::check(),
        }?;
        Ok(Verdict::Passed)
    }
}

/// In xtask's profile, where the procedural macros are compiled already.
fn clippy() -> Result<()> {
    let clippy = ["clippy", "--profile", "xtask", "--all-targets"];
    let strict = ["--", "--deny", "warnings"];
    process::run(project::cargo().args(clippy).arg("--workspace").args(strict))?;
    let web = ["--package", WEB_PACKAGE, "--target", WASM_TARGET];
    process::run(project::cargo().args(clippy).args(web).args(strict))
}

/// In release, because the tests train the network; xtask in its own profile, because there it is
/// compiled already.
fn native() -> Result<()> {
    let rest = ["test", "--release", "--workspace", "--exclude", "page-tests", "--exclude", "xtask"];
    process::run(project::cargo().args(rest).env("BACKPROP_PYTHON", python::path()?))?;
    process::run(project::cargo().args(["test", "--profile", "xtask", "--package", "xtask"]))
}

fn wasm_in(browser: Browser) -> Result<()> {
    let (flag, driver_flag) = match browser {
        Browser::Chromium => ("--chrome", "--chromedriver"),
        Browser::Firefox => ("--firefox", "--geckodriver"),
    };
    let mut test = project::command("wasm-pack");
    test.args(["test", "--headless", "--mode", "no-install", "--release", flag, driver_flag])
        .arg(browser.driver()?)
        .arg(WEB_FOLDER)
        // Seconds for the whole run: a busy machine may need a minute to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    // The runner takes the first driver that it finds named in the environment.
    for other in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER", "MSEDGEDRIVER"] {
        test.env_remove(other).env_remove(format!("{other}_REMOTE"));
    }
    process::run(wasm::with_own_flags(&mut test))
}

fn package() -> Result<()> {
    let folder = project::local("npm");
    // wasm-pack counts the output folder from the crate's.
    let relative = PathBuf::from("../..").join(folder.strip_prefix(project::root())?);
    let mut build = project::command("wasm-pack");
    build.args(["build", "--target", "web", "--mode", "no-install", "--release"]);
    build.arg("--out-dir").arg(relative).arg(WEB_FOLDER);
    process::run(wasm::with_own_flags(&mut build))?;

    let mut tests = node_tests("tests/node")?;
    process::run(tests.env("BACKPROP_PACKAGE", folder).env("BACKPROP_PYTHON", python::path()?))
}

/// The tests in JavaScript of a folder.
fn node_tests(folder: &str) -> Result<Command> {
    let tests = project::root().join(folder);
    let entries = tests.read_dir().with_context(|| format!("cannot read {}", tests.display()))?;
    let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "no tests in {}", tests.display());
    let mut test = project::command("node");
    test.arg("--test").args(files);
    Ok(test)
}

fn page(browsers: &[Browser]) -> Result<()> {
    wasm::build()?;
    test_packages::ensure()?;
    in_browsers(browsers, "page")
}

fn published(browsers: &[Browser]) -> Result<()> {
    dist::make()?;
    // This makes the page of Vite's that is looked at in the browsers.
    process::run(&mut node_tests("tests/package")?)?;
    in_browsers(browsers, "dist")
}

fn lighthouse() -> Result<()> {
    dist::make()?;
    test_packages::ensure()?;
    let mut tests = node_tests("tests/lighthouse")?;
    tests.env("BACKPROP_DIST", dist::folder()).env("BACKPROP_TEST_PACKAGES", test_packages::folder());
    process::run(tests.env("CHROMIUM", Browser::Chromium.executable()?))
}

fn guides(browsers: &[Browser]) -> Result<()> {
    dist::make()?;
    guides::ensure()?;
    process::run(page_tests("hosting")?.env("BACKPROP_PYTHON", python::path()?))?;
    in_browsers(browsers, "guides")
}

/// One test target of the package that drives browsers, in each of these at the same time: most of a
/// scenario is waiting. Those that measure how fast something is wait until they are alone.
fn in_browsers(browsers: &[Browser], target: &str) -> Result<()> {
    process::run(page_tests(target)?.arg("--no-run"))?;
    let tests = browsers.iter().map(|&browser| in_browser(browser, target));
    process::run_together(&mut tests.collect::<Result<Vec<_>>>()?)
}

fn in_browser(browser: Browser, target: &str) -> Result<Command> {
    let mut test = page_tests(target)?;
    test.env("BACKPROP_AXE", test_packages::axe());
    let name = browser.name();
    test.env("BROWSER", name).env(name.to_uppercase(), browser.executable()?);
    test.env(browser.driver_name().to_uppercase(), browser.driver()?);
    test.env("BACKPROP_ALONE", project::local("alone")).env("BACKPROP_PYTHON", python::path()?);
    Ok(test)
}

/// One test target of the package that drives browsers and Python.
fn page_tests(target: &str) -> Result<Command> {
    let xtask = env::current_exe().context("cannot find this program's own file")?;
    let mut test = project::cargo();
    test.args(["test", "--profile", "xtask", "--package", "page-tests", "--test", target]);
    // The tests serve the page with this very program.
    test.env("BACKPROP_XTASK", xtask);
    Ok(test)
}
