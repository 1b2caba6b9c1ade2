//! The chapter's program: two moons, a sigmoid network, one update per sample, and its log.
//!
//! `cargo run --release --example moons -- --help` lists the settings. Standard output holds the
//! log only. It exits with 2 for a bad option, and with 1 if a number is no longer finite.

mod figures;
mod options;
mod run;
#[path = "../support/mod.rs"]
mod support;

use options::Options;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::from_args(std::env::args_os()) {
        Ok(options) => support::exit(run::run(&options, &mut std::io::stdout())),
        Err(error) => error.exit(),
    }
}
