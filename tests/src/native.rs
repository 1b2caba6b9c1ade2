//! The native trainer, for numbers to compare the page's with, bit for bit.

use anyhow::{Result, anyhow};
use backprop_core::config::Config;
use backprop_core::network::metrics::Metrics;
use backprop_core::run::history::Event;
use backprop_core::run::{Trainer, read_changes};

/// Settings from the keys and values of a link, `samples=100&activation=tanh`.
///
/// # Errors
/// If a key is not a setting or a value is not in its range.
pub fn config(link: &str) -> Result<Config> {
    link.parse().map_err(|error| anyhow!("{error}"))
}

/// A run with these settings, at its beginning.
///
/// # Errors
/// As [`config`].
pub fn trainer(link: &str) -> Result<Trainer> {
    Trainer::new(config(link)?).map_err(|error| anyhow!("{error}"))
}

/// A run with these settings after that many samples, with these changes on the way, written as in a link.
///
/// # Errors
/// As [`config`].
pub fn trained(link: &str, step: u64, changes: &str) -> Result<Trainer> {
    let mut trainer = trainer(link)?;
    let changes = self::changes(link, changes)?;
    trainer.plan(&changes).map_err(|error| anyhow!("{error}"))?;
    trainer.step(step);
    Ok(trainer)
}

/// The value of the key `changes` of a link.
///
/// # Errors
/// If the text is not valid.
pub fn changes(link: &str, text: &str) -> Result<Vec<Event>> {
    read_changes(text, &config(link)?, |text| text.parse().ok()).map_err(|error| anyhow!("{error}"))
}

/// The page's names for the numbers of a run, with their values.
pub fn quantities(metrics: &Metrics) -> [(&'static str, f64); 6] {
    [
        ("epoch", metrics.epoch as f64),
        ("step", metrics.step as f64),
        ("train-loss", metrics.train_loss),
        ("test-loss", metrics.test_loss),
        ("train-accuracy", metrics.train_accuracy),
        ("test-accuracy", metrics.test_accuracy),
    ]
}

/// The lines of the log of a run.
pub fn log(trainer: &Trainer) -> Vec<String> {
    trainer.log().flat_map(|entry| entry.to_string().lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}
