//! A run that can be stepped and measured: data, network, order and counters.
//!
//! Steps are counted in samples. The same settings and the same number of samples give the same
//! bits, however the calls are divided.

mod change_text;
mod changes;
mod curve;
mod divergence;
pub mod history;
pub mod log;
mod looking;
pub mod program;
mod rewind;
mod state;

use crate::config::{Config, SettingError};
use crate::data::{Dataset, Sample, Split};
use crate::network::Network;
use crate::network::backprop::Backprop;
use crate::network::update::Learning;
pub use change_text::{read_changes, write_changes};
pub use changes::LARGEST_STEP;
pub use curve::LOG_EVERY;
pub use divergence::{Cause, Divergence};
use history::History;
use state::Room;
pub use state::State;

/// A network in training.
#[derive(Clone)]
pub struct Trainer {
    /// The settings as it was made, those at step 0, and those in force.
    made: Config,
    config: Config,
    now: Config,
    data: Dataset,
    split: Split,
    state: State,
    room: Room,
    history: History,
    divergence: Option<Divergence>,
    /// The last state in which the network was checked to be finite.
    sound: State,
    /// The state before the last sample, and the settings it was learned with.
    previous: Option<(State, Learning)>,
}

impl Trainer {
    /// Data, split and initial network of `config`, at step 0.
    ///
    /// # Errors
    /// Those of [`Config::check`].
    pub fn new(config: Config) -> Result<Self, SettingError> {
        config.check()?;
        let state = State::new(&config);
        let mut trainer = Self {
            data: config.points(),
            split: config.split(),
            made: config.clone(),
            now: config.clone(),
            config,
            room: Room::of(&state.network),
            history: History::new(state.clone()),
            divergence: None,
            sound: state.clone(),
            previous: None,
            state,
        };
        trainer.measure_epoch();
        Ok(trainer)
    }

    /// Trains on the next samples, one update each. Changes that lie ahead are made at their steps.
    /// If a number stops being finite, the run stops before that sample: see
    /// [`divergence`](Self::divergence).
    pub fn step(&mut self, samples: u64) {
        self.divergence = None;
        let goal = self.state.step + samples;
        while self.state.step < goal && self.divergence.is_none() {
            let next_event = self.history.next_event().unwrap_or(u64::MAX);
            self.train_to(goal.min(self.state.step + self.to_next_epoch()).min(next_event));
            if self.to_next_epoch() == self.epoch_length() {
                self.end_pass();
            }
            self.make_due();
        }
    }

    /// Trains up to `end`; no change or measurement is due before it.
    fn train_to(&mut self, end: u64) {
        let learning = Learning::of(&self.now);
        self.sound.clone_from(&self.state);
        while self.state.step + 1 < end {
            self.learn_next(&learning);
        }
        if self.state.step < end {
            self.previous = Some((self.state.clone(), learning));
            self.learn_next(&learning);
        }
        if !self.network().is_finite() {
            self.find_divergence(&learning);
        }
        self.history.reach(self.state.step);
    }

    /// Trains on one sample.
    #[inline(never)] // a microsecond's work, called from several places
    fn learn_next(&mut self, learning: &Learning) {
        let index = self.split.at(self.state.step);
        let sample = (&self.data.points[index][..], self.data.labels[index].into());
        self.state.learn(&mut self.room, sample, learning);
    }

    /// The sample that is trained on next.
    pub fn next_sample(&self) -> Sample {
        Sample::after(self.state.step, &self.data, &self.split)
    }

    fn end_pass(&mut self) {
        self.measure_epoch();
        let epoch = self.epoch();
        self.history.offer(&self.state, epoch);
    }

    /// The number of samples in a pass.
    pub fn epoch_length(&self) -> u64 {
        self.split.train.len() as u64
    }

    /// Trains until [`epoch`](Self::epoch) has grown by `epochs`.
    pub fn train(&mut self, epochs: u64) {
        if let Some(more) = epochs.checked_sub(1) {
            self.step(self.to_next_epoch() + more * self.epoch_length());
        }
    }

    /// The number of samples until the current pass is complete: 1 … the size of the training part.
    pub fn to_next_epoch(&self) -> u64 {
        self.epoch_length() - self.state.step % self.epoch_length()
    }

    /// Completed passes.
    pub fn epoch(&self) -> u64 {
        self.state.step / self.epoch_length()
    }

    /// Samples seen.
    pub fn steps(&self) -> u64 {
        self.state.step
    }

    /// The current state, from which training continues.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The settings in force for the next sample.
    pub fn now(&self) -> &Config {
        &self.now
    }

    /// The settings at step 0.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All points, both parts.
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// The points to train on, in order, and the points to test on.
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// The current network.
    pub fn network(&self) -> &Network {
        &self.state.network
    }

    /// z, a and δ of the sample trained on last.
    pub fn last_pass(&self) -> &Backprop {
        &self.room.pass
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Trainer {
        /// A run with these settings, written as in a link.
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
        assert_eq!(whole.state.numbers(), cut.state.numbers());
        assert_eq!(whole.curve(), cut.curve());
    }

    #[test]
    fn the_last_update_leads_to_where_the_run_is() {
        let mut trainer = quick();
        assert_eq!(trainer.last_update(), None);
        for steps in [1, 12, 1, 30] {
            trainer.step(steps);
            let promised = trainer.last_update().expect("a sample was trained on");
            assert_eq!(promised.after, trainer.network().parameters());
        }
        let last = trainer.last_update();
        trainer.set_parameter(0, 3.0).expect("a parameter");
        assert_eq!(trainer.last_update(), last);
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
