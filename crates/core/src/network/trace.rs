//! One sample's forward and backward pass in every number, as a textbook writes it. The optimizer's
//! step from the gradient is an [`Update`](super::update::Update).
//!
//! L is the loss of one sample, δ = ∂L/∂z.

use super::Network;
use super::backprop::Backprop;
use crate::choice::choices;
use crate::data::Sample;

/// One sample, forward and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The sample.
    pub sample: Sample,
    /// L.
    pub loss: f64,
    /// The layers after the inputs, in order.
    pub layers: Vec<LayerTrace>,
}

/// The numbers of one layer. Weights are row-major `[fan_in × fan_out]`, the rest is `[fan_out]`.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerTrace {
    /// z = b + Σᵢ aᵢ wᵢ.
    pub z: Vec<f64>,
    /// a = f(z).
    pub a: Vec<f64>,
    /// f′(z).
    pub slope: Vec<f64>,
    /// ∂L/∂a: the loss's own for the outputs, Σⱼ wᵢⱼ δⱼ of the next layer for the others.
    pub error: Vec<f64>,
    /// δ = ∂L/∂z = f′(z) · ∂L/∂a.
    pub delta: Vec<f64>,
    /// ∂L/∂wᵢⱼ = aᵢ δⱼ; ∂L/∂b is δ.
    pub gradient: Vec<f64>,
}

choices! {
    /// A kind of number in an update, in the order of computation.
    Quantity {
        /// A weighted sum z.
        Sum = "z",
        /// An activation a.
        Activation = "a",
        /// A δ.
        Delta = "delta",
        /// A gradient of a weight.
        Gradient = "gradient",
        /// A weight after the update.
        Weight = "weight",
    }
}

impl Trace {
    /// The first number, in the order of computation, that is infinite or NaN: its layer, 1 being
    /// the first hidden one, and its kind.
    pub fn first_not_finite(&self) -> Option<(usize, Quantity)> {
        let layers = self.layers.iter().enumerate();
        let forward = layers
            .clone()
            .flat_map(|(l, layer)| [(l, Quantity::Sum, &layer.z), (l, Quantity::Activation, &layer.a)]);
        let backward = layers.rev().flat_map(|(l, layer)| {
            [(l, Quantity::Delta, &layer.delta), (l, Quantity::Gradient, &layer.gradient)]
        });
        let found = forward.chain(backward).find(|(_, _, values)| values.iter().any(|x| !x.is_finite()));
        found.map(|(l, quantity, _)| (l + 1, quantity))
    }

    /// The trace of `sample` through `network`.
    pub fn of(network: &Network, sample: Sample) -> Self {
        let mut pass = Backprop::of(network);
        pass.backward(network, &sample.input, sample.class);

        let last = network.layers.len() - 1;
        let outputs = network.layers[last].fan_out;
        let output: Vec<f64> = pass.activity().layer(last + 1).take(outputs).collect();
        let layers = (0..=last).map(|l| {
            let error = if l == last {
                network.loss.error(&output, sample.class)
            } else {
                propagated_error(network, l + 1, &pass)
            };
            layer_trace(network, &pass, l, error)
        });
        Self { layers: layers.collect(), loss: network.loss.value(&output, sample.class), sample }
    }
}

/// ∂L/∂a of a layer, propagated back from the layer after it, `next`.
fn propagated_error(network: &Network, next: usize, pass: &Backprop) -> Vec<f64> {
    let layer = &network.layers[next];
    let delta: Vec<f64> = pass.delta(next).take(layer.fan_out).collect();
    let weights = network.weights(next);
    weights.chunks(layer.fan_out).map(|row| row.iter().zip(&delta).map(|(w, d)| w * d).sum()).collect()
}

fn layer_trace(network: &Network, pass: &Backprop, l: usize, error: Vec<f64>) -> LayerTrace {
    let layer = &network.layers[l];
    let size = layer.fan_out;
    let z: Vec<f64> = pass.activity().sums(l).take(size).collect();
    let a: Vec<f64> = pass.activity().layer(l + 1).take(size).collect();
    let slope = z.iter().zip(&a).map(|(&z, &a)| layer.activation.slope(z, a, network.leak)).collect();
    let delta: Vec<f64> = pass.delta(l).take(size).collect();
    let inputs = pass.activity().layer(l).take(layer.fan_in);
    let gradient = inputs.flat_map(|a| delta.iter().map(move |d| a * d)).collect();
    LayerTrace { z, a, slope, error, delta, gradient }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::loss::target;
    use crate::reference::{close, floats, load};

    fn trace(settings: &str) -> Trace {
        let config: Config = settings.parse().expect("settings");
        let (data, split) = (config.points(), config.split());
        Trace::of(&Network::new(&config), Sample::after(0, &data, &split))
    }

    #[test]
    fn the_chapters_first_update_is_numpys() {
        let expected = &load("run_chapter.json")["first_step"];
        let trace = trace("");
        for (l, layer) in trace.layers.iter().enumerate() {
            for (got, expected) in layer.a.iter().zip(floats(&expected["outputs"][l])) {
                close(*got, expected, 1e-12);
            }
            for (got, expected) in layer.delta.iter().zip(floats(&expected["deltas"][l])) {
                close(-got, expected, 1e-12); // the chapter's sign
            }
        }
    }

    #[test]
    fn every_rule_holds_between_the_numbers() {
        let trace = trace("layers=2,3,2");
        let weights = Network::new(&"layers=2,3,2".parse().expect("settings")).weights(1);
        let [hidden, output] = &trace.layers[..] else { panic!("two layers") };
        for j in 0..2 {
            close(output.error[j], output.a[j] - target(j, trace.sample.class), 0.0);
            close(output.delta[j], output.slope[j] * output.error[j], 1e-16);
        }
        for i in 0..3 {
            let back: f64 = (0..2).map(|j| weights[2 * i + j] * output.delta[j]).sum();
            close(hidden.error[i], back, 1e-16);
            close(hidden.delta[i], hidden.slope[i] * back, 1e-16);
            for j in 0..2 {
                assert_eq!(output.gradient[2 * i + j], hidden.a[i] * output.delta[j]);
            }
        }
    }
}
