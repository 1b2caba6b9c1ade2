//! The tools that the tests need besides Rust. Programs that cargo can install go below `target/tools`,
//! out of the way; anything else that is missing is named, and a missing browser is a failure.

use std::{fs, thread};

use anyhow::{Context, Result, anyhow, ensure};

use crate::{apt, browsers, guides, node, npm, process, project, test_packages, wasm};

/// A program from crates.io, in the version that the tests are made for.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
}

const WASM_PACK: Tool = Tool { package: "wasm-pack", program: "wasm-pack", version: "0.15.1" };

const TOOLS: [Tool; 3] = [
    // The version of the bindings: the two halves of a test must speak the same dialect.
    Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen-test-runner", version: "0.2.126" },
    WASM_PACK,
    Tool { package: "geckodriver", program: "geckodriver", version: "0.37.1" },
];

/// It renders a guide, which takes neither its server nor its search.
const MDBOOK: Tool = Tool { package: "mdbook", program: "mdbook", version: "0.5.4" };

/// Checks everything, installs what it may. Programs are compiled while the rest is fetched.
pub fn ensure() -> Result<()> {
    node::ensure()?;
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    wasm::ensure_target()?;
    if !apt::is_here() {
        // Reports at once what must be installed by hand, not after minutes of compiling.
        fetch()?;
    }
    let (compiled, fetched) = thread::scope(|scope| {
        let compiling = scope.spawn(ensure_programs);
        let fetched = fetch();
        (compiling.join(), fetched)
    });
    fetched?;
    compiled.map_err(|_| anyhow!("the installation of programs panicked"))??;
    silence_update_check()
}

/// Installs what needs no compiling: from Debian, npm and `PyPI`.
fn fetch() -> Result<()> {
    browsers::ensure()?;
    npm::ensure()?;
    test_packages::ensure()?;
    guides::ensure_packages()
}

fn ensure_programs() -> Result<()> {
    TOOLS.iter().filter(|tool| !tool.is_there()).try_for_each(|tool| tool.install(&[]))?;
    ensure_mdbook()?;
    clean();
    Ok(())
}

/// Installs what renders the guides.
pub fn ensure_guides() -> Result<()> {
    node::ensure()?;
    guides::ensure_packages()?;
    ensure_mdbook()
}

fn ensure_mdbook() -> Result<()> {
    if !MDBOOK.is_there() {
        MDBOOK.install(&["--no-default-features"])?;
    }
    Ok(())
}

/// Tools share their dependencies in one build; then it is a gigabyte of no further use.
fn clean() {
    let _ = fs::remove_dir_all(project::local("tools").join("build"));
}

impl Tool {
    fn is_there(&self) -> bool {
        let answer = process::ask(project::command(self.program).arg("--version"));
        answer.is_some_and(|answer| {
            answer.split_whitespace().any(|word| word.trim_start_matches('v') == self.version)
        })
    }

    fn install(&self, options: &[&str]) -> Result<()> {
        let tools = project::local("tools");
        let mut cargo = project::cargo();
        cargo
            .args(["install", "--locked", "--version", self.version, self.package, "--root"])
            .arg(&tools)
            .args(options)
            .env("CARGO_TARGET_DIR", tools.join("build"))
            // They wait for browsers, or have little to do: most of their time is that of compiling them.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        process::run(&mut cargo)?;
        ensure!(self.is_there(), "{} {} does not run", self.program, self.version);
        Ok(())
    }
}

/// wasm-pack asks crates.io for a newer version once a day. Tests leave the network alone, so its
/// note of the last answer is dated ahead.
fn silence_update_check() -> Result<()> {
    let folder = project::local("tools").join("bin");
    let note = format!("created 2100-01-01T00:00:00+00:00\nversion {}", WASM_PACK.version);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("wasm-pack.stamp"), note))
        .context("cannot write into target/tools")
}

fn component(name: &str, subcommand: &str) -> Result<()> {
    let here = || process::ask(project::cargo().args([subcommand, "--version"])).is_some();
    if here() {
        return Ok(());
    }
    process::run(project::command("rustup").args(["component", "add", name]))
        .with_context(|| format!("{name} is missing; add it with `rustup component add {name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_runner_has_the_version_of_the_bindings() {
        let manifest = fs::read_to_string(project::root().join("Cargo.toml")).unwrap();
        let pinned = format!("wasm-bindgen = \"={}\"", TOOLS[0].version);
        assert!(manifest.contains(&pinned), "no {pinned} in Cargo.toml");
    }

    #[test]
    fn a_tool_of_another_version_is_not_there() {
        assert!(!Tool { package: "", program: "rustc", version: "0.0.1" }.is_there());
        assert!(!Tool { package: "", program: "no-such-program", version: "1.0.0" }.is_there());
    }
}
