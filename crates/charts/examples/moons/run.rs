//! Trains and writes the log.

use super::figures;
use super::options::Options;
use super::support::json;
use anyhow::Context;
use backprop_core::network::metrics::Metrics;
use backprop_core::run::log::LogLine;
use backprop_core::run::{Divergence, Trainer};
use std::io::Write;
use std::process::ExitCode;

/// Runs what `options` ask for. A number that is not finite ends the run, with exit code 1.
pub fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &options.out {
        // A bad folder is an error before the work, not after it.
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let mut trainer = Trainer::new(options.config.clone())?;
    let finite = train(&mut trainer, options, out)?;
    if let Some(folder) = &options.out {
        figures::write(&trainer, options.figure_epochs, folder)?;
    }
    Ok(if finite { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Trains up to the log's last number; false if a number was not finite.
fn train(trainer: &mut Trainer, options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let last = u64::from(options.config.epochs());
    for number in 0..=last {
        trainer.train(1);
        if let Some(divergence) = trainer.divergence() {
            return give_up(number, divergence, options, out).map(|()| false);
        }
        if number.is_multiple_of(options.log_every) {
            let line = LogLine::of(&measured(trainer)).context("a pass is complete")?;
            writeln!(out, "{}", text(line, options.json))?;
        }
    }
    Ok(true)
}

/// Writes the next entry without finite numbers, and an error.
fn give_up(
    number: u64,
    divergence: Divergence,
    options: &Options,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let next = number.next_multiple_of(options.log_every);
    if next <= u64::from(options.config.epochs()) {
        let line = LogLine { epoch: next, mse: f64::NAN, accuracy: f64::NAN };
        writeln!(out, "{}", text(line, options.json))?;
    }
    let Divergence { step, layer, quantity, .. } = divergence;
    eprintln!(
        "error: at step {step}, in layer {layer}, {} is not a finite number; a smaller --learning-rate may help",
        quantity.name()
    );
    Ok(())
}

/// The metrics now; most often the curve has them already.
fn measured(trainer: &Trainer) -> Metrics {
    let known = trainer.curve().last().filter(|point| point.step == trainer.steps());
    known.copied().unwrap_or_else(|| trainer.metrics())
}

/// An entry of the log, as the chapter prints it or as JSON.
fn text(line: LogLine, as_json: bool) -> String {
    if !as_json {
        return line.to_string();
    }
    let LogLine { epoch, mse, accuracy } = line;
    format!("{{\"epoch\":{epoch},\"mse\":{},\"accuracy\":{}}}", json(mse), json(accuracy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(args: &[&str]) -> Vec<String> {
        let args = ["moons", "--samples=40"].iter().chain(args).map(std::ffi::OsString::from);
        let mut out = Vec::new();
        run(&Options::from_args(args).expect("valid"), &mut out).expect("no files are written");
        String::from_utf8(out).expect("text").lines().map(str::to_owned).collect()
    }

    #[test]
    fn numbers_divisible_by_log_every_are_logged_up_to_epochs() {
        let starts = |lines: Vec<String>| -> Vec<String> {
            let line = |line: &String| Some(line.strip_prefix("Epoch: #")?.split_once(',')?.0.to_owned());
            lines.iter().filter_map(line).collect()
        };
        assert_eq!(starts(log(&["--epochs=25"])), ["0", "10", "20"]);
        assert_eq!(starts(log(&["--epochs=120", "--log-every=40"])), ["0", "40", "80", "120"]);
    }

    #[test]
    fn log_every_does_not_change_the_numbers() {
        let (often, seldom) =
            (log(&["--epochs=105", "--log-every=1"]), log(&["--epochs=105", "--log-every=7"]));
        assert_eq!(often.len(), 2 * 106);
        assert_eq!(often[2 * 105..], seldom[2 * 15..]);
    }
}
