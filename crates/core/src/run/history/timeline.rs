//! A stretch of a run: its changes, keyframes and points of the curve, up to the furthest step. It
//! can be cut at a moment, and what was cut off can be put back.

use crate::network::health::LayerHealth;
use crate::network::metrics::Metrics;
use std::sync::OnceLock;

/// What can be changed while a run goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// A learning rate.
    Rate(f64),
    /// A weight or a bias, by its place in [`Network::parameters`](crate::network::Network).
    Parameter {
        /// Its place.
        index: usize,
        /// Its new value.
        value: f64,
    },
}

impl Change {
    /// Whether it only replaces the change before: the same slider, still moving.
    pub(super) fn continues(&self, before: Option<&Event>) -> bool {
        matches!((self, before), (Self::Rate(_), Some(Event { change: Self::Rate(_), .. })))
    }
}

/// A change and the step at which it is made, before that step's sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// How many samples have been seen then.
    pub step: u64,
    /// What is changed.
    pub change: Change,
}

/// The parameters at the end of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyframe {
    /// Samples seen.
    pub step: u64,
    /// Completed passes.
    pub epoch: u64,
    /// How many events these parameters contain.
    pub(super) applied: usize,
    /// In the layout of [`Network::parameters`](crate::network::Network::parameters).
    pub parameters: Vec<f64>,
    /// At a learning rate of 1, once somebody has asked.
    pub(crate) health: OnceLock<Vec<LayerHealth>>,
}

impl Keyframe {
    pub(super) fn new(step: u64, epoch: u64, applied: usize, parameters: Vec<f64>) -> Self {
        Self { step, epoch, applied, parameters, health: OnceLock::new() }
    }

    fn bytes(&self) -> usize {
        let health = self.health.get().map_or(0, |health| size_of_val(health.as_slice()));
        size_of::<Self>() + size_of_val(self.parameters.as_slice()) + health
    }
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeline {
    pub events: Vec<Event>,
    pub keyframes: Vec<Keyframe>,
    pub curve: Vec<Metrics>,
    pub furthest: u64,
}

impl Timeline {
    /// Cuts off what comes after the first `events` changes, made up to `step`.
    pub fn split_off(&mut self, step: u64, events: usize) -> Self {
        let frames = self
            .keyframes
            .partition_point(|frame| frame.step < step || frame.step == step && frame.applied <= events);
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
