//! Why a network does not learn: the gradient in each layer, and how much it can still change.

mod finding;

use super::Network;
use super::backprop::Backprop;
use super::update::{Learning, Moments};
use crate::activation::SATURATED;
use crate::data::{Dataset, Split};
use crate::optimizer::{Slots, left};
pub use finding::*;

/// The number of training samples examined, from the first on.
const SAMPLES: usize = 100;

/// One layer, averaged over training samples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayerHealth {
    /// Mean |δ|.
    pub delta: f64,
    /// Mean |∂L/∂w|.
    pub gradient: f64,
    /// Share of neurons and samples with |f′(z)| < [`SATURATED`].
    pub saturated: f64,
    /// Share of neurons with f′(z) = 0 at every sample: no gradient can change them.
    pub dead: f64,
    /// Mean |Δw| of an update over mean |w|.
    pub update_ratio: f64,
}

impl LayerHealth {
    /// The layers after the inputs, for a network with these moments under these settings.
    pub fn of(
        network: &Network,
        moments: &Moments,
        learning: &Learning,
        (data, split): (&Dataset, &Split),
    ) -> Vec<Self> {
        let samples = &split.train[..split.train.len().min(SAMPLES)];
        let layers = 0..network.layers.len();
        let mut tally: Vec<Tally> = layers.map(|l| Tally::of(network, moments, l)).collect();
        let left = left(&learning.constants, moments.updates + 1);
        let mut pass = Backprop::of(network);
        for &index in samples {
            pass.backward(network, &data.points[index], data.labels[index].into());
            for (l, tally) in tally.iter_mut().enumerate() {
                tally.add(network, &pass, l, |g, slots| {
                    learning.optimizer.step_of(&learning.constants, left, 1.0, g, slots).change
                });
            }
        }
        let finished = tally.into_iter().enumerate();
        let layers = finished.map(|(l, tally)| tally.finish(&network.weights(l), samples.len() as f64));
        layers.map(|layer| layer.at_rate(learning.rate)).collect()
    }

    /// Converts from a learning rate of 1 to another.
    pub(crate) fn at_rate(self, rate: f64) -> Self {
        Self { update_ratio: rate * self.update_ratio, ..self }
    }
}

/// Sums over samples for one layer.
struct Tally {
    delta: f64,
    gradient: f64,
    /// The sum of the mean |Δw|.
    change: f64,
    saturated: usize,
    alive: Vec<bool>,
    /// The optimizer's m and v of every weight; empty for plain gradient descent.
    past: Vec<Slots<f64>>,
}

impl Tally {
    fn of(network: &Network, moments: &Moments, l: usize) -> Self {
        let past = moments.of_weights(l);
        let alive = vec![false; network.layers[l].fan_out];
        Self { delta: 0.0, gradient: 0.0, change: 0.0, saturated: 0, alive, past }
    }

    /// `step`: the change that a gradient causes at a rate of 1.
    fn add(&mut self, network: &Network, pass: &Backprop, l: usize, step: impl Fn(f64, Slots<f64>) -> f64) {
        let layer = &network.layers[l];
        let size = layer.fan_out;
        let inputs = pass.activity().layer(l).take(layer.fan_in).map(f64::abs).sum::<f64>();
        let delta = pass.delta(l).take(size).map(f64::abs).sum::<f64>() / size as f64;
        self.delta += delta;
        // The mean over an outer product is the product of the means.
        let gradient = inputs / layer.fan_in as f64 * delta;
        self.gradient += gradient;
        if self.past.is_empty() {
            self.change += gradient;
        }
        let weights = self.past.len() as f64;
        for (row, a) in self.past.chunks(size).zip(pass.activity().layer(l)) {
            for (&slots, d) in row.iter().zip(pass.delta(l)) {
                self.change += step(a * d, slots).abs() / weights;
            }
        }
        let neurons = pass.activity().sums(l).zip(pass.activity().layer(l + 1)).take(size);
        for ((z, a), alive) in neurons.zip(&mut self.alive) {
            let slope = layer.activation.slope(z, a, network.leak).abs();
            self.saturated += usize::from(slope < SATURATED);
            *alive |= slope != 0.0;
        }
    }

    /// The averages, at a learning rate of 1.
    fn finish(self, weights: &[f64], samples: f64) -> LayerHealth {
        let size = self.alive.len() as f64;
        let gradient = self.gradient / samples;
        let weight = weights.iter().map(|w| w.abs()).sum::<f64>() / weights.len() as f64;
        LayerHealth {
            delta: self.delta / samples,
            gradient,
            saturated: self.saturated as f64 / (samples * size),
            dead: self.alive.iter().filter(|&&alive| !alive).count() as f64 / size,
            update_ratio: self.change / samples / weight,
        }
    }
}
