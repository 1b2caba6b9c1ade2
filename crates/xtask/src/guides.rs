//! The tools that render the guides of docs/guides: mdBook from crates.io, nbconvert and pandoc for
//! Python, reveal.js from npm; and those that check the workflow publishing the page. All in fixed
//! versions, below `target/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{npm, process, project, python};

/// Installs missing packages; mdBook is compiled instead: [`crate::tools`].
pub fn ensure_packages() -> Result<()> {
    npm::install(&lists(), &project::local("guides").join("npm"))?;
    python::ensure()?;
    ensure_python_packages()
}

/// The folder of the lists of packages.
fn lists() -> PathBuf {
    project::root().join("tests/guides")
}

/// Installs into the Python of the tests unless its stamp is current: a new environment has no stamp.
fn ensure_python_packages() -> Result<()> {
    let list = lists().join("requirements.txt");
    let wanted = read(&list)?;
    let stamp = project::local("python").join("guides.txt");
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut pip = project::command(python::path()?);
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--requirement"]);
    process::run(pip.arg(list))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_python_package_has_one_version() {
        let list = read(&lists().join("requirements.txt")).unwrap();
        let lines: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
        let loose: Vec<_> = lines.iter().filter(|line| line.split("==").count() != 2).collect();
        assert!(lines.len() > 30 && loose.is_empty(), "no version: {loose:?}");
    }
}
