//! Paths in this repository, and commands that start in its root.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The package that is compiled to WebAssembly, and its folder.
pub const WEB_PACKAGE: &str = "backprop-web";
pub const WEB_FOLDER: &str = "crates/web";
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("xtask lives two folders below the root")
        .to_path_buf()
}

/// The static page.
pub fn www() -> PathBuf {
    root().join("www")
}

/// The WebAssembly and its JavaScript, made by `build`.
pub fn pkg() -> PathBuf {
    www().join("pkg")
}

/// A folder below `target/`, the only place where the tests install anything.
pub fn local(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// A command for `program` that starts in the root, with `target/tools` first on its search path.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", search_path());
    command
}

/// A command for the cargo that runs this program, started in the root.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The first executable of that name on the search path of [`command`].
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path()).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = [local("tools").join("bin")].into_iter().chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// The path of this program. If it was recompiled while running, Linux marks the old file as
/// deleted; the new one has the same path.
pub fn program() -> Result<PathBuf> {
    let path = env::current_exe().context("cannot find this program's own file")?;
    Ok(path.to_str().and_then(|text| text.strip_suffix(" (deleted)")).map_or(path.clone(), PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_holds_the_workspace() {
        assert!(root().join(WEB_FOLDER).join("Cargo.toml").is_file());
    }

    #[test]
    fn own_tools_come_first() {
        let first = env::split_paths(&search_path()).next();
        assert_eq!(first, Some(local("tools").join("bin")));
    }

    #[test]
    fn programs_are_found_by_name() {
        assert!(find("rustc").is_some());
        assert!(find("no-such-program").is_none());
    }
}
