//! Why a network does not learn: what flows back through each layer, and what it can still change.

mod finding;

use super::Network;
use super::backprop::Backprop;
use crate::activation::SATURATED;
use crate::data::{Dataset, Split};
pub use finding::*;

/// Training samples that are looked at, from the first on.
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
    /// Share of neurons with f′(z) = 0 at every sample: nothing they did could change them.
    pub dead: f64,
    /// Mean |η·∂L/∂w| over mean |w|.
    pub update_ratio: f64,
}

impl LayerHealth {
    /// The layers after the inputs of a network that learns at this rate.
    pub fn of(network: &Network, data: &Dataset, split: &Split, rate: f64) -> Vec<Self> {
        let samples = &split.train[..split.train.len().min(SAMPLES)];
        let mut tally: Vec<Tally> = network.sizes()[1..].iter().map(|&size| Tally::of(size)).collect();
        let mut pass = Backprop::of(network);
        for &index in samples {
            pass.backward(network, &data.points[index], data.labels[index].into());
            for (l, tally) in tally.iter_mut().enumerate() {
                tally.add(network, &pass, l);
            }
        }
        let finished = tally.into_iter().enumerate();
        let layers = finished.map(|(l, tally)| tally.finish(&network.weights(l), samples.len() as f64));
        layers.map(|layer| layer.at_rate(rate)).collect()
    }

    /// From a rate of 1 to another.
    pub(crate) fn at_rate(self, rate: f64) -> Self {
        Self { update_ratio: rate * self.update_ratio, ..self }
    }
}

/// Sums over samples for one layer.
struct Tally {
    delta: f64,
    gradient: f64,
    saturated: usize,
    alive: Vec<bool>,
}

impl Tally {
    fn of(size: usize) -> Self {
        Self { delta: 0.0, gradient: 0.0, saturated: 0, alive: vec![false; size] }
    }

    fn add(&mut self, network: &Network, pass: &Backprop, l: usize) {
        let layer = &network.layers[l];
        let size = layer.fan_out;
        let inputs = pass.activity().layer(l).take(layer.fan_in).map(f64::abs).sum::<f64>();
        let delta = pass.delta(l).take(size).map(f64::abs).sum::<f64>() / size as f64;
        self.delta += delta;
        // The mean over an outer product is the product of the means.
        self.gradient += inputs / layer.fan_in as f64 * delta;
        let neurons = pass.activity().sums(l).zip(pass.activity().layer(l + 1)).take(size);
        for ((z, a), alive) in neurons.zip(&mut self.alive) {
            let slope = layer.activation.slope(z, a, network.leak).abs();
            self.saturated += usize::from(slope < SATURATED);
            *alive |= slope != 0.0;
        }
    }

    /// At a learning rate of 1.
    fn finish(self, weights: &[f64], samples: f64) -> LayerHealth {
        let size = self.alive.len() as f64;
        let gradient = self.gradient / samples;
        let weight = weights.iter().map(|w| w.abs()).sum::<f64>() / weights.len() as f64;
        LayerHealth {
            delta: self.delta / samples,
            gradient,
            saturated: self.saturated as f64 / (samples * size),
            dead: self.alive.iter().filter(|&&alive| !alive).count() as f64 / size,
            update_ratio: gradient / weight,
        }
    }
}
