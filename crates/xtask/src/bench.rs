//! Times one update of the chapter's network: this repository's WebAssembly in Node's V8 against
//! the same program in plain NumPy, in turns on the same machine, so that other load affects both.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{process, project, python, wasm};

const ROUNDS: usize = 3;

/// The goal, in µs per sample. It was set on a machine where NumPy takes [`NUMPY_THERE`]; a slower
/// machine is allowed more in proportion, a faster one is held to the same.
const GOAL: f64 = 3.0;
const NUMPY_THERE: f64 = 110.0;

/// Beyond this many times the goal the cause is a mistake, not a busy machine.
const TOLERANCE: f64 = 3.0;

/// Prints the measured times.
pub fn print() -> Result<()> {
    println!("{}", Times::measure()?.sentence());
    Ok(())
}

/// Prints the measured times, and fails if the best round is far beyond the goal.
pub fn check() -> Result<()> {
    let times = Times::measure()?;
    println!("{}", times.sentence());
    let limit = TOLERANCE * times.goal();
    ensure!(best(&times.wasm) <= limit, "training is slower than {limit:.1} µs per sample");
    Ok(())
}

/// µs per sample, one for each round.
struct Times {
    wasm: [f64; ROUNDS],
    numpy: [f64; ROUNDS],
}

impl Times {
    fn measure() -> Result<Self> {
        wasm::build()?;
        let mut times = Self { wasm: [0.0; ROUNDS], numpy: [0.0; ROUNDS] };
        for round in 0..ROUNDS {
            times.wasm[round] = seconds_to_micros(&mut node())?;
            times.numpy[round] = seconds_to_micros(&mut numpy()?)?;
        }
        Ok(times)
    }

    fn goal(&self) -> f64 {
        GOAL * (best(&self.numpy) / NUMPY_THERE).max(1.0)
    }

    fn sentence(&self) -> String {
        format!(
            "One sample takes {:.2} µs in WebAssembly (median {:.2}) and {:.0} µs in NumPy (median \
             {:.0}), which is {:.0} times as long; the goal on this machine is {:.2} µs.",
            best(&self.wasm),
            median(&self.wasm),
            best(&self.numpy),
            median(&self.numpy),
            best(&self.numpy) / best(&self.wasm),
            self.goal(),
        )
    }
}

fn node() -> Command {
    let mut command = project::command("node");
    command.arg(script("bench.mjs")).arg(project::pkg());
    command
}

fn numpy() -> Result<Command> {
    let mut command = project::command(python::path()?);
    command.arg(script("bench.py"));
    // Matrices this small gain nothing from threads, and students do not pick a core by hand.
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"] {
        command.env(name, "1");
    }
    command.env_remove("OPENBLAS_CORETYPE").env_remove("OPENBLAS_L2_SIZE");
    Ok(command)
}

fn script(name: &str) -> PathBuf {
    project::root().join("crates/xtask/src").join(name)
}

/// Runs a program that prints its seconds per sample.
fn seconds_to_micros(command: &mut Command) -> Result<f64> {
    let text = process::capture(command)?;
    let seconds: f64 = text
        .trim()
        .parse()
        .with_context(|| format!("`{}` printed {text:?} instead of seconds", process::line(command)))?;
    Ok(seconds * 1e6)
}

fn best(times: &[f64; ROUNDS]) -> f64 {
    sorted(times)[0]
}

fn median(times: &[f64; ROUNDS]) -> f64 {
    sorted(times)[ROUNDS / 2]
}

fn sorted(times: &[f64; ROUNDS]) -> [f64; ROUNDS] {
    let mut times = *times;
    times.sort_by(f64::total_cmp);
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_holds_best_median_and_ratio() {
        let times = Times { wasm: [4.0, 2.0, 3.0], numpy: [220.0, 240.0, 230.0] };
        assert_eq!(times.goal(), 6.0);
        assert_eq!(
            times.sentence(),
            "One sample takes 2.00 µs in WebAssembly (median 3.00) and 220 µs in NumPy (median \
             230), which is 110 times as long; the goal on this machine is 6.00 µs."
        );
    }
}
