//! Generates the JavaScript around the WebAssembly. `wasm-bindgen-cli-support` runs here as a library,
//! so no tool has to be installed and Cargo.lock keeps its version equal to that of the bindings.
//! Binaryen's `wasm-opt`, if installed, makes the file smaller and faster; nothing requires it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::snip::snip_panics;
use crate::{npm, process, project};

/// The name in the page's import: `./pkg/backprop_playground.js`.
pub const NAME: &str = "backprop_playground";

/// Fast, without the sections that only tools read. The features that Rust's WebAssembly may use
/// are named one by one, so that the optimiser adds none that a browser might lack. Nothing lies in
/// the first kilobyte, which is the end of the stack.
const OPTIONS: [&str; 12] = [
    "-O3",
    "--low-memory-unused",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Generates `name.js` and `name_bg.wasm` in `folder` from the `.wasm` file that cargo built,
/// unless they were generated from the same one.
pub fn generate(wasm: &Path, folder: &Path, name: &str) -> Result<()> {
    let input = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let optimiser = optimiser();
    let origin = origin(&input, optimiser.as_deref());
    if is_fresh(folder, name, &origin) {
        return Ok(());
    }
    // The stamp is removed first and written last: an interrupted run leaves nothing that looks complete.
    let _ = fs::remove_file(stamp(folder, name));
    bind(snip_panics(&input)?, folder, name)?;
    if let Some(optimiser) = optimiser {
        optimise(&optimiser, &module(folder, name));
    }
    write(&stamp(folder, name), &origin)
}

fn bind(wasm: Vec<u8>, folder: &Path, name: &str) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(true)
        .out_name(name)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .context("wasm-bindgen could not make the JavaScript bindings")?;
    // Node treats a .js file as a module only if a package says so.
    write(&folder.join("package.json"), "{ \"type\": \"module\" }\n")
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Binaryen's optimiser: npm's if `dist` was ever made, otherwise the system's.
fn optimiser() -> Option<PathBuf> {
    let installed = npm::program("wasm-opt");
    if installed.is_file() { Some(installed) } else { project::find("wasm-opt") }
}

/// Optimises the file in place. An optimiser too old for this WebAssembly leaves it unchanged,
/// which works as well, only slower.
fn optimise(optimiser: &Path, module: &Path) {
    let mut command = project::command(optimiser);
    command.args(OPTIONS).arg(module).arg("-o").arg(module).stdout(io::stderr());
    if let Err(error) = process::run(&mut command) {
        eprintln!("warning: {error:#}; the WebAssembly stays as the compiler made it");
    }
}

/// A fingerprint of everything the files depend on.
fn origin(wasm: &[u8], optimiser: Option<&Path>) -> String {
    let mut hasher = DefaultHasher::new();
    (wasm, OPTIONS).hash(&mut hasher);
    let optimiser = optimiser.map_or("none".into(), Path::to_string_lossy);
    format!("wasm {:016x}, wasm-opt {optimiser}\n", hasher.finish())
}

/// True if `folder` holds the files of that origin. Contents are compared, not times: cargo
/// restores an *older* file when a change is undone.
fn is_fresh(folder: &Path, name: &str, origin: &str) -> bool {
    let files = [module(folder, name), folder.join(format!("{name}.js"))];
    files.iter().all(|file| file.is_file())
        && fs::read_to_string(stamp(folder, name)).is_ok_and(|stamp| stamp == origin)
}

fn module(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}_bg.wasm"))
}

fn stamp(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.origin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder below the target folder, for one test.
    fn folder(test: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn origin_depends_on_bytes_and_optimiser() {
        let plain = origin(b"one", None);
        assert_eq!(plain, origin(b"one", None));
        assert_ne!(plain, origin(b"two", None));
        assert_ne!(plain, origin(b"one", Some(Path::new("wasm-opt"))));
    }

    #[test]
    fn folder_is_fresh_when_complete_and_of_the_same_origin() {
        let folder = folder("fresh");
        let origin = origin(b"one", None);
        assert!(!is_fresh(&folder, "x", &origin), "empty");
        fs::write(stamp(&folder, "x"), &origin).unwrap();
        fs::write(module(&folder, "x"), b"one").unwrap();
        assert!(!is_fresh(&folder, "x", &origin), "no JavaScript");
        fs::write(folder.join("x.js"), "").unwrap();
        assert!(is_fresh(&folder, "x", &origin));
        assert!(!is_fresh(&folder, "x", &super::origin(b"two", None)), "other bytes");
        fs::remove_dir_all(folder).unwrap();
    }
}
