//! Shared by the native programs: settings as options, numbers as JSON, output that may be cut short,
//! figures as files.

use anyhow::Context;
use backprop_charts::look::{Look, Palette};
use backprop_charts::svg::{Sheet, SvgError, document};
use backprop_core::config::{Config, FIELDS, Field};
use clap::{Arg, ArgMatches};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

/// The font of the figures, on any machine.
const FONT: &str = "system-ui, sans-serif";

/// Every setting of the table as an option, `learningRate` as `--learning-rate`.
pub fn setting_options() -> impl Iterator<Item = Arg> {
    let default = Config::default();
    FIELDS.iter().map(move |field| {
        let value = default.get(field.name).map(|value| value.to_string()).unwrap_or_default();
        option(&field.option()).help(format!("{} [default: {value}]", field.expectation()))
    })
}

/// An option with one value, which may be a negative number.
pub fn option(name: &str) -> Arg {
    Arg::new(name.to_owned()).long(name.to_owned()).allow_negative_numbers(true).num_args(1)
}

/// The settings that the options ask for.
///
/// # Errors
/// A sentence that names option, value and range.
pub fn settings(matches: &ArgMatches) -> Result<Config, String> {
    let mut config = Config::default();
    for field in FIELDS {
        if let Some(text) = matches.get_one::<String>(&field.option()) {
            let put = config.set_text(field.name, text, |text| text.parse().ok());
            put.map_err(|error| format!("--{}: {error}", field.option()))?;
        }
    }
    match config.check() {
        Ok(()) => Ok(config),
        Err(error) => {
            let option = Field::named(&error.field).map_or(error.field.clone(), Field::option);
            Err(format!("--{option}: {error}"))
        }
    }
}

/// A number as JSON, at full precision; `null` if it is not finite.
pub fn json(number: f64) -> String {
    serde_json::Value::from(number).to_string()
}

/// Draws a figure of `size` CSS pixels, on white, into a file of that name.
pub fn figure(
    folder: &Path,
    name: &str,
    (title, size): (&str, (u32, u32)),
    draw: impl FnOnce(&mut Sheet) -> Result<(), SvgError>,
) -> anyhow::Result<()> {
    let look = Look::new(false, Palette::BlueOrange, 1.0, FONT);
    let path = folder.join(name);
    fs::write(&path, document(size, title, &look, draw)?).with_context(|| path.display().to_string())
}

/// The program's exit code. An error goes to standard error and gives 1; a closed pipe, as after `head`,
/// is not an error.
pub fn exit(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        let cut =
            error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe);
        if cut {
            return ExitCode::SUCCESS;
        }
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
