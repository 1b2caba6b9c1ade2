//! The training kernel against the tape: one sample through a network, with every activation, the
//! chapter's own network included. (Other tests compare the tape with central differences.)

use backprop_core::activation::Activation;
use backprop_core::config::Config;
use backprop_core::loss::target;
use backprop_core::network::Network;
use backprop_core::network::backprop::Backprop;
use backprop_core::tape::{Id, Tape};
use proptest::prelude::*;

/// The two sum in different orders.
const TOLERANCE: f64 = 1e-12;

fn config(sizes: &[usize], activations: [Activation; 2], seed: u32) -> Config {
    let layers = sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let [inner, outer] = activations.map(Activation::name);
    let settings = format!("layers={layers}&activation={inner}&outputActivation={outer}&networkSeed={seed}");
    settings.parse().expect("valid settings")
}

/// One sample's pass through the network of these settings as a tape: the loss, and the leaves in
/// the order of [`Network::parameters`].
fn record(config: &Config, parameters: &[f64], input: [f64; 2], target: [f64; 2]) -> (Tape, Id, Vec<Id>) {
    let mut tape = Tape::new();
    let leaves: Vec<Id> = parameters.iter().map(|&value| tape.leaf("w", value)).collect();
    let mut activity: Vec<Id> = input.iter().map(|&x| tape.constant(x)).collect();
    let (sizes, leak) = (config.layers(), config.leaky_slope());
    let mut at = 0;
    for (layer, &fan_out) in sizes.iter().enumerate().skip(1) {
        let last = layer + 1 == sizes.len();
        let f = if last { config.output_activation() } else { config.activation() };
        let biases = at + activity.len() * fan_out;
        let mut next = Vec::new();
        for j in 0..fan_out {
            let mut z = leaves[biases + j];
            for (i, &a) in activity.iter().enumerate() {
                let product = tape.mul(a, leaves[at + i * fan_out + j]);
                z = tape.add(z, product);
            }
            next.push(tape.activation(f, z, leak));
        }
        at = biases + fan_out;
        activity = next;
    }
    let mut sum = tape.constant(0.0);
    for (&output, t) in activity.iter().zip(target) {
        let t = tape.constant(t);
        let error = tape.sub(output, t);
        let square = tape.mul(error, error);
        sum = tape.add(sum, square);
    }
    let half = tape.constant(0.5);
    let loss = tape.mul(half, sum);
    (tape, loss, leaves)
}

/// Checks that the update of a sample with η = 1 is the tape's gradient.
fn compare(config: &Config, input: [f64; 2], class: usize) {
    let mut network = Network::new(config);
    let before = network.parameters();
    let (mut tape, loss, leaves) = record(config, &before, input, [0, 1].map(|output| target(output, class)));
    tape.backward(loss);
    Backprop::of(&network).learn(&mut network, &input, class, 1.0, true);
    for (i, after) in network.parameters().into_iter().enumerate() {
        let (kernel, gradient) = (before[i] - after, tape.gradient(leaves[i]).expect("watched"));
        let scale = 1.0 + gradient.abs() + before[i].abs();
        assert!((kernel - gradient).abs() <= TOLERANCE * scale, "{i}: {kernel} and {gradient}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn backprop_equals_tape(
        hidden in proptest::collection::vec(1..7_usize, 1..4), seed: u32,
        f in proptest::sample::select(&Activation::ALL[..]), g in proptest::sample::select(&Activation::ALL[..]),
        input in proptest::array::uniform2(-2.0..2.0_f64), first: bool
    ) {
        let sizes = [vec![2], hidden, vec![2]].concat();
        compare(&config(&sizes, [f, g], seed), input, first.into());
    }
}

#[test]
fn the_chapters_network_has_the_tapes_gradients() {
    compare(&Config::default(), [0.5, -0.25], 1);
}
