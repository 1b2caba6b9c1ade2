//! `dist/`: the page for any web server, the page as one file, and the package for npm. Rust builds
//! the WebAssembly and fetches the tools; the scripts in crates/xtask/npm do the rest in Node.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{node, npm, process, project, wasm};

/// The folder that `dist` makes.
pub fn folder() -> PathBuf {
    project::root().join("dist")
}

/// The folder of the WebAssembly's parts, used while `dist/` is made.
fn parts() -> PathBuf {
    project::local("dist-parts")
}

/// Makes `dist/` from scratch.
pub fn make() -> Result<()> {
    node::ensure()?;
    npm::ensure()?;
    // After the tools: one of them is the optimiser.
    wasm::build()?;
    wasm::build_parts(&parts())?;
    process::run(&mut script("dist.mjs"))
}

/// A script of crates/xtask/npm, which takes its paths from its environment.
fn script(name: &str) -> Command {
    let mut node = project::command("node");
    node.arg(npm::sources().join(name)).stdout(io::stderr());
    node.env("BACKPROP_ROOT", project::root())
        .env("BACKPROP_PKG", project::pkg())
        .env("BACKPROP_PARTS", parts());
    node.env("BACKPROP_TOOLS", npm::folder()).env("BACKPROP_DIST", folder());
    node
}
