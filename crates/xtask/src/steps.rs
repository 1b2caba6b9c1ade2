//! The steps of `cargo xtask test`: the commands of each, and their environment.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::browsers::Browser;
use crate::project::{self, WASM_TARGET, WEB_FOLDER, WEB_PACKAGE};
use crate::{bench, dist, process, python, test_packages, tools, trunk, wasm};

/// One step. Its first sentence is its heading, and its line in `--help`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// What the tests need is here, or is installed now
    Tools,
    /// What the steps share: dist/, and the programs that drive browsers
    Build,
    /// Formatting of the Rust code
    Format,
    /// No warnings of clippy, natively and for WebAssembly
    Clippy,
    /// The mathematics, the charts and xtask itself, natively
    Native,
    /// The rules of the house: heads of files, keys of locales, the architecture's tree; what the documents say
    House,
    /// The WebAssembly inside both browsers
    Wasm,
    /// The npm package, used from Node
    Package,
    /// The page in both browsers
    Page,
    /// dist/ in both browsers, from servers and from a disk; the package for npm in Node and Vite
    Dist,
    /// Lighthouse on dist/
    Lighthouse,
    /// The guides, rendered and opened in both browsers; the workflow that publishes the page
    Guides,
    /// The exported program in real NumPy
    Numpy,
    /// Training is as fast as promised
    Speed,
    /// `trunk build`, where Trunk is installed
    Trunk,
}

/// The part of a step to run, and what has been run already.
pub struct Scope {
    pub browsers: Vec<Browser>,
    /// Only the most telling part.
    pub quick: bool,
    /// All cases.
    pub full: bool,
    /// `Build` has just run.
    pub built: bool,
    /// Parts of the names of the scenarios to run; empty for all.
    pub names: Vec<String>,
}

/// The outcome of a step that did not fail.
pub enum Verdict {
    Passed,
    NotChecked,
}

impl Step {
    /// The name to type after `--only`.
    pub fn name(self) -> String {
        self.possible_value().get_name().to_owned()
    }

    /// The claim that it checks, as in `--help`.
    pub fn about(self) -> String {
        self.possible_value().get_help().map(ToString::to_string).unwrap_or_default()
    }

    fn possible_value(self) -> clap::builder::PossibleValue {
        self.to_possible_value().expect("no step is hidden")
    }

    /// Steps that need no browser, or a particular one, ignore the scope's browsers.
    pub fn run(self, scope: &Scope) -> Result<Verdict> {
        match self {
            Self::Tools => tools::ensure(),
            Self::Build => build(),
            Self::Format => process::run(project::cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => clippy(),
            Self::Native => native(scope),
            Self::House => {
                process::run(page_tests("house")?.args(["--test", "docs", "--test", "settings", "--lib"]))
            }
            Self::Wasm => scope.browsers.iter().copied().try_for_each(wasm_in),
            Self::Package => package(scope),
            Self::Page => page(scope),
            Self::Dist => published(scope),
            Self::Lighthouse => lighthouse(scope),
            Self::Guides => guides(scope),
            Self::Numpy => process::run(page_tests("numpy")?.env("BACKPROP_PYTHON", python::path()?)),
            Self::Speed => bench::check(),
            Self::Trunk if !trunk::check()? => return Ok(Verdict::NotChecked),
            Self::Trunk => Ok(()),
        }?;
        Ok(Verdict::Passed)
    }
}

/// In xtask's profile, which has the procedural macros compiled already.
fn clippy() -> Result<()> {
    let clippy = ["clippy", "--profile", "xtask", "--all-targets"];
    let strict = ["--", "--deny", "warnings"];
    process::run(project::cargo().args(clippy).arg("--workspace").args(strict))?;
    let web = ["--package", WEB_PACKAGE, "--target", WASM_TARGET];
    process::run(project::cargo().args(clippy).args(web).args(strict))
}

/// In xtask's profile, which shares compiled crates and optimises the training code.
fn native(scope: &Scope) -> Result<()> {
    let test = ["test", "--profile", "xtask"];
    let rest = ["--workspace", "--exclude", "page-tests", "--exclude", "xtask"];
    let mut tests = project::cargo();
    tests.args(test).args(rest).env("BACKPROP_PYTHON", python::path()?);
    if !scope.full {
        // The same random cases for the same tree, so that a change is not blamed for bad luck.
        tests.env("PROPTEST_RNG_SEED", "7");
    }
    process::run(&mut tests)?;
    // Separately, as it was compiled for this run: another mix of features would be another program.
    process::run(project::cargo().args(test).args(["--package", "xtask"]))
}

/// Builds what most browser steps need, once.
fn build() -> Result<()> {
    dist::make()
}

/// Makes `dist/`, unless it was just made.
fn with_dist(scope: &Scope) -> Result<()> {
    if scope.built { Ok(()) } else { dist::make() }
}

fn wasm_in(browser: Browser) -> Result<()> {
    let (flag, driver_flag) = match browser {
        Browser::Chromium => ("--chrome", "--chromedriver"),
        Browser::Firefox => ("--firefox", "--geckodriver"),
    };
    let mut test = project::command("wasm-pack");
    test.args(["test", "--headless", "--mode", "no-install", "--release", flag, driver_flag])
        .arg(browser.driver()?)
        .arg(WEB_FOLDER)
        // Seconds for the whole run: a busy machine may need a minute to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    // The runner takes the first driver named in the environment.
    for other in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER", "MSEDGEDRIVER"] {
        test.env_remove(other).env_remove(format!("{other}_REMOTE"));
    }
    process::run(wasm::with_own_flags(&mut test))
}

fn package(scope: &Scope) -> Result<()> {
    let folder = project::local("npm");
    // wasm-pack takes the output folder as relative to the crate's.
    let relative = PathBuf::from("../..").join(folder.strip_prefix(project::root())?);
    let mut build = project::command("wasm-pack");
    build.args(["build", "--target", "web", "--mode", "no-install", "--release"]);
    build.arg("--out-dir").arg(relative).arg(WEB_FOLDER);
    process::run(wasm::with_own_flags(&mut build))?;

    let mut tests = node_tests("tests/node")?;
    amount(&mut tests, scope);
    process::run(tests.env("BACKPROP_PACKAGE", folder).env("BACKPROP_PYTHON", python::path()?))
}

/// The JavaScript tests in a folder.
fn node_tests(folder: &str) -> Result<Command> {
    let tests = project::root().join(folder);
    let entries = tests.read_dir().with_context(|| format!("cannot read {}", tests.display()))?;
    let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "no tests in {}", tests.display());
    let mut test = project::command("node");
    test.arg("--test").args(files);
    Ok(test)
}

fn page(scope: &Scope) -> Result<()> {
    wasm::build()?;
    test_packages::ensure()?;
    in_browsers(scope, "page")
}

fn published(scope: &Scope) -> Result<()> {
    with_dist(scope)?;
    // This also builds the Vite page that the browsers open.
    process::run(&mut node_tests("tests/package")?)?;
    in_browsers(scope, "dist")
}

fn lighthouse(scope: &Scope) -> Result<()> {
    with_dist(scope)?;
    test_packages::ensure()?;
    let mut tests = node_tests("tests/lighthouse")?;
    tests.env("BACKPROP_DIST", dist::folder()).env("BACKPROP_TEST_PACKAGES", test_packages::folder());
    process::run(tests.env("CHROMIUM", Browser::Chromium.executable()?))
}

fn guides(scope: &Scope) -> Result<()> {
    with_dist(scope)?;
    tools::ensure_guides()?;
    process::run(page_tests("hosting")?.env("BACKPROP_PYTHON", python::path()?))?;
    in_browsers(scope, "guides")
}

/// One test target of the package that drives browsers.
fn in_browsers(scope: &Scope, target: &str) -> Result<()> {
    let mut test = page_tests(target)?;
    test.env("BACKPROP_AXE", test_packages::axe()).env("BACKPROP_PYTHON", python::path()?);
    amount(&mut test, scope);
    for browser in &scope.browsers {
        test.env(browser.name().to_uppercase(), browser.executable()?);
        test.env(browser.driver_name().to_uppercase(), browser.driver()?);
    }
    let names: Vec<_> = scope.browsers.iter().map(|browser| browser.name()).collect();
    process::run(test.env("BROWSERS", names.join(",")).arg("--").args(&scope.names))
}

/// Passes on how much of the tests to run.
fn amount(tests: &mut Command, scope: &Scope) {
    for (variable, on) in [("BACKPROP_QUICK", scope.quick), ("BACKPROP_FULL", scope.full)] {
        if on {
            tests.env(variable, "yes");
        }
    }
}

/// One test target of the package that drives browsers and Python.
fn page_tests(target: &str) -> Result<Command> {
    let xtask = project::program()?;
    let mut test = project::cargo();
    test.args(["test", "--profile", "xtask", "--package", "page-tests", "--test", target]);
    // The tests serve the page with this same program.
    test.env("BACKPROP_XTASK", xtask);
    Ok(test)
}
