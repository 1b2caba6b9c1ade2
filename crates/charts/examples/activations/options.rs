//! The program's options: values of z, format and figures.

use super::support::option;
use backprop_core::config::{Config, Field};
use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{ArgMatches, Command, Error, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The default values of z.
const PLACES: &str = "-1,0,1";

/// The options of a call.
#[derive(Debug)]
pub struct Options {
    /// The values of z at which f and f′ are computed.
    pub z: Vec<f64>,
    /// The slope of leaky ReLU below 0.
    pub leak: f64,
    /// One JSON object a line instead of tables.
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
        let mut command = command();
        let matches = command.try_get_matches_from_mut(args)?;
        let mut refuse = |message: String| command.error(ErrorKind::ValueValidation, message);
        Ok(Self {
            z: places(matches.get_one::<String>("z").map_or(PLACES, String::as_str)).map_err(&mut refuse)?,
            leak: leak(&matches).map_err(&mut refuse)?,
            json: matches.get_one::<String>("format").is_some_and(|format| format == "json"),
            out: matches.get_one("out").cloned(),
        })
    }
}

fn command() -> Command {
    Command::new("activations")
        .about("Activation functions and their derivatives")
        .arg(option("z").allow_hyphen_values(true).help(format!("numbers with commas [default: {PLACES}]")))
        .arg(option("leaky-slope").help("slope of leaky ReLU below 0, 0 to 1 [default: 0.01]"))
        .arg(
            option("format")
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .help("a table for each function, or one JSON object a line"),
        )
        .arg(
            option("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("write a figure of each function, sigmoid.svg and so on"),
        )
}

/// `-1,0,1.5` as numbers.
fn places(text: &str) -> Result<Vec<f64>, String> {
    let number = |part: &str| part.trim().parse().ok().filter(|z: &f64| z.is_finite());
    let numbers = text.split(',').map(number).collect::<Option<Vec<f64>>>();
    numbers.ok_or_else(|| format!("--z must be finite numbers with commas between them, not {text:?}"))
}

fn leak(matches: &ArgMatches) -> Result<f64, String> {
    let mut config = Config::default();
    if let (Some(text), Some(field)) = (matches.get_one::<String>("leaky-slope"), Field::named("leakySlope"))
    {
        let put = config.set_text(field.name, text, |text| text.parse().ok());
        put.map_err(|error| format!("--leaky-slope: {error}"))?;
    }
    Ok(config.leaky_slope())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Options, Error> {
        Options::from_args(["activations"].iter().chain(args).map(OsString::from))
    }

    #[test]
    fn places_may_be_negative_with_and_without_an_equals_sign() {
        for args in [&["--z=-1,2.5"][..], &["--z", "-1,2.5"]] {
            assert_eq!(read(args).expect("valid").z, [-1.0, 2.5]);
        }
        let options = read(&[]).expect("valid");
        assert_eq!((options.z, options.leak, options.json), (vec![-1.0, 0.0, 1.0], 0.01, false));
    }

    #[test]
    fn a_bad_option_is_named_with_its_value_and_range() {
        for (args, parts) in [
            (&["--z=1,,2"][..], ["--z", "numbers with commas", "1,,2"]),
            (&["--z=inf"], ["--z", "finite", "inf"]),
            (&["--z="], ["--z", "numbers", "\"\""]),
            (&["--leaky-slope=2"], ["--leaky-slope", "0 to 1", "2"]),
            (&["--format=xml"], ["--format", "json", "xml"]),
        ] {
            let error = read(args).expect_err("bad");
            assert_eq!(error.exit_code(), 2);
            let text = error.to_string();
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
        assert_eq!(read(&["--nosuch=1"]).expect_err("unknown").exit_code(), 2);
    }
}
