//! Walks and prints the table.

use super::figures;
use super::options::Options;
use super::support::json;
use anyhow::Context;
use backprop_core::descent::Move;
use std::io::Write;
use std::process::ExitCode;

/// Runs what `options` ask for. A number that is not finite ends the run, with exit code 1.
pub fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &options.out {
        // A bad folder is an error before the work, not after it.
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let mut walker = options.walker();
    let mut overflow = None;
    for step in 0..options.steps {
        let reached = walker.step();
        if let (None, Some(quantity)) = (overflow, reached.overflow()) {
            overflow = Some((step, quantity));
        }
        if (step + 1).is_multiple_of(options.log_every) {
            writeln!(out, "{}", line(step, &reached, options.json))?;
            if overflow.is_some() {
                break;
            }
        }
    }
    if let Some(folder) = &options.out {
        figures::write(options, folder)?;
    }
    Ok(match overflow {
        None => ExitCode::SUCCESS,
        Some((step, quantity)) => {
            eprintln!(
                "error: at step {step}, {} is not a finite number; a smaller --learning-rate may help",
                quantity.name()
            );
            ExitCode::FAILURE
        }
    })
}

/// A line of the table: f before the step, x and y after it.
fn line(step: usize, Move { value, to: [x, y], .. }: &Move, as_json: bool) -> String {
    if as_json {
        return format!("{{\"step\":{step},\"x\":{},\"y\":{},\"f\":{}}}", json(*x), json(*y), json(*value));
    }
    // As Python writes them: 3.0, 7.888609052210118e-31.
    format!("step {step}: x = [{x:?}, {y:?}], f(x) = {value:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(args: &[&str]) -> (Vec<String>, ExitCode) {
        let args = ["himmelblau"].iter().chain(args).map(std::ffi::OsString::from);
        let mut out = Vec::new();
        let code = run(&Options::from_args(args).expect("valid"), &mut out).expect("no files are written");
        (String::from_utf8(out).expect("text").lines().map(str::to_owned).collect(), code)
    }

    #[test]
    fn a_step_is_printed_every_log_every_steps() {
        let numbers = |args: &[&str]| -> Vec<String> {
            let number = |line: &String| Some(line.strip_prefix("step ")?.split_once(':')?.0.to_owned());
            printed(args).0.iter().filter_map(number).collect()
        };
        assert_eq!(numbers(&["--steps=60"]), ["19", "39", "59"]);
        assert_eq!(numbers(&["--steps=7", "--log-every=3"]), ["2", "5"]);
        assert!(numbers(&["--steps=0"]).is_empty());
    }

    #[test]
    fn f_is_before_the_step_and_the_place_after_it() {
        let line = &printed(&["--steps=1", "--log-every=1"]).0[0];
        // f(1, 0) = 10² + 6² = 136; its gradient there is (−52, −20).
        assert_eq!(line, "step 0: x = [1.52, 0.2], f(x) = 136.0");
    }
}
