//! One update in every number: what the next sample does to the network, forward, back and into the
//! weights, as a textbook writes it.
//!
//! L = ½ Σ (o − t)², the mean squared error of one sample with two outputs; δ = ∂L/∂z. The chapter's
//! program adds η·(t − o)·f′·a where this subtracts η·∂L/∂w: the same number.

use crate::backprop::Backprop;
use crate::dataset::{Dataset, Split};
use crate::network::Network;
use crate::trainer::{Quantity, Trainer};

/// One training sample of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Samples seen before it.
    pub step: u64,
    /// Which point of the data set it is.
    pub index: usize,
    /// Its coordinates.
    pub input: [f64; 2],
    /// Its class, one-hot.
    pub target: [f64; 2],
}

impl Sample {
    /// The sample that a run over this data trains on after `step` others: the training part in
    /// order, again and again.
    #[must_use]
    pub fn after(step: u64, data: &Dataset, split: &Split) -> Self {
        let index = split.train[(step % split.train.len() as u64) as usize];
        Self { step, index, input: data.points[index], target: one_hot(data.labels[index]) }
    }
}

/// The target of a class.
#[must_use]
pub fn one_hot(class: u8) -> [f64; 2] {
    [[1.0, 0.0], [0.0, 1.0]][usize::from(class)]
}

/// ½ Σ (o − t)².
#[must_use]
pub fn loss(output: [f64; 2], target: [f64; 2]) -> f64 {
    output.iter().zip(target).map(|(o, t)| (o - t) * (o - t)).sum::<f64>() / 2.0
}

/// What an update is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The sample that causes it.
    pub sample: Sample,
    /// ½ Σ (o − t)².
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
    /// ∂L/∂a: o − t for the outputs, Σⱼ wᵢⱼ δⱼ of the next layer for the others.
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

impl Trace {
    /// What it adds to the parameter at this place of
    /// [`Network::parameters`](crate::network::Network::parameters), if there is one.
    #[must_use]
    pub fn update_of(&self, index: usize) -> Option<f64> {
        let updates = self.layers.iter().flat_map(|layer| [&layer.weight_update, &layer.bias_update]);
        updates.flatten().nth(index).copied()
    }

    /// The first number, in the order of computing, that is infinite or not a number: its layer, 1
    /// being the first hidden one, and what it is.
    #[must_use]
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
    #[must_use]
    pub fn of(network: &Network, sample: Sample, rate: f64, train_bias: bool) -> Self {
        // The kernel itself, on a copy: its sums have an order of their own, and these are its bits.
        let mut after = network.clone();
        let mut pass = Backprop::of(network);
        pass.learn(&mut after, sample.input, sample.target, rate, train_bias);

        let output = pass.activity().output();
        let last = network.layers.len() - 1;
        let layers = (0..=last).map(|l| {
            let error = if l == last {
                [0, 1].map(|k| output[k] - sample.target[k]).to_vec()
            } else {
                flows_back(network, l + 1, &pass)
            };
            layer_trace([network, &after], &pass, l, error, rate, train_bias)
        });
        Self { loss: loss(output, sample.target), layers: layers.collect(), sample }
    }
}

impl Trainer {
    /// The coming update in every number. [`step(1)`](Self::step) makes exactly this update.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let rate = self.learning_rate();
        Trace::of(self.network(), self.next_sample(), rate, self.config().train_bias())
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
    [before, after]: [&Network; 2],
    pass: &Backprop,
    l: usize,
    error: Vec<f64>,
    rate: f64,
    train_bias: bool,
) -> LayerTrace {
    let layer = &before.layers[l];
    let size = layer.fan_out;
    let z: Vec<f64> = pass.activity().sums(l).take(size).collect();
    let a: Vec<f64> = pass.activity().layer(l + 1).take(size).collect();
    let slope = z.iter().zip(&a).map(|(&z, &a)| layer.activation.slope(z, a, before.leak)).collect();
    let delta: Vec<f64> = pass.delta(l).take(size).collect();
    let inputs = pass.activity().layer(l).take(layer.fan_in);
    let outer = |f: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        inputs.clone().flat_map(|a| delta.iter().map(move |&d| f(a, d))).collect()
    };
    LayerTrace {
        // As the kernel multiplies: −η · a first, then · δ.
        weight_update: outer(&|a, d| (-rate * a) * d),
        weight_gradient: outer(&|a, d| a * d),
        bias_update: delta.iter().map(|d| if train_bias { -rate * d } else { 0.0 }).collect(),
        bias_gradient: delta.clone(),
        weight_before: before.weights(l),
        weight_after: after.weights(l),
        bias_before: before.biases(l),
        bias_after: after.biases(l),
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
    use crate::activation::Activation;
    use crate::config::{Config, Value};
    use crate::reference::{close, floats, load};
    use proptest::prelude::*;

    fn flat(trace: &Trace, part: impl Fn(&LayerTrace) -> [&Vec<f64>; 2]) -> Vec<f64> {
        trace.layers.iter().flat_map(|layer| part(layer).into_iter().flatten().copied()).collect()
    }

    fn bits(values: &[f64]) -> Vec<u64> {
        values.iter().map(|x| x.to_bits()).collect()
    }

    fn trainer(settings: &[(&str, Value)]) -> Trainer {
        let mut config = Config::default();
        for (name, value) in settings {
            config.set(name, value).expect("valid");
        }
        Trainer::new(config).expect("valid")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_next_step_makes_the_traced_update_bit_for_bit(
            hidden in proptest::collection::vec(1..9_usize, 1..4), seed: u32, train_bias: bool,
            which in 0..Activation::ALL.len(), steps in 0..40_u64
        ) {
            let sizes = [vec![2], hidden, vec![2]].concat();
            let mut trainer = trainer(&[
                ("samples", Value::Number(20.0)),
                ("layers", Value::Numbers(sizes.iter().map(|&n| n as f64).collect())),
                ("networkSeed", Value::Number(seed.into())),
                ("trainBias", Value::Flag(train_bias)),
                ("activation", Value::Text(Activation::ALL[which].name().into())),
            ]);
            trainer.step(steps);
            let trace = trainer.trace();
            let before = trainer.network().parameters();
            prop_assert_eq!(bits(&flat(&trace, |l| [&l.weight_before, &l.bias_before])), bits(&before));
            let update = flat(&trace, |l| [&l.weight_update, &l.bias_update]);
            let after: Vec<f64> = before.iter().zip(&update).map(|(w, d)| w + d).collect();
            trainer.step(1);
            prop_assert_eq!(bits(&flat(&trace, |l| [&l.weight_after, &l.bias_after])), bits(&after));
            prop_assert_eq!(bits(&trainer.network().parameters()), bits(&after));
        }
    }

    #[test]
    fn the_chapters_first_update_is_numpys() {
        let expected = &load("run_chapter.json")["first_step"];
        let trace = trainer(&[]).trace();
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
        let trainer =
            trainer(&[("trainBias", Value::Flag(true)), ("layers", Value::Numbers(vec![2.0, 3.0, 2.0]))]);
        let trace = trainer.trace();
        let [hidden, output] = &trace.layers[..] else { panic!("two layers") };
        for j in 0..2 {
            close(output.error[j], output.a[j] - trace.sample.target[j], 0.0);
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
