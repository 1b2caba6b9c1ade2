//! Why a network does not learn: what flows back through each layer, and what it can still change.

mod finding;

use crate::backprop::Backprop;
use crate::dataset::{Dataset, Split};
use crate::history::Keyframe;
use crate::network::Network;
use crate::trace::one_hot;
use crate::trainer::Trainer;
pub use finding::*;

/// |f′| below this is saturation: as little of a gradient comes through.
pub const SATURATED: f64 = 0.05;
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
    #[must_use]
    pub fn of(network: &Network, data: &Dataset, split: &Split, rate: f64) -> Vec<Self> {
        let samples = &split.train[..split.train.len().min(SAMPLES)];
        let mut tally: Vec<Tally> = network.sizes()[1..].iter().map(|&size| Tally::of(size)).collect();
        let (mut scratch, mut pass) = (network.clone(), Backprop::of(network));
        for &index in samples {
            // A rate of 0 leaves the weights as they are.
            pass.learn(&mut scratch, data.points[index], one_hot(data.labels[index]), 0.0, false);
            for (l, tally) in tally.iter_mut().enumerate() {
                tally.add(network, &pass, l);
            }
        }
        let finished = tally.into_iter().enumerate();
        let layers = finished.map(|(l, tally)| tally.finish(&network.weights(l), samples.len() as f64));
        layers.map(|layer| layer.at_rate(rate)).collect()
    }

    /// From a rate of 1 to another.
    fn at_rate(self, rate: f64) -> Self {
        Self { update_ratio: rate * self.update_ratio, ..self }
    }
}

impl Trainer {
    /// The layers after the inputs, with the network as it is now.
    #[must_use]
    pub fn health(&self) -> Vec<LayerHealth> {
        LayerHealth::of(self.network(), self.data(), self.split(), self.learning_rate())
    }

    /// The same for the keyframes of this run, at most `most` of them, evenly chosen: epochs and
    /// layers.
    #[must_use]
    pub fn health_over_time(&self, most: usize) -> Vec<(u64, Vec<LayerHealth>)> {
        let keyframes = self.history().keyframes();
        // A power of two, so that of those chosen from a longer run most are known already.
        let every = keyframes.len().div_ceil(most.max(1)).max(1).next_power_of_two();
        let mut network = self.network().clone();
        let chosen = keyframes.iter().step_by(every);
        chosen.map(|keyframe| (keyframe.epoch, self.health_at(keyframe, &mut network))).collect()
    }

    /// Looked at once: what a keyframe holds does not change, but for the learning rate after it.
    fn health_at(&self, keyframe: &Keyframe, network: &mut Network) -> Vec<LayerHealth> {
        let layers = keyframe.health.get_or_init(|| {
            network.set_parameters(&keyframe.parameters);
            LayerHealth::of(network, self.data(), self.split(), 1.0)
        });
        let rate = self.rate_at(keyframe.step);
        layers.iter().map(|layer| layer.at_rate(rate)).collect()
    }

    /// One parameter over the epochs of this run that are remembered.
    ///
    /// # Panics
    /// If there is none at this place.
    #[must_use]
    pub fn parameter_over_time(&self, index: usize) -> Vec<(u64, f64)> {
        let keyframes = self.history().keyframes().iter();
        keyframes.map(|keyframe| (keyframe.epoch, keyframe.parameters[index])).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Value};
    use crate::reference::close;

    fn trainer(activation: &str) -> Trainer {
        let mut config = Config::default();
        for (name, value) in [
            ("samples", Value::Number(40.0)),
            ("layers", Value::Numbers(vec![2.0, 4.0, 3.0, 2.0])),
            ("activation", Value::Text(activation.into())),
        ] {
            config.set(name, &value).expect("valid");
        }
        Trainer::new(config).expect("valid")
    }

    /// The same numbers from traces, one for every training sample.
    #[test]
    fn the_means_are_those_of_the_traced_updates() {
        let trainer = trainer("tanh");
        let part = trainer.split().train.len();
        let mut expected = vec![LayerHealth::default(); 3];
        for step in 0..part {
            // The network of step 0 before the sample of this step.
            let mut frozen = trainer.clone();
            frozen.step(step as u64);
            for (index, value) in trainer.network().parameters().into_iter().enumerate() {
                frozen.set_parameter(index, value).expect("finite");
            }
            for (layer, sum) in frozen.trace().layers.iter().zip(&mut expected) {
                let mean = |x: &[f64]| x.iter().map(|x| x.abs()).sum::<f64>() / x.len() as f64;
                sum.delta += mean(&layer.delta) / part as f64;
                sum.gradient += mean(&layer.weight_gradient) / part as f64;
                let flat = layer.slope.iter().filter(|slope| slope.abs() < SATURATED).count();
                sum.saturated += flat as f64 / (layer.slope.len() * part) as f64;
            }
        }
        for (got, expected) in trainer.health().iter().zip(&expected) {
            close(got.delta, expected.delta, 1e-15);
            close(got.gradient, expected.gradient, 1e-15);
            close(got.saturated, expected.saturated, 1e-15);
            assert!(got.update_ratio > 0.0);
        }
    }

    #[test]
    fn neurons_that_no_sample_can_move_are_dead() {
        let mut trainer = trainer("relu");
        assert!(trainer.health()[0].dead < 1.0);
        for bias in 8..12 {
            trainer.set_parameter(bias, -100.0).expect("finite");
        }
        let health = trainer.health();
        assert_eq!((health[0].dead, health[0].saturated, health[0].delta), (1.0, 1.0, 0.0));
    }

    #[test]
    fn the_past_is_told_from_keyframes() {
        let mut trainer = trainer("sigmoid");
        let first = trainer.network().parameter(3);
        trainer.train(50);
        let values = trainer.parameter_over_time(3);
        assert_eq!((values.len(), values[0], values[50].1), (51, (0, first), trainer.network().parameter(3)));
        let health = trainer.health_over_time(10);
        let epochs: Vec<u64> = health.iter().map(|&(epoch, _)| epoch).collect();
        assert_eq!(epochs, [0, 8, 16, 24, 32, 40, 48]);
        assert_eq!(health[0].1.len(), 3);
    }

    #[test]
    fn what_is_told_of_an_epoch_is_what_was_told_then() {
        let mut trainer = trainer("sigmoid");
        let pass = trainer.epoch_length();
        let mut then = Vec::new();
        for epoch in 0..6 {
            if epoch == 3 {
                trainer.set_learning_rate(0.5).expect("valid");
            }
            then.push((epoch, trainer.health()));
            // Once told, an epoch is told from memory.
            assert_eq!(trainer.health_over_time(100), then);
            trainer.step(pass);
        }
        assert!(trainer.undo());
        trainer.step(pass);
        let again = trainer.health_over_time(100);
        assert_eq!(again[..3], then[..3]);
        assert_eq!(then[3].1[0].update_ratio / again[3].1[0].update_ratio, 50.0);
    }
}
