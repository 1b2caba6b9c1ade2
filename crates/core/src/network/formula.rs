//! The loss of one sample through a small network as an expression that a student could have typed:
//! the tape computes the same numbers as the kernel.

use crate::data::Sample;
use crate::loss::target;
use crate::network::Network;
use std::fmt::Write;

/// Networks with more parameters than this are too large to draw.
pub const MOST_PARAMETERS: usize = 60;

/// `x1 = …; w1_1_1 = …; z1_1 = x1*w1_1_1 + … + b1_1; a1_1 = tanh(z1_1); …`, with L, the loss, last.
/// Names count from 1, as on the page; outputs and targets from 0.
///
/// `None` for a network that is too large, or whose activation no expression can write.
pub fn loss_formula(network: &Network, sample: &Sample) -> Option<String> {
    if network.len() > MOST_PARAMETERS {
        return None;
    }
    let mut text = String::new();
    let mut inputs: Vec<String> = (1..=sample.input.len()).map(|i| format!("x{i}")).collect();
    for (name, value) in inputs.iter().zip(&sample.input) {
        let _ = write!(text, "{name} = {value}; ");
    }
    let last = network.layers.len();
    for output in 0..network.layers[last - 1].fan_out {
        let _ = write!(text, "t{output} = {}; ", target(output, sample.class));
    }
    for l in 1..=last {
        inputs = write_layer(&mut text, network, l, &inputs)?;
    }
    let _ = write!(text, "L = {}", network.loss.formula(&inputs));
    Some(text)
}

/// Writes a layer's parameters, sums and outputs; returns the outputs' names.
fn write_layer(text: &mut String, network: &Network, l: usize, inputs: &[String]) -> Option<Vec<String>> {
    let layer = &network.layers[l - 1];
    let (weights, biases) = (network.weights(l - 1), network.biases(l - 1));
    let outputs = (0..layer.fan_out).map(|j| {
        let mut sum = format!("b{l}_{}", j + 1);
        let _ = write!(text, "{sum} = {}; ", biases[j]);
        for (i, input) in inputs.iter().enumerate() {
            let weight = format!("w{l}_{}_{}", i + 1, j + 1);
            let _ = write!(text, "{weight} = {}; ", weights[i * layer.fan_out + j]);
            let _ = write!(sum, " + {input}*{weight}");
        }
        let is_last = l == network.layers.len();
        let (z, a) =
            (format!("z{l}_{}", j + 1), if is_last { format!("o{j}") } else { format!("a{l}_{}", j + 1) });
        let _ = write!(text, "{z} = {sum}; {a} = {}; ", layer.activation.formula(&z, network.leak)?);
        Some(a)
    });
    outputs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::expression::Expression;
    use crate::network::trace::Trace;
    use crate::run::Trainer;

    fn trainer(activation: Activation) -> Trainer {
        let mut trainer = Trainer::with(&format!("samples=20&layers=2,3,2&activation={}", activation.name()));
        trainer.step(17);
        trainer
    }

    /// Covers sums in another order, and formulas with other functions.
    const TOLERANCE: f64 = 1e-13;

    #[test]
    fn its_tape_has_the_loss_and_every_gradient_of_the_kernel() {
        for activation in Activation::ALL.into_iter().filter(|&activation| activation != Activation::Gelu) {
            let trainer = trainer(activation);
            let text = loss_formula(trainer.network(), &trainer.next_sample()).expect("a small network");
            let Expression { tape, root, .. } =
                Expression::parse(&text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
            let Trace { loss, layers, .. } = trainer.trace();
            let found = tape.value(root);
            assert!((found - loss).abs() <= TOLERANCE, "{activation:?}: {found} {loss}");
            let derivatives = tape.derivatives(root);
            let gradient = |name: &str| derivatives[tape.named(name).expect("a variable").index()];
            for (l, layer) in layers.iter().enumerate() {
                let columns = layer.delta.len();
                for (at, expected) in layer.gradient.iter().enumerate() {
                    let name = format!("w{}_{}_{}", l + 1, at / columns + 1, at % columns + 1);
                    let got = gradient(&name);
                    assert!((got - expected).abs() <= TOLERANCE, "{activation:?} {name}: {got} {expected}");
                }
                for (j, expected) in layer.delta.iter().enumerate() {
                    let got = gradient(&format!("b{}_{}", l + 1, j + 1));
                    assert!((got - expected).abs() <= TOLERANCE, "{activation:?} b: {got} {expected}");
                }
            }
        }
    }

    #[test]
    fn what_is_too_large_or_has_no_formula_has_no_text() {
        let gelu = trainer(Activation::Gelu);
        assert_eq!(loss_formula(gelu.network(), &gelu.next_sample()), None);
        let chapter = Trainer::with("");
        assert_eq!(loss_formula(chapter.network(), &chapter.next_sample()), None);
    }
}
