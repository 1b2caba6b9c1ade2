//! Support for Trunk, which rebuilds and reloads the page during development. The page needs no bundler, so
//! Trunk's part is small: its hooks (Trunk.toml) build the WebAssembly and copy the page's files.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use crate::{process, project};

/// Copies the page next to Trunk's index.html, and removes the policy from that index.html.
pub fn stage() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is a hook of Trunk: run `trunk serve`")?;
    copy(&project::www(), &staging)?;
    let index = staging.join("index.html");
    let page = fs::read_to_string(&index).context("Trunk has written no index.html")?;
    fs::write(&index, without_policy(&page)).context("cannot write Trunk's index.html")
}

/// Copies the files below `from` that `to` does not have: index.html is Trunk's already.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir().with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else if !target.exists() {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

/// The page without its Content-Security-Policy, which would stop the inline script that Trunk
/// reloads the page with.
fn without_policy(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let mut kept = String::with_capacity(page.len());
    let mut rest = 0;
    while let Some(start) = lower[rest..].find("<meta").map(|start| rest + start) {
        let end = start + tag_length(&lower[start..]);
        let is_policy = lower[start..end].contains("content-security-policy");
        kept.push_str(&page[rest..if is_policy { start } else { end }]);
        rest = end;
    }
    kept + &page[rest..]
}

/// The length of the tag at the start of `text`; a `>` between quotes does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => (),
        }
    }
    text.len()
}

/// Runs `trunk build` and checks its output; false if Trunk is not installed.
pub fn check() -> Result<bool> {
    if project::find("trunk").is_none() {
        println!("Trunk is not installed, so `trunk build` is not checked.");
        return Ok(false);
    }
    let folder = project::local("trunk-check");
    process::run(project::command("trunk").args(["build", "--dist"]).arg(&folder))?;
    let lacking = absent(&project::www(), &folder)?;
    ensure!(lacking.is_empty(), "Trunk's folder lacks {lacking:?}");
    let page = fs::read_to_string(folder.join("index.html"))?;
    ensure!(without_policy(&page) == page, "Trunk's index.html still has its policy");
    Ok(true)
}

/// The files below `from` that `to` does not have.
fn absent(from: &Path, to: &Path) -> Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for entry in from.read_dir()? {
        let entry = entry?;
        let twin = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => missing.extend(absent(&entry.path(), &twin)?),
            false if !twin.is_file() => missing.push(entry.path()),
            false => (),
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::without_policy;

    #[test]
    fn policy_is_dropped_and_nothing_else() {
        let page = "<head><meta charset=\"utf-8\">\n\
                    <META content=\"default-src 'none'; a>b\" http-equiv='Content-Security-Policy'/>\n\
                    <title>Ünïcode</title></head>";
        let expected = "<head><meta charset=\"utf-8\">\n\n<title>Ünïcode</title></head>";
        assert_eq!(without_policy(page), expected);
    }

    #[test]
    fn a_page_without_a_policy_stays_as_it_is() {
        for page in ["", "<p>no head</p>", "<meta name=\"viewport\" content=\"x\">", "<meta"] {
            assert_eq!(without_policy(page), page);
        }
    }
}
