//! A stretch of a run: its changes, keyframes and points of the curve, up to the furthest step. It
//! can be cut at a step, and what was cut off can be put back.

use crate::network::health::LayerHealth;
use crate::network::metrics::Metrics;
use crate::run::state::State;
use std::sync::OnceLock;

/// A change that can be made during a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// A live setting that alters the numbers.
    Setting {
        /// Its name in the table.
        name: &'static str,
        /// Its new value.
        value: f64,
    },
    /// A weight or a bias, by its index in [`Network::parameters`](crate::network::Network).
    Parameter {
        /// Its index.
        index: usize,
        /// Its new value.
        value: f64,
    },
}

impl Change {
    /// True if both change the same setting or parameter.
    pub(crate) fn is_of(self, other: Self) -> bool {
        match (self, other) {
            (Self::Setting { name, .. }, Self::Setting { name: other, .. }) => name == other,
            (Self::Parameter { index, .. }, Self::Parameter { index: other, .. }) => index == other,
            _ => false,
        }
    }

    /// True if it only replaces the change before: the same slider, still being moved.
    pub(super) fn continues(self, before: Option<&Event>) -> bool {
        matches!(self, Self::Setting { .. }) && before.is_some_and(|event| event.change.is_of(self))
    }
}

/// A change and the step at which it is made, before that step's sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The number of samples seen before it.
    pub step: u64,
    /// The change.
    pub change: Change,
}

/// The state at the end of a pass.
#[derive(Clone, Debug)]
pub struct Keyframe {
    /// The state.
    pub state: State,
    /// Completed passes.
    pub epoch: u64,
    /// The number of events applied in this state.
    pub(super) applied: usize,
    /// At a learning rate of 1, once computed.
    pub(crate) health: OnceLock<Vec<LayerHealth>>,
}

impl Keyframe {
    pub(super) fn new(state: State, epoch: u64, applied: usize) -> Self {
        Self { state, epoch, applied, health: OnceLock::new() }
    }

    fn bytes(&self) -> usize {
        let health = self.health.get().map_or(0, |health| size_of_val(health.as_slice()));
        size_of::<Self>() - size_of::<State>() + self.state.bytes() + health
    }
}

/// A stretch of a run, see the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeline {
    pub events: Vec<Event>,
    pub keyframes: Vec<Keyframe>,
    pub curve: Vec<Metrics>,
    pub furthest: u64,
}

impl Timeline {
    /// Cuts off everything after the first `events` changes, which were made up to `step`.
    pub fn split_off(&mut self, step: u64, events: usize) -> Self {
        let frames = self.keyframes.partition_point(|frame| {
            frame.state.step < step || frame.state.step == step && frame.applied <= events
        });
        let points = self.curve.partition_point(|point| point.step <= step);
        let furthest = std::mem::replace(&mut self.furthest, step);
        Self {
            events: self.events.split_off(events),
            keyframes: self.keyframes.split_off(frames),
            curve: self.curve.split_off(points),
            furthest,
        }
    }

    /// Puts back what was cut off here.
    pub fn append(&mut self, mut rest: Self) {
        self.events.append(&mut rest.events);
        self.keyframes.append(&mut rest.keyframes);
        self.curve.append(&mut rest.curve);
        self.furthest = rest.furthest;
    }

    pub fn keyframe_bytes(&self) -> usize {
        self.keyframes.iter().map(Keyframe::bytes).sum()
    }

    pub fn other_bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(self.events.as_slice()) + size_of_val(self.curve.as_slice())
    }
}
