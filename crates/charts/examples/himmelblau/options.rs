//! The program's options: the descent, the table and the figures.

use super::support::option;
use backprop_core::descent::LARGEST_RATE;
use backprop_core::descent::surface::Surface;
use backprop_core::descent::{STEPS, Walker};
use backprop_core::optimizer::Optimizer;
use clap::builder::{PossibleValue, PossibleValuesParser, RangedU64ValueParser};
use clap::{Command, Error, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The first of the chapter's starts.
const START: [f64; 2] = [1.0, 0.0];
/// The chapter prints every 20th step.
const LOG_EVERY: usize = 20;

/// The options of a call.
#[derive(Debug)]
pub struct Options {
    pub start: [f64; 2],
    pub learning_rate: f64,
    pub optimizer: Optimizer,
    pub steps: usize,
    /// Steps whose number plus 1 is divisible by this are printed.
    pub log_every: usize,
    /// One JSON object a line instead of the chapter's lines.
    pub json: bool,
    /// The folder for the figures.
    pub out: Option<PathBuf>,
}

impl Options {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    /// A message that says which option, which value and what would be right; or the help.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self, Error> {
        let matches = command().try_get_matches_from(args)?;
        let count =
            |name: &str, default: usize| matches.get_one::<u64>(name).map_or(default, |&n| n as usize);
        let usual = Surface::Himmelblau.rates().usual;
        let optimizer = matches.get_one::<String>("optimizer").and_then(|name| Optimizer::named(name));
        Ok(Self {
            start: matches.get_one("start").copied().unwrap_or(START),
            learning_rate: matches.get_one("learning-rate").copied().unwrap_or(usual),
            optimizer: optimizer.unwrap_or(Optimizer::Sgd),
            steps: count("steps", STEPS),
            log_every: count("log-every", LOG_EVERY),
            json: matches.get_one::<String>("format").is_some_and(|format| format == "json"),
            out: matches.get_one("out").cloned(),
        })
    }

    /// A walker at the start.
    pub fn walker(&self) -> Walker {
        Walker::new(Surface::Himmelblau, self.optimizer, self.learning_rate, self.start)
    }
}

/// Returns whether both are names of one optimizer.
fn is(name: &str, old: &str) -> bool {
    Optimizer::named(old) == Optimizer::named(name)
}

fn command() -> Command {
    let count = |from: u64, to: u64| RangedU64ValueParser::<u64>::new().range(from..=to);
    // Older spellings are accepted, too.
    let old = |name| ["gradientDescent", "rmsProp"].into_iter().filter(move |&old| is(name, old));
    let names = Optimizer::ALL.map(Optimizer::name).map(|name| PossibleValue::new(name).aliases(old(name)));
    Command::new("himmelblau")
        .about("Gradient descent on f(x, y) = (x² + y − 11)² + (x + y² − 7)²")
        .arg(
            option("start")
                .value_name("X,Y")
                .allow_hyphen_values(true)
                .value_parser(place)
                .help("where to start [default: 1,0]"),
        )
        .arg(option("learning-rate").value_parser(rate).help("above 0 and at most 10 [default: 0.01]"))
        .arg(
            option("optimizer")
                .value_parser(PossibleValuesParser::new(names))
                .help("the rule of a step [default: sgd]"),
        )
        .arg(option("steps").value_parser(count(0, 1_000_000)).help("how many steps [default: 200]"))
        .arg(
            option("log-every")
                .value_parser(count(1, 1_000_000))
                .help("print steps whose number plus 1 is divisible by this [default: 20]"),
        )
        .arg(
            option("format")
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .help("the chapter's lines, or one JSON object a line"),
        )
        .arg(
            option("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("write map.svg and surface.svg"),
        )
}

/// Two finite numbers, `-2,2`.
fn place(text: &str) -> Result<[f64; 2], String> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|x| x.is_finite());
    let place = text.split_once(',').and_then(|(x, y)| Some([number(x)?, number(y)?]));
    place.ok_or_else(|| "expected two numbers with a comma between them, as in -2,2".into())
}

/// A number above 0 and at most [`LARGEST_RATE`].
fn rate(text: &str) -> Result<f64, String> {
    let rate = text.trim().parse::<f64>().ok().filter(|&rate| rate > 0.0 && rate <= LARGEST_RATE);
    rate.ok_or_else(|| format!("expected a number above 0 and at most {LARGEST_RATE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Options, Error> {
        Options::from_args(["himmelblau"].iter().chain(args).map(OsString::from))
    }

    #[test]
    fn without_options_it_is_the_chapters_program() {
        let options = read(&[]).expect("valid");
        assert_eq!((options.start, options.learning_rate), ([1.0, 0.0], 0.01));
        assert_eq!((options.steps, options.log_every, options.json), (200, 20, false));
        assert_eq!(options.optimizer, Optimizer::Sgd);
    }

    #[test]
    fn a_start_may_be_negative_either_way_it_is_given() {
        for args in [&["--start=-4,0"][..], &["--start", "-4,0"], &["--start=-4, 0"]] {
            assert_eq!(read(args).expect("valid").start, [-4.0, 0.0]);
        }
    }

    #[test]
    fn a_bad_option_is_named_with_its_value_and_what_is_expected() {
        for (args, parts) in [
            (&["--start=1"][..], ["--start", "two numbers", "'1'"]),
            (&["--start=1,inf"], ["--start", "two numbers", "1,inf"]),
            (&["--learning-rate=-1"], ["--learning-rate", "above 0 and at most 10", "-1"]),
            (&["--learning-rate=nan"], ["--learning-rate", "above 0 and at most 10", "nan"]),
            (&["--optimizer=nesterov"], ["--optimizer", "rmsprop", "nesterov"]),
            (&["--log-every=0"], ["--log-every", "1..=1000000", "0"]),
            (&["--steps=1.5"], ["--steps", "invalid", "1.5"]),
        ] {
            let error = read(args).expect_err("bad");
            assert_eq!(error.exit_code(), 2);
            let text = error.to_string();
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
        assert_eq!(read(&["--nosuch=1"]).expect_err("unknown").exit_code(), 2);
    }
}
