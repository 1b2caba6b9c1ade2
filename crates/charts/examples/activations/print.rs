//! The numbers: a table of each function for people, or an object a line for programs.

use super::options::Options;
use super::support::json;
use backprop_core::activation::Activation;
use std::io::{self, Write};

/// Prints f(z) and f′(z) of every function.
pub fn print(options: &Options, out: &mut impl Write) -> io::Result<()> {
    for activation in Activation::ALL {
        let rows: Vec<[f64; 3]> = options.z.iter().map(|&z| row(activation, z, options.leak)).collect();
        let text = if options.json { object(activation, &rows) } else { table(activation, &rows) };
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// z, f(z) and f′(z).
fn row(activation: Activation, z: f64, leak: f64) -> [f64; 3] {
    let y = activation.value(z, leak);
    [z, y, activation.slope(z, y, leak)]
}

fn object(activation: Activation, rows: &[[f64; 3]]) -> String {
    let column = |index: usize| {
        let numbers: Vec<String> = rows.iter().map(|row| json(row[index])).collect();
        numbers.join(",")
    };
    let (name, z, value, derivative) = (activation.name(), column(0), column(1), column(2));
    format!("{{\"activation\":\"{name}\",\"z\":[{z}],\"value\":[{value}],\"derivative\":[{derivative}]}}")
}

fn table(activation: Activation, rows: &[[f64; 3]]) -> String {
    let head = format!("{}\n{:>12} {:>16} {:>16}", activation.name(), "z", "f(z)", "f′(z)");
    let lines = rows.iter().map(|[z, value, slope]| format!("{z:>12} {value:>16.9} {slope:>16.9}"));
    std::iter::once(head).chain(lines).map(|line| line + "\n").collect()
}
