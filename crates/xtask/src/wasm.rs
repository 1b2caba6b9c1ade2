//! Builds `www/pkg` from Rust: adds the WebAssembly target if it is missing, compiles crates/web
//! with cargo, and hands the result to [`bindgen`](crate::bindgen).

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::{self, WASM_TARGET, WEB_PACKAGE};
use crate::{bindgen, languages, process};

/// Builds the files that the page loads; does next to nothing if they are up to date.
pub fn build() -> Result<()> {
    ensure_target()?;
    bindgen::generate(&compile(None)?, &project::pkg(), bindgen::NAME)?;
    languages::write(&project::www().join("locales"), &project::pkg())
}

/// Builds every part separately into `folder`.
pub fn build_parts(folder: &Path) -> Result<()> {
    ensure_target()?;
    parts()?.iter().try_for_each(|part| bindgen::generate(&compile(Some(part))?, folder, part))
}

/// The parts that have a file of their own in `dist/`: the features of crates/web.
fn parts() -> Result<Vec<String>> {
    let metadata = project::cargo().args(["metadata", "--no-deps", "--format-version=1"]).output()?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout).context("cargo's metadata")?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let web = packages.into_iter().find(|package| package["name"] == WEB_PACKAGE);
    let features =
        web.and_then(|package| package["features"].as_object()).context("features of crates/web")?;
    Ok(features.keys().filter(|name| *name != "default").cloned().collect())
}

/// Installs the standard library of the WebAssembly target. `rustup` does not do so by itself if
/// its auto-installation is switched off.
pub fn ensure_target() -> Result<()> {
    let libraries = process::capture(project::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    // Standard output is reserved for the address that `serve` prints.
    let mut rustup = project::command("rustup");
    rustup.args(["target", "add", WASM_TARGET]).stdout(io::stderr());
    process::run(&mut rustup).with_context(|| {
        format!("Rust's {WASM_TARGET} target is missing; add it with `rustup target add {WASM_TARGET}`")
    })
}

/// Compiles the web crate, or a part of it, and returns the path of its `.wasm` file.
fn compile(part: Option<&str>) -> Result<PathBuf> {
    let messages = process::capture(&mut cargo_build(part))
        .context("the WebAssembly was not built; the messages above say why")?;
    messages
        .lines()
        .find_map(wasm_artifact)
        .with_context(|| format!("cargo names no .wasm file of {WEB_PACKAGE}"))
}

fn cargo_build(part: Option<&str>) -> Command {
    let mut cargo = project::cargo();
    cargo
        .args(["build", "--release", "--lib", "--package", WEB_PACKAGE, "--target", WASM_TARGET])
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null());
    if let Some(part) = part {
        cargo.args(["--no-default-features", "--features", part]);
    }
    with_own_flags(&mut cargo);
    cargo
}

/// Removes the variables that would replace the flags of .cargo/config.toml, SIMD among them.
pub fn with_own_flags(command: &mut Command) -> &mut Command {
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS")
}

/// The `.wasm` file that this line of cargo's JSON reports, if it reports one.
fn wasm_artifact(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" || message["target"]["name"] != WEB_PACKAGE.replace('-', "_")
    {
        return None;
    }
    let files = message["filenames"].as_array()?.iter().filter_map(Value::as_str);
    files.map(PathBuf::from).find(|file| file.extension().is_some_and(|name| name == "wasm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(target: &str) -> String {
        format!(
            r#"{{"reason":"compiler-artifact","target":{{"name":"{target}"}},
                "filenames":["/t/lib{target}.rlib","/t/{target}.wasm"]}}"#
        )
    }

    #[test]
    fn only_the_web_crate_is_taken() {
        let expected = Some(PathBuf::from("/t/backprop_web.wasm"));
        assert_eq!(wasm_artifact(&artifact("backprop_web")), expected);
        assert_eq!(wasm_artifact(&artifact("getrandom")), None);
    }

    #[test]
    fn every_lesson_may_have_a_part_of_its_own() {
        let parts = parts().expect("cargo's metadata");
        assert!(
            ["activations", "inspection", "network"].iter().all(|part| parts.iter().any(|own| own == part))
        );
        assert!(!parts.iter().any(|part| part == "default"));
    }

    #[test]
    fn other_lines_are_passed_over() {
        assert_eq!(wasm_artifact("warning: not JSON"), None);
        assert_eq!(wasm_artifact(r#"{"reason":"build-finished","success":true}"#), None);
    }

    #[test]
    fn flags_of_the_environment_do_not_switch_simd_off() {
        let cargo = cargo_build(None);
        let removed = |name: &str| cargo.get_envs().any(|(key, value)| key == name && value.is_none());
        assert!(removed("RUSTFLAGS") && removed("CARGO_ENCODED_RUSTFLAGS"));
    }
}
