//! Calls the native programs as a reader would.

use std::process::{Command, Output};

/// Runs a built program, next to this test; `cargo test` builds examples before it runs tests.
pub fn run(name: &str, args: &[&str]) -> Output {
    let test = std::env::current_exe().expect("a path");
    let folder = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let program = folder.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let called = Command::new(&program).args(args).output();
    called.unwrap_or_else(|error| {
        panic!("{error}: {}; `cargo build --example {name}` makes it", program.display())
    })
}

/// The standard output of a program.
pub fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("text")
}
