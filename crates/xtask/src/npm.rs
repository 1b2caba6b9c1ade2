//! Tools from npm, in the versions of crates/xtask/npm/package-lock.json. They go below `target/`, and
//! only `dist` and the tests need them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{process, project};

/// The folder of the scripts that use the tools, and of the files that list them.
pub fn sources() -> PathBuf {
    project::root().join("crates/xtask/npm")
}

/// The folder of the tools.
pub fn folder() -> PathBuf {
    project::local("dist-tools")
}

/// The path of a tool's program, installed or not.
pub fn program(name: &str) -> PathBuf {
    folder().join("node_modules/.bin").join(name)
}

/// Installs the tools if they are missing or of another version.
pub fn ensure() -> Result<()> {
    ensure!(
        project::find("npm").is_some(),
        "npm is missing: it comes with Node 20 or newer (Debian: `apt-get install npm`)"
    );
    install(&sources(), &folder())
}

/// Installs the packages of the lock file in `from` into `to`, unless they are there already.
pub fn install(from: &Path, to: &Path) -> Result<()> {
    let lock = read(&from.join("package-lock.json"))?;
    let done = to.join("installed.json");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), to.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    let mut npm = project::command("npm");
    // None of them needs its installation scripts, which might want to download something.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(to);
    process::run(&mut npm)?;
    fs::write(&done, lock).with_context(|| format!("cannot write {}", done.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_is_pinned_to_one_version() {
        let manifest = read(&sources().join("package.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let versions = manifest["dependencies"].as_object().unwrap().values();
        let loose: Vec<_> = versions.filter(|version| !exact(version.as_str().unwrap())).collect();
        assert!(loose.is_empty(), "not pinned: {loose:?}");
    }

    fn exact(version: &str) -> bool {
        version.split('.').count() == 3 && version.split('.').all(|part| part.parse::<u32>().is_ok())
    }
}
