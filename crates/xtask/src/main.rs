//! The commands of this repository, in Rust, so that nothing else has to be installed for them:
//! `cargo xtask serve` shows the page, `cargo xtask test` runs every test there is.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod apt;
mod bench;
mod bindgen;
mod browsers;
mod dist;
mod guides;
mod languages;
mod node;
mod npm;
mod plan;
mod process;
mod project;
mod python;
mod serve;
mod snip;
mod steps;
mod suite;
mod test_packages;
mod tools;
mod trunk;
mod wasm;

/// The commands of Backprop Playground's repository.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the WebAssembly and serve the page on 127.0.0.1 until Ctrl-C
    Serve {
        /// Where to listen; the next free port is taken when this one is not, and 0 means any
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Serve this copy of the page, as it is
        #[arg(long, hide = true)]
        folder: Option<PathBuf>,
        /// Let browsers keep the files for an hour, for tests that open the page hundreds of times
        #[arg(long, hide = true)]
        lasting: bool,
    },
    /// Build the WebAssembly and its JavaScript into www/pkg
    Build,
    /// Make dist/: the page for any web server, the page as one file, and the package for npm
    Dist,
    /// Run every test, in order, and stop at the first that fails
    Test(plan::Selection),
    /// Time the training of one sample: WebAssembly in V8 beside the same program in NumPy
    Bench,
    /// Run one step of `test` beside others
    #[command(hide = true)]
    Step {
        step: steps::Step,
        #[command(flatten)]
        choice: plan::Choice,
        /// What the steps share was built before
        #[arg(long)]
        built: bool,
    },
    /// Fill Trunk's staging folder (a hook of Trunk.toml)
    #[command(hide = true)]
    TrunkStage,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve { port, folder, lasting } => serve::serve(port, folder, lasting),
        Command::Build => wasm::build(),
        Command::Dist => dist::make(),
        Command::Test(selection) => suite::run(&selection),
        Command::Step { step, choice, built } => step.run(&choice.scope(built)).map(drop),
        Command::Bench => bench::print(),
        Command::TrunkStage => trunk::stage(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
