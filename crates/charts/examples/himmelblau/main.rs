//! The chapter's program: gradient descent on Himmelblau's function, and its table.
//!
//! `cargo run --release --example himmelblau -- --start=-2,2` walks from another start; `--help`
//! lists the options. Standard output holds the table only. It exits with 2 for a bad option, and
//! with 1 if a number is no longer finite.

mod figures;
mod options;
mod run;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "a descent has no settings of the network's table")]
mod support;

use options::Options;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::from_args(std::env::args_os()) {
        Ok(options) => support::exit(run::run(&options, &mut std::io::stdout())),
        Err(error) => error.exit(),
    }
}
