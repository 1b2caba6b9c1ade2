//! *Copy as NumPy* keeps its word: the program that it gives, run with the real NumPy and
//! scikit-learn, prints the log of the run, digit for digit.
//!
//! `BACKPROP_PYTHON` names a Python that has both; `cargo xtask test --only numpy` sets it.

use backprop_core::config::{Config, Field};
use backprop_core::program;
use backprop_core::trainer::{RateChange, Trainer};
use std::process::Command;

fn config(settings: &[(&str, &str)]) -> Config {
    let mut config = Config::default();
    for (name, text) in settings {
        let field = Field::named(name).expect("a setting");
        config.set(name, &field.parse(text).expect("a value")).expect("in its range");
    }
    config
}

/// What the program prints.
fn printed(config: &Config, rates: &[RateChange]) -> String {
    let python = std::env::var_os("BACKPROP_PYTHON")
        .expect("BACKPROP_PYTHON must name a Python with numpy and scikit-learn");
    let output = Command::new(python)
        .args(["-c", &program::numpy(config, rates)])
        .env("OPENBLAS_NUM_THREADS", "1")
        .output()
        .expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What the core logs for the same run.
fn logged(config: &Config, rates: &[RateChange]) -> String {
    let mut trainer = Trainer::new(config.clone()).expect("valid settings");
    for change in rates {
        trainer.step(change.step - trainer.steps());
        trainer.set_learning_rate(change.rate).expect("a rate");
    }
    let epochs = u64::from(config.epochs()) + 1;
    trainer.train(epochs - trainer.epoch());
    trainer.log().map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn prints_its_log(settings: &[(&str, &str)], rates: &[RateChange]) {
    let config = config(settings);
    let (printed, logged) = (printed(&config, rates), logged(&config, rates));
    assert_eq!(printed.lines().count(), 2 * (config.epochs() as usize / 10 + 1));
    assert_eq!(printed, logged);
}

#[test]
fn the_chapters_run_prints_its_log() {
    prints_its_log(&[("epochs", "30")], &[]);
}

#[test]
fn changes_of_the_learning_rate_are_in_the_program() {
    let rates = [RateChange { step: 1000, rate: 0.3 }, RateChange { step: 5600, rate: 0.001 }];
    prints_its_log(&[("epochs", "10")], &rates);
}

#[test]
fn every_activation_prints_its_log() {
    for activation in ["tanh", "relu", "leakyRelu", "linear"] {
        prints_its_log(&[("epochs", "10"), ("activation", activation), ("learningRate", "0.005")], &[]);
    }
    prints_its_log(&[("epochs", "10"), ("activation", "tanh"), ("outputActivation", "linear")], &[]);
    prints_its_log(&[("epochs", "10"), ("activation", "leakyRelu"), ("leakySlope", "0.2")], &[]);
}

#[test]
fn every_other_setting_is_in_the_program() {
    prints_its_log(&[("epochs", "20"), ("trainBias", "true")], &[]);
    prints_its_log(
        &[
            ("epochs", "20"),
            ("samples", "301"),
            ("noise", "0.05"),
            ("dataSeed", "7"),
            ("splitSeed", "4294967295"),
            ("networkSeed", "12"),
            ("testSize", "0.45"),
            ("layers", "2,7,5,2"),
            ("learningRate", "0.1"),
        ],
        &[],
    );
}
