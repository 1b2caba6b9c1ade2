//! The Python of the tests: a virtual environment of this repository with NumPy and scikit-learn in
//! the versions that made the reference data, and a validator of JSON Schemas.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{apt, process, project};

const PACKAGES: [(&str, &str); 3] = [("numpy", "2.4.6"), ("scikit-learn", "1.9.1"), ("jsonschema", "4.26.0")];

/// Prints the versions of the packages, if they are installed.
const PROBE: &str = "import jsonschema, numpy, sklearn; from importlib.metadata import version;
print(numpy.__version__, sklearn.__version__, version('jsonschema'))";

/// Fails in a Python that is too old, or cannot make environments.
const SYSTEM_PROBE: &str = "import ensurepip, sys, venv; assert sys.version_info >= (3, 11)";

/// The interpreter of the environment; an error if it was not made.
pub fn path() -> Result<PathBuf> {
    let python = interpreter();
    ensure!(python.is_file(), "target/python is missing; make it with `cargo xtask test --only tools`");
    Ok(python)
}

/// Makes the environment, unless it exists with the right packages.
pub fn ensure() -> Result<()> {
    if is_ready() {
        return Ok(());
    }
    system()?;
    let folder = project::local("python");
    process::run(project::command("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    let requirements = PACKAGES.map(|(name, version)| format!("{name}=={version}"));
    let mut pip = project::command(interpreter());
    pip.args(["-m", "pip", "install", "--only-binary=:all:"]).args(&requirements);
    process::run(&mut pip).with_context(|| {
        format!("pip could not install {}; is this Python 3.11 or newer?", requirements.join(", "))
    })?;
    ensure!(is_ready(), "target/python does not import its packages; delete it and try again");
    Ok(())
}

/// Checks that a Python can make environments; Debian packages the module separately.
fn system() -> Result<()> {
    if makes_environments() {
        return Ok(());
    }
    let by_hand = "install Python 3.11 or newer with its modules venv and ensurepip from https://www.python.org/downloads/";
    apt::install("Python 3.11 with its module venv", &["python3", "python3-venv"], by_hand)?;
    ensure!(makes_environments(), "the python3 of this system is too old or has no venv: {by_hand}");
    Ok(())
}

fn makes_environments() -> bool {
    process::ask(project::command("python3").args(["-c", SYSTEM_PROBE])).is_some()
}

fn is_ready() -> bool {
    let answer = process::ask(project::command(interpreter()).args(["-c", PROBE]));
    answer.is_some_and(|answer| answer.split_whitespace().eq(PACKAGES.map(|(_, version)| version)))
}

fn interpreter() -> PathBuf {
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    project::local("python").join(inside)
}
