//! One sample through the network, forward and back, and the update it causes.
//!
//! Source: Rumelhart, Hinton & Williams, *Nature* 323 (1986).

use super::gradient::Gradient;
use super::kernel;
use super::layers::{Activity, Layer, Network};
use crate::loss::Output;
use crate::numeric::lanes::{F64x2, Lanes};

/// The buffers of a backward pass: δ = ∂L/∂z of every layer after the inputs.
#[derive(Clone, Debug)]
pub struct Backprop {
    activity: Activity,
    delta: Vec<Vec<F64x2>>,
}

impl Backprop {
    /// Room for passes through `network`.
    pub fn of(network: &Network) -> Self {
        let activity = Activity::of(network);
        Self { delta: activity.z.clone(), activity }
    }

    /// z and a of the last sample.
    pub fn activity(&self) -> &Activity {
        &self.activity
    }

    /// One update from one sample: w ← w − η·∂L/∂w, and the biases too if `train_bias`.
    ///
    /// All gradients are taken at the parameters before the update.
    #[inline(never)] // a microsecond's work, called from several places
    pub fn learn(
        &mut self,
        network: &mut Network,
        input: &[f64],
        class: usize,
        learning_rate: f64,
        train_bias: bool,
    ) {
        network.forward(input, &mut self.activity);
        self.begin(network, class);
        let (leak, last) = (network.leak, network.layers.len() - 1);
        for (l, layer) in network.layers.iter_mut().enumerate().rev() {
            let (before, after) = self.delta.split_at_mut(l);
            let delta = &mut after[0];
            if l < last {
                layer.activation.chain(&self.activity.z[l], &self.activity.a[l + 1], delta, leak);
            }
            let input = &self.activity.a[l];
            if let Some(error) = before.last_mut() {
                kernel::backward(input, layer.fan_in, &mut layer.weights, delta, learning_rate, error);
            } else {
                kernel::update(input, &mut layer.weights, delta, learning_rate);
            }
            if train_bias {
                kernel::add_scaled(&mut layer.biases, F64x2::splat(-learning_rate), delta);
            }
        }
    }

    /// Computes z, a and δ of one sample; the network stays as it is.
    pub fn backward(&mut self, network: &Network, input: &[f64], class: usize) {
        network.forward(input, &mut self.activity);
        self.begin(network, class);
        for (l, layer) in network.layers.iter().enumerate().skip(1).rev() {
            let (before, after) = self.delta.split_at_mut(l);
            let error = &mut before[l - 1];
            kernel::flow_back(&layer.weights, &after[0], error);
            let (z, a) = (&self.activity.z[l - 1], &self.activity.a[l]);
            network.layers[l - 1].activation.chain(z, a, error, network.leak);
        }
    }

    /// Adds ∂L/∂w of one sample to `sum`; the network stays as it is.
    pub fn add_gradient(&mut self, network: &Network, input: &[f64], class: usize, sum: &mut Gradient) {
        self.backward(network, input, class);
        for (l, [weights, biases]) in sum.layers.iter_mut().enumerate() {
            // A rate of −1 adds the gradient.
            kernel::update(&self.activity.a[l], weights, &self.delta[l], -1.0);
            kernel::add_scaled(biases, F64x2::splat(1.0), &self.delta[l]);
        }
    }

    /// Computes δ of the last layer.
    fn begin(&mut self, network: &Network, class: usize) {
        let last = network.layers.len() - 1;
        let Layer { fan_out: size, activation, .. } = network.layers[last];
        let (z, a) = (&self.activity.z[last], &self.activity.a[last + 1]);
        let output = Output { size, activation, leak: network.leak, z, a };
        network.loss.delta(output, class, &mut self.delta[last]);
    }

    /// δ of a layer, 0 being the first hidden one; an odd number is followed by padding.
    pub fn delta(&self, layer: usize) -> impl Iterator<Item = f64> + '_ {
        crate::numeric::lanes::unpack(&self.delta[layer], usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::config::Config;
    use proptest::prelude::*;

    fn loss(network: &Network, input: &[f64], class: usize) -> f64 {
        network.loss.value(network.predict(input, &mut Activity::of(network)), class)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn the_update_is_the_central_difference_of_the_loss(
            hidden in proptest::collection::vec(1..9_usize, 1..4), seed: u32, which in 0..Activation::ALL.len().pow(2),
            x in -2.0..2.0_f64, y in -2.0..2.0_f64
        ) {
            let sizes = hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
            let count = Activation::ALL.len();
            let [inner, outer] = [which / count, which % count].map(|pick| Activation::ALL[pick].name());
            let settings = format!("layers=2,{sizes},2&networkSeed={seed}&activation={inner}&outputActivation={outer}");
            let config: Config = settings.parse().expect("settings");
            let mut network = Network::new(&config);
            let before = network.parameters();
            let (input, class) = (&[x, y], 1);
            // Stay away from the kinks, where a difference quotient means nothing.
            let mut backprop = Backprop::of(&network);
            network.forward(input, &mut backprop.activity);
            let z = backprop.activity.z.iter().zip(config.layers().into_iter().skip(1)).flat_map(|(z, n)| crate::numeric::lanes::unpack(z, n));
            prop_assume!(z.into_iter().all(|z| z.abs() > 1e-3));
            backprop.learn(&mut network, input, class, 1.0, true);
            let after = network.parameters();
            for i in 0..before.len() {
                let at = |shift: f64| {
                    let mut moved = before.clone();
                    moved[i] += shift;
                    let mut network = Network::new(&config);
                    network.set_parameters(&moved);
                    loss(&network, input, class)
                };
                let central = (at(1e-5) - at(-1e-5)) / 2e-5;
                let gradient = before[i] - after[i];
                prop_assert!((gradient - central).abs() <= 1e-7 * (1.0 + gradient.abs()), "{i}: {gradient} {central}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// w + (−η·a)·δ and w − η·(a·δ) differ by the rounding of two products and of one sum: by
        /// 2ε of the step and half an ulp of each result.
        #[test]
        fn an_update_is_a_step_down_the_gradient_but_for_roundings(
            hidden in 1..9_usize, seed: u32, x in -2.0..2.0_f64, y in -2.0..2.0_f64, rate in 1e-4..10.0_f64
        ) {
            let config: Config = format!("layers=2,{hidden},2&networkSeed={seed}").parse().expect("settings");
            let mut network = Network::new(&config);
            let (before, mut gradient) = (network.parameters(), Gradient::of(&network));
            let mut backprop = Backprop::of(&network);
            backprop.add_gradient(&network, &[x, y], 1, &mut gradient);
            prop_assert_eq!(network.parameters(), before.clone(), "a gradient moves nothing");
            backprop.learn(&mut network, &[x, y], 1, rate, true);
            for ((w, g), fused) in before.iter().zip(gradient.values()).zip(network.parameters()) {
                let step = rate * g;
                let allowed = f64::EPSILON * (2.0 * step.abs() + w.abs() + fused.abs());
                prop_assert!((fused - (w - step)).abs() <= allowed, "{w} {g} {fused}");
            }
        }
    }

    #[test]
    fn without_train_bias_no_bias_moves() {
        let mut network = Network::new(&Config::default());
        let before = network.clone();
        Backprop::of(&network).learn(&mut network, &[0.3, 0.4], 0, 0.5, false);
        for (new, old) in network.layers.iter().zip(&before.layers) {
            let bits = |biases: &[F64x2]| {
                crate::numeric::lanes::unpack(biases, 1000).map(f64::to_bits).collect::<Vec<_>>()
            };
            assert_eq!(bits(&new.biases), bits(&old.biases));
            assert_ne!(bits(&new.weights), bits(&old.weights));
        }
    }
}
