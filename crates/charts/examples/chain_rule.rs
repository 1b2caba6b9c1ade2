//! The chapter's check of the chain rule: ∂y2/∂y1 · ∂y1/∂w1 = ∂y2/∂w1 on its graph
//! x → y1 = x·w1 + b1 → y2 = y1·w2 + b2.
//!
//! `cargo run --example chain_rule -- --w2=-3` gives a variable another value. It exits with 2 for
//! a bad option.

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "this program has no settings and draws no figures")]
mod support;

use backprop_core::expression::CHAPTER;
use backprop_core::expression::Expression;
use backprop_core::tape::{Id, Tape};
use clap::builder::PossibleValuesParser;
use clap::{Command, value_parser};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use support::option;

fn main() -> ExitCode {
    match Options::from_args(std::env::args_os()) {
        Ok(options) => support::exit(run(options, &mut std::io::stdout())),
        Err(error) => error.exit(),
    }
}

struct Options {
    /// The chapter's graph with the values that were asked for.
    tape: Tape,
    json: bool,
}

impl Options {
    /// Reads a command line, the program's name first.
    fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut tape = chapter();
        let leaves: Vec<(Id, String)> =
            tape.leaves().map(|leaf| (leaf, tape.given_name(leaf).unwrap_or_default().to_owned())).collect();
        let values = leaves.iter().map(|(leaf, name)| {
            let help = format!("another value [default: {}]", tape.value(*leaf));
            option(name).value_parser(value_parser!(f64)).help(help)
        });
        let format = option("format")
            .value_parser(PossibleValuesParser::new(["text", "json"]))
            .help("two lines, or one JSON object");
        let matches = Command::new("chain_rule")
            .about("The chain rule, checked on the chapter's graph")
            .args(values)
            .arg(format)
            .try_get_matches_from(args)?;
        for (leaf, name) in leaves {
            if let Some(&value) = matches.get_one(&name) {
                tape.set(leaf, value);
            }
        }
        let json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
        Ok(Self { tape, json })
    }
}

fn chapter() -> Tape {
    Expression::parse(CHAPTER).map(|chapter| chapter.tape).unwrap_or_default()
}

/// Goes backward twice, from y2 and from y1, and multiplies. A number that is not finite is `null`,
/// with exit code 1.
fn run(options: Options, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let Options { mut tape, json } = options;
    let [w1, y1, y2] = ["w1", "y1", "y2"].map(|name| tape.named(name));
    let (Some(w1), Some(y1), Some(y2)) = (w1, y1, y2) else { anyhow::bail!("the graph has other names") };
    let [dy2_dw1, dy2_dy1] = gradients(&mut tape, y2, [w1, y1]);
    let [dy1_dw1, _] = gradients(&mut tape, y1, [w1, y1]);
    let product = dy2_dy1 * dy1_dw1;
    if json {
        let [product, gradient] = [product, dy2_dw1].map(number);
        writeln!(out, "{{\"dy2_dy1 * dy1_dw1\": {product}, \"dy2_dw1\": {gradient}}}")?;
    } else {
        writeln!(out, "dy2_dy1 * dy1_dw1 = {product}\ndy2_dw1 = {dy2_dw1}")?;
    }
    let finite = product.is_finite() && dy2_dw1.is_finite();
    Ok(if finite { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The derivatives of `root` by two nodes.
fn gradients(tape: &mut Tape, root: Id, nodes: [Id; 2]) -> [f64; 2] {
    tape.zero();
    tape.backward(root);
    nodes.map(|node| tape.gradient(node).unwrap_or_default())
}

/// A number as JSON, without the point of a whole one.
fn number(x: f64) -> String {
    if x.is_finite() { x.to_string() } else { support::json(x) }
}
