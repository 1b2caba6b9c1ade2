//! An update: how a gradient moves a network, and what is remembered of it for the next one.
//!
//! With plain gradient descent, sample by sample, a fused kernel takes the gradient and makes the update in
//! one sweep; every other way takes the gradient first. Both agree but for roundings.

use super::gradient::Gradient;
use super::layers::Network;
use super::trace::Trace;
use crate::config::Config;
use crate::optimizer::{Constants, Optimizer, Parts, Slots, left};

/// How a network learns: the settings in force that an update depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// The rule of a step.
    pub optimizer: Optimizer,
    /// Its numbers.
    pub constants: Constants,
    /// The learning rate η.
    pub rate: f64,
    /// Whether biases learn.
    pub train_bias: bool,
}

impl Learning {
    /// By these settings.
    pub fn of(config: &Config) -> Self {
        let constants = Constants { momentum: config.momentum(), ..Constants::default() };
        let (optimizer, rate, train_bias) = (config.optimizer(), config.learning_rate(), config.train_bias());
        Self { optimizer, constants, rate, train_bias }
    }

    /// Whether the fused kernel makes the update.
    pub(crate) fn is_fused(&self) -> bool {
        self.optimizer == Optimizer::Sgd
    }
}

/// What an optimizer remembers of a network's past: m and v of every parameter, and how many updates it has
/// made. Gradient descent remembers none of them.
#[derive(Clone, Debug)]
pub struct Moments {
    /// m and v.
    pub(crate) means: Vec<Gradient>,
    pub(crate) updates: u64,
}

impl Moments {
    /// Of a network that has not learned yet.
    pub fn of(network: &Network, optimizer: Optimizer) -> Self {
        let count = if optimizer == Optimizer::Sgd { 0 } else { 2 };
        Self { means: vec![Gradient::of(network); count], updates: 0 }
    }

    /// What is remembered of the weights that lead from a layer to the next, in their order.
    pub(super) fn of_weights(&self, layer: usize) -> Vec<Slots<f64>> {
        let [means, squares] = &self.means[..] else { return Vec::new() };
        let [m, v] = [means, squares].map(|means| means.weights(layer));
        m.into_iter().zip(v).map(|(m, v)| Slots { m, v }).collect()
    }

    /// Moves `network` down a gradient. Where nothing is remembered, the fused kernel does that.
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

/// One update in every number, in the layout of [`Network::parameters`].
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// The parameters as they are.
    pub before: Vec<f64>,
    /// The gradient that the rule sees; 0 where biases do not learn.
    pub gradient: Vec<f64>,
    /// The parts of the rule's step, what is added last of them.
    pub parts: Vec<Parts<f64>>,
    /// before + change, rounded once.
    pub after: Vec<f64>,
}

impl Update {
    /// The update that the traced sample makes.
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
