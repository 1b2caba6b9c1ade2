//! The chapter's activation functions and their derivatives, and their younger relatives.
//!
//! `cargo run --release --example activations -- --z=-1,0,1` prints f(z) and f′(z) of each. Standard
//! output holds the numbers only. It exits with 2 for a bad option.

mod figures;
mod options;
mod print;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "it has none of a run's settings")]
mod support;

use options::Options;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::from_args(std::env::args_os()) {
        Ok(options) => support::exit(run(&options)),
        Err(error) => error.exit(),
    }
}

fn run(options: &Options) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &options.out {
        figures::write(options, folder)?;
    }
    print::print(options, &mut std::io::stdout())?;
    Ok(ExitCode::SUCCESS)
}
