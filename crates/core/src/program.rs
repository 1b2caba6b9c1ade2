//! A run as the chapter's program: plain NumPy and scikit-learn, for a reader to check the log.
//!
//! The program is written as a student would write it, a matrix product per layer and an update
//! per sample, so it is slow (minutes for a thousand passes) and easy to read.

use crate::activation::Activation;
use crate::config::Config;
use crate::trainer::{LOG_EVERY, RateChange};
use std::fmt::Write;

const TEMPLATE: &str = include_str!("program.py");

/// The program for these settings and these live changes of the learning rate.
#[must_use]
pub fn numpy(config: &Config, rates: &[RateChange]) -> String {
    let layers: Vec<String> = config.layers().iter().map(usize::to_string).collect();
    let mut changes = String::new();
    for change in rates {
        let _ = write!(changes, "{}: {}, ", change.step, change.rate);
    }
    let python_bool = if config.train_bias() { "True" } else { "False" };
    let settings: [(&str, String); 15] = [
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
        program = program.replace(&format!("${{{name}}}"), &value);
    }
    program
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
        let program = numpy(&Config::default(), &rates);
        assert!(!program.contains("${"), "{program}");
        assert!(program.contains("RATE_CHANGES = {28000: 0.03, 30000: 0.00001}"));
        assert!(program.contains("LAYERS = [2, 25, 50, 25, 2]"));
    }
}
