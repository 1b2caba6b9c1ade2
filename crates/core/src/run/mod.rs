//! Data, network, order and counters: a run that can be stepped and measured.
//!
//! Steps are counted in samples. The same settings and the same number of samples give the same
//! bits, however the calls were cut.

mod changes;
mod curve;
mod divergence;
pub mod history;
pub mod log;
mod looking;
pub mod program;
mod rewind;

use crate::config::{Config, SettingError, Value};
use crate::data::{Dataset, Sample, Split};
use crate::network::Network;
use crate::network::backprop::Backprop;
pub use changes::RateChange;
pub use curve::LOG_EVERY;
pub use divergence::{Cause, Divergence};
use history::History;

/// A network in training.
#[derive(Clone)]
pub struct Trainer {
    config: Config,
    data: Dataset,
    split: Split,
    network: Network,
    backprop: Backprop,
    step: u64,
    /// The learning rate that the next sample is trained with, and the one that the run was made with.
    rate: f64,
    first_rate: f64,
    history: History,
    divergence: Option<Divergence>,
    /// The network as it was when it was last seen to be finite.
    sound: Network,
    /// The network before the last sample, with that sample's number and learning rate.
    previous: (Network, u64, f64),
}

impl Trainer {
    /// Data, split and initial network of `config`, at step 0.
    ///
    /// # Errors
    /// What [`Config::check`] finds.
    pub fn new(config: Config) -> Result<Self, SettingError> {
        config.check()?;
        let (data, split) = (config.points(), config.split());
        let network = Network::new(&config);
        let backprop = Backprop::of(&network);
        let (history, sound) = (History::new(network.parameters()), network.clone());
        let rate = config.learning_rate();
        let mut trainer = Self {
            config,
            data,
            split,
            network,
            backprop,
            step: 0,
            rate,
            first_rate: rate,
            history,
            divergence: None,
            previous: (sound.clone(), u64::MAX, rate),
            sound,
        };
        trainer.measure_epoch();
        Ok(trainer)
    }

    /// Trains on the next samples, one update each. Changes that lie ahead are made when it is their
    /// turn. If a number stops being finite, the run stops before that sample: see
    /// [`divergence`](Self::divergence).
    pub fn step(&mut self, samples: u64) {
        self.divergence = None;
        let goal = self.step + samples;
        while self.step < goal && self.divergence.is_none() {
            let next_event = self.history.next_event().unwrap_or(u64::MAX);
            self.train_to(goal.min(self.step + self.to_next_epoch()).min(next_event));
            if self.to_next_epoch() == self.epoch_length() {
                self.end_pass();
            }
            self.make_due();
        }
    }

    /// Samples up to `end`, between which nothing happens but updates.
    fn train_to(&mut self, end: u64) {
        let begin = self.step;
        self.sound.clone_from(&self.network);
        while self.step + 1 < end {
            self.learn_next();
        }
        if self.step < end {
            self.previous.0.clone_from(&self.network);
            (self.previous.1, self.previous.2) = (self.step, self.rate);
            self.learn_next();
        }
        if !self.network.is_finite() {
            self.find_divergence(begin);
        }
        self.history.reach(self.step);
    }

    /// One sample, one update.
    fn learn_next(&mut self) {
        let index = self.split.at(self.step);
        let (input, class) = (&self.data.points[index], self.data.labels[index].into());
        self.backprop.learn(&mut self.network, input, class, self.rate, self.config.train_bias());
        self.step += 1;
    }

    /// The sample that is trained on next.
    pub fn next_sample(&self) -> Sample {
        Sample::after(self.step, &self.data, &self.split)
    }

    fn end_pass(&mut self) {
        self.measure_epoch();
        let (step, epoch) = (self.step, self.epoch());
        self.history.offer(step, epoch, || self.network.parameters());
    }

    /// Samples in a pass.
    pub fn epoch_length(&self) -> u64 {
        self.split.train.len() as u64
    }

    /// Trains until [`epoch`](Self::epoch) has grown by `epochs`.
    pub fn train(&mut self, epochs: u64) {
        if let Some(more) = epochs.checked_sub(1) {
            self.step(self.to_next_epoch() + more * self.epoch_length());
        }
    }

    /// Samples until the current pass is complete: 1 … the size of the training part.
    pub fn to_next_epoch(&self) -> u64 {
        self.epoch_length() - self.step % self.epoch_length()
    }

    /// Completed passes.
    pub fn epoch(&self) -> u64 {
        self.step / self.epoch_length()
    }

    /// Samples seen.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// The learning rate that the next sample is trained with.
    pub fn learning_rate(&self) -> f64 {
        self.rate
    }

    /// A new number for the log to end at.
    ///
    /// # Errors
    /// If it is outside the table's range; then nothing changes.
    pub fn set_epochs(&mut self, epochs: f64) -> Result<(), SettingError> {
        self.config.set("epochs", &Value::Number(epochs))
    }

    /// The settings that this run started with.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All points, both parts.
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// Which points are trained on, in this order, and which are only looked at.
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// z, a and δ of the sample trained on last.
    pub fn last_pass(&self) -> &Backprop {
        &self.backprop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Trainer {
        /// A run with these settings, as they stand in a link.
        pub(crate) fn with(settings: &str) -> Self {
            Self::new(settings.parse().expect("settings")).expect("a run")
        }
    }

    fn quick() -> Trainer {
        Trainer::with("samples=20")
    }

    #[test]
    fn however_the_calls_are_cut_the_bits_are_the_same() {
        let (mut whole, mut cut) = (quick(), quick());
        whole.train(7);
        for n in [1, 0, 30, 2, 14 * 7 - 33] {
            cut.step(n);
        }
        assert_eq!(whole.network.parameters(), cut.network.parameters());
        assert_eq!(whole.curve(), cut.curve());
    }

    #[test]
    fn the_last_update_leads_to_where_the_run_is() {
        let mut trainer = quick();
        assert_eq!(trainer.last_update(), None);
        for steps in [1, 12, 1, 30] {
            trainer.step(steps);
            let promised = trainer.last_update().expect("a sample was trained on");
            assert_eq!(promised.sample.step + 1, trainer.steps());
            let after = promised.layers.iter().flat_map(|layer| [&layer.weight_after, &layer.bias_after]);
            assert!(after.flatten().eq(trainer.network().parameters().iter()));
        }
        trainer.set_parameter(0, 3.0).expect("a parameter");
        assert_eq!(trainer.last_update().expect("the same").sample.step, 43);
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
}
