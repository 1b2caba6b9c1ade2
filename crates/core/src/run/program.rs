//! A run as the chapter's program: plain NumPy and scikit-learn, for a reader to check the log.
//!
//! The program is written as a student would write it, a matrix product per layer and an update
//! per sample, so it is slow (minutes for a thousand passes) and easy to read.

use super::{LOG_EVERY, RateChange};
use crate::activation::Activation;
use crate::config::{Config, FIELDS, Value, words};
use crate::loss::Loss;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("program.py");

/// What a program needs beyond that where weights were set by hand.
const EDITING: &str = include_str!("program_edits.py");

/// The program for these settings, these live changes of the learning rate, and these parameters set
/// by hand: step, place among the parameters, and value.
pub fn numpy(config: &Config, rates: &[RateChange], edits: &[(u64, usize, f64)]) -> String {
    let mut changes = String::new();
    for change in rates {
        let _ = write!(changes, "{}: {}, ", change.step, change.rate);
    }
    let [editing, edit] = editing(edits);
    let mut program = TEMPLATE.replace("${EDITING}\n", &editing).replace("${EDIT}\n", &edit);
    let changes = format!("{{{}}}", changes.trim_end_matches(", "));
    let activations = Activation::ALL.map(|function| {
        let [value, slope] = function.python();
        format!("{} = ({value}, {slope})", words(function.name(), '_'))
    });
    let [import, points] = config.dataset().python();
    let [loss, loss_error] = Loss::Mse.python();
    for (name, text) in [
        ("IMPORT", import),
        ("POINTS", points),
        ("LOSS", loss),
        ("LOSS_ERROR", loss_error),
        ("ACTIVATIONS", &activations.join("\n")),
        ("RATE_CHANGES", &changes),
        ("LOG_EVERY", &LOG_EVERY.to_string()),
    ] {
        program = program.replace(&format!("${{{name}}}"), text);
    }
    for field in FIELDS {
        let value = config.get(field.name).map_or_else(String::new, |value| python(&value));
        program = program.replace(&format!("${{{}}}", field.name), &value);
    }
    program
}

/// A setting as Python writes it; a name is that of a variable, in Python's spelling.
fn python(value: &Value) -> String {
    match value {
        Value::Flag(on) => if *on { "True" } else { "False" }.into(),
        Value::Numbers(_) => format!("[{}]", value.to_string().replace(',', ", ")),
        Value::Number(_) => value.to_string(),
        Value::Text(name) => words(name, '_'),
    }
}

/// The two places where a program sets weights; without edits they are empty.
fn editing(edits: &[(u64, usize, f64)]) -> [String; 2] {
    if edits.is_empty() {
        return [String::new(), String::new()];
    }
    let mut list = String::new();
    for (step, index, value) in edits {
        let _ = write!(list, "({step}, {index}, {value}), ");
    }
    let edit = "        for at, index, value in EDITS:\n            if at == step:\n                set_parameter(index, value)\n";
    // Its first line says what the file is for.
    let editing = EDITING.split_once('\n').map_or(EDITING, |(_, code)| code);
    [editing.replace("${EDITS}", list.trim_end_matches(", ")), edit.into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_filled_in() {
        let rates = [RateChange { step: 28000, rate: 0.03 }, RateChange { step: 30000, rate: 1e-5 }];
        let program = numpy(&Config::default(), &rates, &[]);
        assert!(!program.contains("${"), "{program}");
        assert!(program.contains("RATE_CHANGES = {28000: 0.03, 30000: 0.00001}"));
        assert!(program.contains("LAYERS = [2, 25, 50, 25, 2]"));
        assert!(!program.contains("EDIT"), "nothing was set by hand");
    }

    #[test]
    fn weights_set_by_hand_are_in_the_program() {
        let program = numpy(&Config::default(), &[], &[(0, 3, 0.5), (1400, 7, -1e-9)]);
        assert!(!program.contains("${"), "{program}");
        assert!(program.contains("\nEDITS = [(0, 3, 0.5), (1400, 7, -0.000000001)]"), "{program}");
        assert!(program.contains("                set_parameter(index, value)\n        learn("));
    }
}
