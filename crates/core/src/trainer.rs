//! Data, network, order and counters: a run that can be stepped and measured.
//!
//! Steps are counted in samples. The same settings and the same number of samples give the same
//! bits, however the calls were cut.

use crate::backprop::Backprop;
use crate::config::{Config, SettingError, Value};
use crate::dataset::{Dataset, Split};
use crate::network::{Activity, Network, class_of};

/// The log has a line after pass 1, 11, 21, …: the chapter's #0, #10, #20, …
pub const LOG_EVERY: u64 = 10;
/// Up to this pass the curve has a point after every pass; later, where the log has a line.
const DENSE_CURVE: u64 = 100;

/// How good the network is on both parts of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Completed passes over the training part.
    pub epoch: u64,
    /// Samples seen, one update each.
    pub step: u64,
    /// mean((onehot − output)²) over the training part.
    pub train_loss: f64,
    /// The same over the test part.
    pub test_loss: f64,
    /// Share of the training part whose argmax is right, 0 … 1.
    pub train_accuracy: f64,
    /// The same over the test part.
    pub test_accuracy: f64,
}

/// A change of the learning rate on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateChange {
    /// It holds from this step on.
    pub step: u64,
    /// The new rate.
    pub rate: f64,
}

/// A network in training.
#[derive(Clone)]
pub struct Trainer {
    config: Config,
    data: Dataset,
    split: Split,
    network: Network,
    backprop: Backprop,
    step: u64,
    rate: f64,
    rates: Vec<RateChange>,
    curve: Vec<Metrics>,
}

impl Trainer {
    /// Data, split and initial network of `config`, at step 0.
    ///
    /// # Errors
    /// What [`Config::check`] finds.
    pub fn new(config: Config) -> Result<Self, SettingError> {
        config.check()?;
        let (data, split) = (Dataset::of(&config), Split::of(&config));
        let network = Network::new(&config);
        let backprop = Backprop::of(&network);
        let rate = config.learning_rate();
        let mut trainer = Self {
            config,
            data,
            split,
            network,
            backprop,
            step: 0,
            rate,
            rates: Vec::new(),
            curve: Vec::new(),
        };
        trainer.record();
        Ok(trainer)
    }

    /// Trains on the next `samples` samples, one update each.
    pub fn step(&mut self, samples: u64) {
        let rate = self.rate;
        let train_bias = self.config.train_bias();
        let epoch_len = self.split.train.len() as u64;
        for _ in 0..samples {
            let index = self.split.train[(self.step % epoch_len) as usize];
            let target = [[1.0, 0.0], [0.0, 1.0]][usize::from(self.data.labels[index])];
            self.backprop.learn(&mut self.network, self.data.points[index], target, rate, train_bias);
            self.step += 1;
            if self.step.is_multiple_of(epoch_len) {
                self.record();
            }
        }
    }

    /// Trains until [`epoch`](Self::epoch) has grown by `epochs`.
    pub fn train(&mut self, epochs: u64) {
        if let Some(more) = epochs.checked_sub(1) {
            self.step(self.to_next_epoch() + more * self.split.train.len() as u64);
        }
    }

    /// Samples until the current pass is complete: 1 … the size of the training part.
    #[must_use]
    pub fn to_next_epoch(&self) -> u64 {
        let epoch_len = self.split.train.len() as u64;
        epoch_len - self.step % epoch_len
    }

    /// Completed passes.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.step / self.split.train.len() as u64
    }

    /// Samples seen.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// Adds a point to the curve if this epoch has one.
    fn record(&mut self) {
        let epoch = self.epoch();
        let logged = epoch % LOG_EVERY == 1 % LOG_EVERY;
        let longest = crate::config::Field::named("epochs").map_or(0.0, |field| field.max) as u64 + 1;
        if (epoch <= DENSE_CURVE || logged) && epoch <= longest {
            self.curve.push(self.metrics());
        }
    }

    /// How good the parameters are as they are now.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        let mut activity = Activity::of(&self.network);
        let [(train_loss, train_accuracy), (test_loss, test_accuracy)] =
            [&self.split.train, &self.split.test].map(|part| self.measure(part, &mut activity));
        Metrics { epoch: self.epoch(), step: self.step, train_loss, test_loss, train_accuracy, test_accuracy }
    }

    fn measure(&self, part: &[usize], activity: &mut Activity) -> (f64, f64) {
        let (mut squares, mut right) = (0.0, 0_usize);
        for &index in part {
            let label = self.data.labels[index];
            let output = self.network.predict(self.data.points[index], activity);
            let error = [0, 1].map(|class| f64::from(u8::from(label == class)) - output[usize::from(class)]);
            squares += error[0] * error[0] + error[1] * error[1];
            right += usize::from(class_of(output) == label);
        }
        (squares / (2 * part.len()) as f64, right as f64 / part.len() as f64)
    }

    /// The run so far: before any update, after every pass up to 100, then after every tenth.
    #[must_use]
    pub fn curve(&self) -> &[Metrics] {
        &self.curve
    }

    /// A new learning rate from the next sample on.
    ///
    /// # Errors
    /// If it is not above 0 and at most 10; then nothing changes.
    pub fn set_learning_rate(&mut self, rate: f64) -> Result<(), SettingError> {
        self.config.clone().set("learningRate", &Value::Number(rate))?;
        if rate == self.rate {
            return Ok(());
        }
        self.rate = rate;
        if self.step == 0 {
            return self.config.set("learningRate", &Value::Number(rate));
        }
        self.rates.retain(|change| change.step < self.step);
        let before = self.rates.last().map_or(self.config.learning_rate(), |change| change.rate);
        if before != rate {
            self.rates.push(RateChange { step: self.step, rate });
        }
        Ok(())
    }

    /// The learning rate that the next sample is trained with.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.rate
    }

    /// The changes of the learning rate so far, by step.
    #[must_use]
    pub fn rates(&self) -> &[RateChange] {
        &self.rates
    }

    /// A new number for the log to end at.
    ///
    /// # Errors
    /// If it is outside the table's range; then nothing changes.
    pub fn set_epochs(&mut self, epochs: f64) -> Result<(), SettingError> {
        self.config.set("epochs", &Value::Number(epochs))
    }

    /// The settings that this run started with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All points, both parts.
    #[must_use]
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// Which points are trained on, in this order, and which are only looked at.
    #[must_use]
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// The network as it is now.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// z, a and δ of the sample trained on last.
    #[must_use]
    pub fn last_pass(&self) -> &Backprop {
        &self.backprop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quick() -> Trainer {
        let mut config = Config::default();
        config.set("samples", &Value::Number(20.0)).expect("valid");
        Trainer::new(config).expect("valid")
    }

    #[test]
    fn however_the_calls_are_cut_the_bits_are_the_same() {
        let (mut whole, mut cut) = (quick(), quick());
        whole.train(7);
        for n in [1, 0, 30, 2, 14 * 7 - 33] {
            cut.step(n);
        }
        assert_eq!(whole.network.parameters(), cut.network.parameters());
        assert_eq!(whole.curve, cut.curve);
    }

    #[test]
    fn train_from_the_middle_of_a_pass_finishes_it_first() {
        let mut trainer = quick();
        trainer.step(5);
        trainer.train(1);
        assert_eq!((trainer.epoch(), trainer.steps()), (1, 14));
        trainer.train(0);
        assert_eq!(trainer.steps(), 14);
    }

    #[test]
    fn the_curve_starts_before_any_update_and_thins_after_a_hundred_passes() {
        let mut trainer = quick();
        trainer.train(130);
        let epochs: Vec<u64> = trainer.curve().iter().map(|point| point.epoch).collect();
        assert_eq!(epochs, (0..=100).chain([101, 111, 121]).collect::<Vec<_>>());
    }

    #[test]
    fn a_changed_rate_is_remembered_with_its_step() {
        let mut trainer = quick();
        trainer.set_learning_rate(0.5).expect("valid");
        assert_eq!(trainer.config().learning_rate(), 0.5); // before the first sample it is the setting
        trainer.step(3);
        trainer.set_learning_rate(0.1).expect("valid");
        trainer.set_learning_rate(0.2).expect("valid");
        assert_eq!(trainer.rates(), [RateChange { step: 3, rate: 0.2 }]);
        trainer.set_learning_rate(0.5).expect("valid");
        assert!(trainer.rates().is_empty());
        assert!(trainer.set_learning_rate(f64::NAN).is_err());
        assert_eq!(trainer.learning_rate(), 0.5);
    }
}
