//! The npm packages of the page's tests, in the versions of tests/npm/package-lock.json: the
//! accessibility checker, and Lighthouse.

use std::path::PathBuf;

use anyhow::Result;

use crate::{npm, project};

/// The folder of the packages.
pub fn folder() -> PathBuf {
    project::local("test-packages")
}

/// Installs the packages, unless those of the same lock file are installed.
pub fn ensure() -> Result<()> {
    npm::install(&project::root().join("tests/npm"), &folder())
}

/// The script of the accessibility checker.
pub fn axe() -> PathBuf {
    folder().join("node_modules/axe-core/axe.min.js")
}
