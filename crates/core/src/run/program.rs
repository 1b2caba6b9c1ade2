//! A run as the chapter's program: plain NumPy and scikit-learn, for a reader to check the log.
//!
//! The program is written as a student would write it, a matrix product per layer and an update
//! per sample, so it is slow (minutes for a thousand passes) and easy to read.

use super::{LOG_EVERY, RateChange};
use crate::activation::Activation;
use crate::config::Config;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("program.py");

/// What a program needs beyond that where weights were set by hand.
const EDITING: &str = include_str!("program_edits.py");

/// The program for these settings, these live changes of the learning rate, and these parameters set
/// by hand: step, place among the parameters, and value.
#[must_use]
pub fn numpy(config: &Config, rates: &[RateChange], edits: &[(u64, usize, f64)]) -> String {
    let layers: Vec<String> = config.layers().iter().map(usize::to_string).collect();
    let mut changes = String::new();
    for change in rates {
        let _ = write!(changes, "{}: {}, ", change.step, change.rate);
    }
    let python_bool = if config.train_bias() { "True" } else { "False" };
    let [editing, edit] = editing(edits);
    let settings: [(&str, String); 17] = [
        ("EDITING\n", editing),
        ("EDIT\n", edit),
        ("SAMPLES", config.samples().to_string()),
        ("NOISE", config.noise().to_string()),
        ("DATA_SEED", config.data_seed().to_string()),
        ("TEST_SIZE", config.test_size().to_string()),
        ("SPLIT_SEED", config.split_seed().to_string()),
        ("NETWORK_SEED", config.network_seed().to_string()),
        ("LAYERS", format!("[{}]", layers.join(", "))),
        ("HIDDEN", python_name(config.activation()).into()),
        ("OUTPUT", python_name(config.output_activation()).into()),
        ("LEAK", config.leaky_slope().to_string()),
        ("LEARNING_RATE", config.learning_rate().to_string()),
        ("RATE_CHANGES", format!("{{{}}}", changes.trim_end_matches(", "))),
        ("TRAIN_BIAS", python_bool.into()),
        ("EPOCHS", config.epochs().to_string()),
        ("LOG_EVERY", LOG_EVERY.to_string()),
    ];
    let mut program = TEMPLATE.to_owned();
    for (name, value) in settings {
        program = match name.strip_suffix('\n') {
            Some(line) => program.replace(&format!("${{{line}}}\n"), &value),
            None => program.replace(&format!("${{{name}}}"), &value),
        };
    }
    program
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

fn python_name(activation: Activation) -> &'static str {
    match activation {
        Activation::LeakyRelu => "leaky_relu",
        same => same.name(),
    }
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
