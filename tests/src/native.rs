//! The native trainer, for numbers to compare the page's with, bit for bit.

use anyhow::{Context, Result, anyhow};
use backprop_core::config::{Config, Field};
use backprop_core::network::metrics::Metrics;
use backprop_core::run::{RateChange, Trainer};

/// Settings from the keys and values of a link, `samples=100&activation=tanh`.
///
/// # Errors
/// If a key is not a setting or a value is not in its range.
pub fn config(link: &str) -> Result<Config> {
    let mut config = Config::default();
    for pair in link.split('&').filter(|pair| !pair.is_empty()) {
        let (key, text) = pair.split_once('=').unwrap_or((pair, "true"));
        let field = Field::named(key).with_context(|| format!("{key} is not a setting"))?;
        let value = field.parse(text).map_err(|error| anyhow!("{error}"))?;
        config.set(key, &value).map_err(|error| anyhow!("{error}"))?;
    }
    Ok(config)
}

/// A run with these settings, at its beginning.
///
/// # Errors
/// As [`config`].
pub fn trainer(link: &str) -> Result<Trainer> {
    Trainer::new(config(link)?).map_err(|error| anyhow!("{error}"))
}

/// A run with these settings after that many samples, with the changes of the learning rate on the
/// way.
///
/// # Errors
/// As [`config`].
pub fn trained(link: &str, step: u64, rates: &[RateChange]) -> Result<Trainer> {
    let mut trainer = trainer(link)?;
    for change in rates.iter().filter(|change| change.step <= step) {
        trainer.step(change.step - trainer.steps());
        trainer.set_learning_rate(change.rate).map_err(|error| anyhow!("{error}"))?;
    }
    trainer.step(step - trainer.steps());
    Ok(trainer)
}

/// The value of the key `rates` of a link.
///
/// # Errors
/// If it does not read as steps and rates.
pub fn rates(text: &str) -> Result<Vec<RateChange>> {
    let change = |part: &str| {
        let (step, rate) = part.split_once(':')?;
        Some(RateChange { step: step.parse().ok()?, rate: rate.parse().ok()? })
    };
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(|part| change(part).with_context(|| format!("{part:?} is not step:rate"))).collect()
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
