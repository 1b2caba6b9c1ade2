//! An update: how a gradient moves a network, and the optimizer's state that it leaves for the next one.
//!
//! Plain gradient descent, sample by sample, uses a fused kernel that computes gradient and update
//! in one sweep; all other ways compute the gradient first. Both agree up to rounding.

use super::gradient::Gradient;
use super::layers::Network;
use super::trace::Trace;
use crate::config::Config;
use crate::optimizer::{Constants, Optimizer, Parts, Slots, left};

/// The settings in force that an update depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// The rule of a step.
    pub optimizer: Optimizer,
    /// The constants of that rule.
    pub constants: Constants,
    /// The learning rate η.
    pub rate: f64,
    /// True if biases learn.
    pub train_bias: bool,
}

impl Learning {
    /// As set in `config`.
    pub fn of(config: &Config) -> Self {
        let constants = Constants { momentum: config.momentum(), ..Constants::default() };
        let (optimizer, rate, train_bias) = (config.optimizer(), config.learning_rate(), config.train_bias());
        Self { optimizer, constants, rate, train_bias }
    }

    /// True if the fused kernel makes the update.
    pub(crate) fn is_fused(&self) -> bool {
        self.optimizer == Optimizer::Sgd
    }
}

/// The state of an optimizer: m and v of every parameter, and the number of updates made. Gradient
/// descent has none.
#[derive(Clone, Debug)]
pub struct Moments {
    /// m and v.
    pub(crate) means: Vec<Gradient>,
    pub(crate) updates: u64,
}

impl Moments {
    /// The state for a network that has not learned yet.
    pub fn of(network: &Network, optimizer: Optimizer) -> Self {
        let count = if optimizer == Optimizer::Sgd { 0 } else { 2 };
        Self { means: vec![Gradient::of(network); count], updates: 0 }
    }

    /// m and v of the weights between a layer and the next, in their order.
    pub(super) fn of_weights(&self, layer: usize) -> Vec<Slots<f64>> {
        let [means, squares] = &self.means[..] else { return Vec::new() };
        let [m, v] = [means, squares].map(|means| means.weights(layer));
        m.into_iter().zip(v).map(|(m, v)| Slots { m, v }).collect()
    }

    /// Moves `network` down a gradient. Does nothing for gradient descent, which the fused kernel performs.
    #[inline(never)] // microseconds' work
    pub(crate) fn update(&mut self, network: &mut Network, gradient: &Gradient, learning: &Learning) {
        let &Learning { optimizer, ref constants, rate, train_bias } = learning;
        let [means, squares] = &mut self.means[..] else { return };
        self.updates += 1;
        let left = left(constants, self.updates);
        let parts = gradient.layers.iter().zip(&mut means.layers).zip(&mut squares.layers);
        for (layer, ((g, m), v)) in network.layers.iter_mut().zip(parts) {
            let parameters = [&mut layer.weights, &mut layer.biases];
            for (part, w) in parameters.into_iter().enumerate().take(1 + usize::from(train_bias)) {
                let vectors = w.iter_mut().zip(&g[part]).zip(&mut m[part]).zip(&mut v[part]);
                optimizer.step_all(constants, left, rate, vectors.map(|(((w, g), m), v)| (w, g, m, v)));
            }
        }
    }
}

/// Every number of one update, in the layout of [`Network::parameters`].
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// The parameters before the update.
    pub before: Vec<f64>,
    /// The gradient that the rule gets; 0 where biases do not learn.
    pub gradient: Vec<f64>,
    /// The parts of the rule's step; the last one is the change.
    pub parts: Vec<Parts<f64>>,
    /// before + change, rounded once.
    pub after: Vec<f64>,
}

impl Update {
    /// The update that the traced sample causes.
    pub fn of(trace: &Trace, network: &Network, moments: &Moments, learning: &Learning) -> Self {
        let &Learning { optimizer, ref constants, rate, train_bias } = learning;
        let (before, mut gradient, mut fused) = (network.parameters(), Vec::new(), Vec::new());
        let inputs = std::iter::once(&trace.sample.input).chain(trace.layers.iter().map(|layer| &layer.a));
        for (layer, inputs) in trace.layers.iter().zip(inputs) {
            // As the fused kernel multiplies: −η · a first, then · δ.
            fused.extend(inputs.iter().flat_map(|a| layer.delta.iter().map(move |d| (-rate * a) * d)));
            gradient.extend(&layer.gradient);
            let learns = |x: f64| if train_bias { x } else { 0.0 };
            fused.extend(layer.delta.iter().map(|d| learns(-rate * d)));
            gradient.extend(layer.delta.iter().copied().map(learns));
        }
        let means: Vec<Vec<f64>> = moments.means.iter().map(Gradient::values).collect();
        let left = left(constants, moments.updates + 1);
        let step = |(at, &g): (usize, &f64)| match &means[..] {
            [m, v] if !learning.is_fused() => {
                optimizer.step_of(constants, left, rate, g, Slots { m: m[at], v: v[at] })
            }
            _ => Parts::of(fused[at]),
        };
        let parts: Vec<Parts<f64>> = gradient.iter().enumerate().map(step).collect();
        let after = before.iter().zip(&parts).map(|(w, parts)| w + parts.change).collect();
        Self { before, gradient, parts, after }
    }
}
