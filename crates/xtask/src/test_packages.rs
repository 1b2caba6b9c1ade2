//! What the page's tests need from npm, in the versions of tests/npm/package-lock.json. It is
//! installed below `target`, like all that the tests install.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{process, project};

const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs the packages, unless those of the same lock file are there.
pub fn ensure() -> Result<()> {
    let (from, to) = (project::root().join("tests/npm"), project::local("test-packages"));
    let wanted =
        fs::read_to_string(from.join(FILES[1])).context("cannot read tests/npm/package-lock.json")?;
    // The stamp comes last: an interrupted installation leaves nothing that looks done.
    let stamp = to.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    fs::create_dir_all(&to)?;
    for file in FILES {
        fs::copy(from.join(file), to.join(file)).with_context(|| format!("cannot copy tests/npm/{file}"))?;
    }
    let mut npm = project::command("npm");
    npm.current_dir(&to).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run(&mut npm)?;
    fs::write(stamp, wanted).context("cannot write into target/test-packages")
}

/// The accessibility checker, one script.
pub fn axe() -> PathBuf {
    project::local("test-packages").join("node_modules/axe-core/axe.min.js")
}
