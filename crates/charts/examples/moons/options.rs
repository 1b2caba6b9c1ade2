//! The program's options: all settings, the log and the figures.

use super::support::{option, setting_options, settings};
use backprop_core::config::Config;
use backprop_core::run::LOG_EVERY;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
use clap::error::ErrorKind;
use clap::{Command, Error, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The options of a call.
#[derive(Debug)]
pub struct Options {
    pub config: Config,
    /// Numbers divisible by this are logged.
    pub log_every: u64,
    /// One JSON object a line instead of the chapter's two lines.
    pub json: bool,
    /// The folder for the figures.
    pub out: Option<PathBuf>,
    /// The curves' last number, instead of the whole run.
    pub figure_epochs: Option<u64>,
}

impl Options {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    /// A message that says which option, which value and what would be right; or the help.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self, Error> {
        let mut command = command();
        let matches = command.try_get_matches_from_mut(args)?;
        let config =
            settings(&matches).map_err(|message| command.error(ErrorKind::ValueValidation, message))?;
        Ok(Self {
            config,
            log_every: matches.get_one("log-every").copied().unwrap_or(LOG_EVERY),
            json: matches.get_one::<String>("format").is_some_and(|format| format == "json"),
            out: matches.get_one("out").cloned(),
            figure_epochs: matches.get_one("figure-epochs").copied(),
        })
    }
}

fn command() -> Command {
    let count = |from: u64| RangedU64ValueParser::<u64>::new().range(from..=100_000);
    Command::new("moons")
        .about("Two moons and a small network, trained by backpropagation")
        .args(setting_options())
        .arg(option("log-every").value_parser(count(1)).help("log numbers divisible by this [default: 10]"))
        .arg(
            option("format")
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .help("the chapter's lines, or one JSON object a line"),
        )
        .arg(
            option("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("write data.svg, boundary.svg, mse.svg and accuracy.svg"),
        )
        .arg(
            option("figure-epochs")
                .value_parser(count(0))
                .help("show the curves up to this number only, as the chapter does with 100"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Options, Error> {
        Options::from_args(["moons"].iter().chain(args).map(OsString::from))
    }

    #[test]
    fn without_options_it_is_the_chapters_program() {
        let options = read(&[]).expect("valid");
        assert_eq!(options.config, Config::default());
        assert_eq!((options.log_every, options.json), (10, false));
    }

    #[test]
    fn both_ways_of_giving_a_value_work() {
        let options = read(&["--layers=2,7,5,2", "--train-bias", "true", "--format", "json"]).expect("valid");
        assert_eq!(options.config.layers(), [2, 7, 5, 2]);
        assert!(options.config.train_bias() && options.json);
    }

    #[test]
    fn a_bad_option_is_named_with_its_value_and_range() {
        for (args, parts) in [
            (&["--learning-rate=-1"][..], ["--learning-rate", "above 0 and at most 10", "-1"]),
            (&["--learning-rate", "-1"], ["--learning-rate", "above 0 and at most 10", "-1"]),
            (&["--samples=three"], ["--samples", "4 to 20000", "three"]),
            (&["--output-activation=cube"], ["--output-activation", "leakyRelu", "cube"]),
            (&["--log-every=0"], ["--log-every", "1..=100000", "0"]),
            (&["--samples=4", "--test-size=0.95"], ["--test-size", "0.75", "0.95"]),
        ] {
            let error = read(args).expect_err("bad");
            assert_eq!(error.exit_code(), 2);
            let text = error.to_string();
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
        assert_eq!(read(&["--nosuch=1"]).expect_err("unknown").exit_code(), 2);
    }
}
