//! What the page's tests need from npm, in the versions of tests/npm/package-lock.json: the
//! accessibility checker, and Lighthouse.

use std::path::PathBuf;

use anyhow::Result;

use crate::{npm, project};

/// Where they are.
pub fn folder() -> PathBuf {
    project::local("test-packages")
}

/// Installs the packages, unless those of the same lock file are there.
pub fn ensure() -> Result<()> {
    npm::install(&project::root().join("tests/npm"), &folder())
}

/// The accessibility checker, one script.
pub fn axe() -> PathBuf {
    folder().join("node_modules/axe-core/axe.min.js")
}
