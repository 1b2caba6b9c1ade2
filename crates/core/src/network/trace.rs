//! One update in every number: what the next sample does to the network, forward, back and into the
//! weights, as a textbook writes it.
//!
//! L is the loss of one sample, δ = ∂L/∂z.

use super::Network;
use super::backprop::Backprop;
use crate::data::Sample;

/// What an update is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The sample that causes it.
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
    /// ∂L/∂wᵢⱼ = aᵢ δⱼ.
    pub weight_gradient: Vec<f64>,
    /// ∂L/∂b = δ, whether or not the biases learn.
    pub bias_gradient: Vec<f64>,
    /// What is added: −η · ∂L/∂w.
    pub weight_update: Vec<f64>,
    /// −η · ∂L/∂b, or 0 where biases do not learn.
    pub bias_update: Vec<f64>,
    /// As they are now.
    pub weight_before: Vec<f64>,
    /// before + update, rounded once.
    pub weight_after: Vec<f64>,
    /// As they are now.
    pub bias_before: Vec<f64>,
    /// before + update, rounded once.
    pub bias_after: Vec<f64>,
}

/// One of the kinds of numbers of an update, in the order in which they are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A weighted sum z.
    Sum,
    /// An activation a.
    Activation,
    /// A δ.
    Delta,
    /// A gradient of a weight.
    Gradient,
    /// A weight after the update.
    Weight,
}

impl Quantity {
    /// Its name for JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "z",
            Self::Activation => "a",
            Self::Delta => "delta",
            Self::Gradient => "gradient",
            Self::Weight => "weight",
        }
    }
}

impl Trace {
    /// What it adds to the parameter at this place of
    /// [`Network::parameters`](crate::network::Network::parameters), if there is one.
    pub fn update_of(&self, index: usize) -> Option<f64> {
        let updates = self.layers.iter().flat_map(|layer| [&layer.weight_update, &layer.bias_update]);
        updates.flatten().nth(index).copied()
    }

    /// The first number, in the order of computing, that is infinite or not a number: its layer, 1
    /// being the first hidden one, and what it is.
    pub fn first_not_finite(&self) -> Option<(usize, Quantity)> {
        let bad = |values: &[f64]| values.iter().any(|x| !x.is_finite());
        let forward = self
            .layers
            .iter()
            .enumerate()
            .flat_map(|(l, layer)| [(l, Quantity::Sum, &layer.z), (l, Quantity::Activation, &layer.a)]);
        let backward = self.layers.iter().enumerate().rev().flat_map(|(l, layer)| {
            [(l, Quantity::Delta, &layer.delta), (l, Quantity::Gradient, &layer.weight_gradient)]
        });
        let after =
            self.layers.iter().enumerate().map(|(l, layer)| (l, Quantity::Weight, &layer.weight_after));
        let found = forward.chain(backward).chain(after).find(|(_, _, values)| bad(values));
        found.map(|(l, quantity, _)| (l + 1, quantity))
    }
}

impl Trace {
    /// The update of `network` by one sample with this learning rate.
    pub fn of(network: &Network, sample: Sample, rate: f64, train_bias: bool) -> Self {
        let mut pass = Backprop::of(network);
        pass.backward(network, &sample.input, sample.class);

        let last = network.layers.len() - 1;
        let outputs = network.layers[last].fan_out;
        let output: Vec<f64> = pass.activity().layer(last + 1).take(outputs).collect();
        let layers = (0..=last).map(|l| {
            let error = if l == last {
                network.loss.error(&output, sample.class)
            } else {
                flows_back(network, l + 1, &pass)
            };
            layer_trace(network, &pass, l, error, rate, train_bias)
        });
        Self { layers: layers.collect(), loss: network.loss.value(&output, sample.class), sample }
    }
}

/// ∂L/∂a of a layer: what the layer after it, `next`, sends back.
fn flows_back(network: &Network, next: usize, pass: &Backprop) -> Vec<f64> {
    let layer = &network.layers[next];
    let delta: Vec<f64> = pass.delta(next).take(layer.fan_out).collect();
    let weights = network.weights(next);
    weights.chunks(layer.fan_out).map(|row| row.iter().zip(&delta).map(|(w, d)| w * d).sum()).collect()
}

fn layer_trace(
    network: &Network,
    pass: &Backprop,
    l: usize,
    error: Vec<f64>,
    rate: f64,
    train_bias: bool,
) -> LayerTrace {
    let layer = &network.layers[l];
    let size = layer.fan_out;
    let z: Vec<f64> = pass.activity().sums(l).take(size).collect();
    let a: Vec<f64> = pass.activity().layer(l + 1).take(size).collect();
    let slope = z.iter().zip(&a).map(|(&z, &a)| layer.activation.slope(z, a, network.leak)).collect();
    let delta: Vec<f64> = pass.delta(l).take(size).collect();
    let inputs = pass.activity().layer(l).take(layer.fan_in);
    let outer = |f: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        inputs.clone().flat_map(|a| delta.iter().map(move |&d| f(a, d))).collect()
    };
    // As the kernel multiplies: −η · a first, then · δ.
    let weight_update = outer(&|a, d| (-rate * a) * d);
    let bias_update: Vec<f64> = delta.iter().map(|d| if train_bias { -rate * d } else { 0.0 }).collect();
    let (weight_before, bias_before) = (network.weights(l), network.biases(l));
    let sum = |before: &[f64], update: &[f64]| before.iter().zip(update).map(|(w, d)| w + d).collect();
    LayerTrace {
        weight_gradient: outer(&|a, d| a * d),
        bias_gradient: delta.clone(),
        weight_after: sum(&weight_before, &weight_update),
        bias_after: sum(&bias_before, &bias_update),
        weight_update,
        bias_update,
        weight_before,
        bias_before,
        z,
        a,
        slope,
        error,
        delta,
    }
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
        Trace::of(&Network::new(&config), Sample::after(0, &data, &split), 0.01, config.train_bias())
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
        let trace = trace("trainBias=true&layers=2,3,2");
        let [hidden, output] = &trace.layers[..] else { panic!("two layers") };
        for j in 0..2 {
            close(output.error[j], output.a[j] - target(j, trace.sample.class), 0.0);
            close(output.delta[j], output.slope[j] * output.error[j], 1e-16);
        }
        for i in 0..3 {
            let back: f64 = (0..2).map(|j| output.weight_before[2 * i + j] * output.delta[j]).sum();
            close(hidden.error[i], back, 1e-16);
            close(hidden.delta[i], hidden.slope[i] * back, 1e-16);
            for j in 0..2 {
                assert_eq!(output.weight_gradient[2 * i + j], hidden.a[i] * output.delta[j]);
            }
        }
        assert_eq!(output.bias_gradient, output.delta);
    }
}
