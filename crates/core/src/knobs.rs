//! The smallest network that has something to learn: two inputs of −1 or 1, are they the same or different?
//!
//! It is trained by whole batches: every parameter moves against the derivative of the mean loss of the
//! four corners, all at once.

use crate::activation::{Activation, LEAK};
use crate::network::backprop::Backprop;
use crate::network::gradient::Gradient;
use crate::network::{Activity, Network, class_of};

/// The corners and their classes: 0 the same, 1 different (exclusive or; Minsky & Papert, *Perceptrons*, 1969).
pub const CORNERS: [([f64; 2], usize); 4] =
    [([-1.0, 1.0], 1), ([1.0, 1.0], 0), ([-1.0, -1.0], 0), ([1.0, -1.0], 1)];
/// The sizes of the layers.
const SIZES: [usize; 3] = [2, 2, 2];
/// With this seed and this rate every update lowers the loss, and all four answers are right after eight.
const SEED: u32 = 2147;
/// η.
pub const LEARNING_RATE: f64 = 3.0;
/// The number of steps from one end of a knob to the other when the best is looked for.
const TRIES: usize = 160;
/// The range of a parameter that is turned by hand.
pub const RANGE: [f64; 2] = [-4.0, 4.0];

/// The network, and every parameter of it as a knob.
#[derive(Clone, Debug)]
pub struct Knobs {
    network: Network,
    updates: u32,
}

/// All numbers of the network as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Updates since the start.
    pub updates: u32,
    /// The mean squared error over the corners.
    pub loss: f64,
    /// The number of corners whose answer is right.
    pub right: usize,
    /// Per neuron, inputs first: its value at each corner, in the order of [`CORNERS`].
    pub values: Vec<[f64; 4]>,
    /// In the order of [`Network::parameters`].
    pub parameters: Vec<f64>,
    /// The derivative of the loss with respect to each parameter.
    pub gradient: Vec<f64>,
    /// Each parameter after the next update.
    pub next: Vec<f64>,
}

impl Default for Knobs {
    fn default() -> Self {
        let network = Network::seeded(&SIZES, [Activation::Tanh, Activation::Sigmoid], LEAK, SEED);
        Self { network, updates: 0 }
    }
}

impl Knobs {
    /// Sizes of the layers, inputs first.
    pub fn sizes(&self) -> Vec<usize> {
        self.network.sizes()
    }

    /// The number of parameters.
    pub fn count(&self) -> usize {
        self.network.len()
    }

    /// Turns one knob, an index of [`Network::parameters`], into [`RANGE`].
    ///
    /// # Panics
    /// If there is no such knob.
    pub fn turn(&mut self, index: usize, value: f64) {
        self.network.set_parameter(index, value.clamp(RANGE[0], RANGE[1]));
    }

    /// One update: every parameter moves by −η · ∂L/∂w.
    pub fn update(&mut self) {
        self.network.set_parameters(&self.read().next);
        self.updates += 1;
    }

    /// All numbers.
    pub fn read(&self) -> Reading {
        let network = &self.network;
        let (mut backprop, mut sum) = (Backprop::of(network), Gradient::of(network));
        let sizes = network.sizes();
        let mut values = vec![[0.0; 4]; sizes.iter().sum()];
        let mut right = 0;
        for (corner, (point, class)) in CORNERS.iter().enumerate() {
            backprop.add_gradient(network, point, *class, &mut sum);
            let mut neurons = values.iter_mut();
            for (layer, &size) in sizes.iter().enumerate() {
                for (value, neuron) in backprop.activity().layer(layer).take(size).zip(&mut neurons) {
                    neuron[corner] = value;
                }
            }
            right += usize::from(class_of(&network.outputs(point)) == *class);
        }
        let count = CORNERS.len() as f64;
        let parameters = network.parameters();
        let gradient: Vec<f64> = sum.values().into_iter().map(|slope| slope / count).collect();
        let next = parameters.iter().zip(&gradient).map(|(w, slope)| w - LEARNING_RATE * slope).collect();
        Reading { updates: self.updates, loss: loss(network), right, values, parameters, gradient, next }
    }

    /// The loss where the knob is turned to each of `values` and all others stay.
    ///
    /// # Panics
    /// If there is no such knob.
    pub fn losses(&self, index: usize, values: &[f64]) -> Vec<f64> {
        let mut network = self.network.clone();
        let at = |&value: &f64| {
            network.set_parameter(index, value);
            loss(&network)
        };
        values.iter().map(at).collect()
    }

    /// The lowest loss that turning one knob alone can reach.
    pub fn lowest_alone(&self) -> f64 {
        let [low, high] = RANGE;
        let values: Vec<f64> = (0..=TRIES).map(|i| low + (high - low) * i as f64 / TRIES as f64).collect();
        let of = |index| self.losses(index, &values).into_iter().fold(f64::INFINITY, f64::min);
        (0..self.count()).map(of).fold(f64::INFINITY, f64::min)
    }
}

/// The mean of the loss over the corners.
fn loss(network: &Network) -> f64 {
    let mut activity = Activity::of(network);
    let of = |(point, class): &([f64; 2], usize)| {
        network.loss.value(network.predict(point, &mut activity), *class)
    };
    CORNERS.iter().map(of).sum::<f64>() / CORNERS.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_updates_learn_it_and_each_of_them_lowers_the_loss() {
        let mut knobs = Knobs::default();
        let mut before = knobs.read();
        assert_eq!((before.right, before.updates), (2, 0));
        for update in 1..=10 {
            knobs.update();
            let after = knobs.read();
            assert!(after.loss < before.loss, "{update}: {} {}", before.loss, after.loss);
            assert_eq!(after.right == 4, update >= 8, "{update}: {} are right", after.right);
            before = after;
        }
        // NumPy 2.3 computes 0.10376751087640841 from the same start, formulas and rate.
        assert!((before.loss - 0.103_767_510_876_408).abs() < 1e-12, "{}", before.loss);
    }

    #[test]
    fn ten_updates_of_all_knobs_reach_what_no_single_knob_can() {
        let mut knobs = Knobs::default();
        let alone = knobs.lowest_alone();
        // NumPy finds 0.20751523052038712 at the same places.
        assert!((alone - 0.207_515_230_520_387).abs() < 1e-12, "{alone}");
        for _ in 0..10 {
            knobs.update();
        }
        assert!(knobs.read().loss < alone / 1.9);
    }

    #[test]
    fn the_slope_of_every_knob_is_that_of_its_curve() {
        let mut knobs = Knobs::default();
        for _ in 0..4 {
            let reading = knobs.read();
            for (index, &w) in reading.parameters.iter().enumerate() {
                let [below, above] = knobs.losses(index, &[w - 1e-5, w + 1e-5])[..] else {
                    panic!("two losses")
                };
                let quotient = (above - below) / 2e-5;
                assert!((quotient - reading.gradient[index]).abs() < 1e-9, "{index}: {quotient}");
                assert_eq!(knobs.losses(index, &[w]), [reading.loss]);
            }
            knobs.update();
        }
    }

    #[test]
    fn a_knob_is_turned_within_its_range_and_alone() {
        let mut knobs = Knobs::default();
        let before = knobs.read().parameters;
        knobs.turn(3, 9.0);
        let mut expected = before.clone();
        expected[3] = RANGE[1];
        assert_eq!(knobs.read().parameters, expected);
    }
}
