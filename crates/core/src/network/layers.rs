//! A fully connected network: layer sizes, parameters, initialisation, forward pass.

use super::kernel;
use crate::activation::Activation;
use crate::config::Config;
use crate::loss::Loss;
use crate::numeric::lanes::{F64x2, pack, pack_rows, unpack, unpack_rows, vectors};
use crate::numeric::numpy_random::RandomState;

/// Weights, biases and activation between one layer of neurons and the next.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub fan_in: usize,
    pub fan_out: usize,
    /// `[fan_in × fan_out]`, rows padded with zeros to whole vectors.
    pub weights: Vec<F64x2>,
    /// `[fan_out]`, padded likewise.
    pub biases: Vec<F64x2>,
    pub activation: Activation,
}

/// The parameters of every layer.
#[derive(Clone, Debug)]
pub struct Network {
    pub(crate) layers: Vec<Layer>,
    pub(crate) leak: f64,
    pub(crate) loss: Loss,
}

/// The result of a forward pass, layer by layer: z and a = f(z).
///
/// Allocated once for a network and reused for every sample.
#[derive(Clone, Debug)]
pub struct Activity {
    /// z of every layer after the inputs.
    pub(crate) z: Vec<Vec<F64x2>>,
    /// The inputs, then a of every layer.
    pub(crate) a: Vec<Vec<F64x2>>,
    /// The outputs that [`Network::predict`] returns.
    output: Vec<f64>,
}

impl Network {
    /// Layer sizes, activations and initial values of `config`: per layer weights
    /// `randn(in, out) · √(1/out)`, then biases `rand(out) · 0.1`, from `RandomState(networkSeed)`.
    pub fn new(config: &Config) -> Self {
        let activations = [config.activation(), config.output_activation()];
        Self::seeded(&config.layers(), activations, config.leaky_slope(), config.network_seed())
    }

    /// The same without a configuration: layer sizes, the hidden and the last layers' activation, the slope of
    /// leaky ReLU, and the seed.
    pub(crate) fn seeded(sizes: &[usize], [hidden, outer]: [Activation; 2], leak: f64, seed: u32) -> Self {
        let mut random = RandomState::new(seed);
        let layers = sizes.windows(2).enumerate().map(|(index, pair)| {
            let [fan_in, fan_out] = [pair[0], pair[1]];
            let scale = libm::sqrt(1.0 / fan_out as f64);
            let mut weights = vec![F64x2::zero(); fan_in * vectors(fan_out)];
            let normals: Vec<f64> = (0..fan_in * fan_out).map(|_| random.standard_normal() * scale).collect();
            pack_rows(&normals, fan_out, &mut weights);
            let biases = pack(&(0..fan_out).map(|_| random.uniform() * 0.1).collect::<Vec<_>>());
            let last = index + 2 == sizes.len();
            let activation = if last { outer } else { hidden };
            Layer { fan_in, fan_out, weights, biases, activation }
        });
        Self { layers: layers.collect(), leak, loss: Loss::Mse }
    }

    /// Layer sizes, inputs first.
    pub fn sizes(&self) -> Vec<usize> {
        let inputs = self.layers.first().map(|layer| layer.fan_in);
        inputs.into_iter().chain(self.layers.iter().map(|layer| layer.fan_out)).collect()
    }

    /// The number of parameters.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|layer| (layer.fan_in + 1) * layer.fan_out).sum()
    }

    /// Always false: a network has at least one hidden neuron.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// The memory that it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let vectors = self.layers.iter().map(|layer| layer.weights.len() + layer.biases.len());
        size_of_val(&self.layers[..]) + vectors.sum::<usize>() * size_of::<F64x2>()
    }

    /// Per layer: weights row-major `[fan_in × fan_out]`, then biases `[fan_out]`.
    pub fn parameters(&self) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.len());
        for layer in &self.layers {
            unpack_rows(&layer.weights, layer.fan_out, &mut values);
            unpack_rows(&layer.biases, layer.fan_out, &mut values);
        }
        values
    }

    /// The weights between `layer` and the next, row-major `[fan_in × fan_out]`; layer 0 is the
    /// inputs.
    pub fn weights(&self, layer: usize) -> Vec<f64> {
        let layer = &self.layers[layer];
        let mut values = Vec::with_capacity(layer.fan_in * layer.fan_out);
        unpack_rows(&layer.weights, layer.fan_out, &mut values);
        values
    }

    /// The biases of the layer after `layer`, `[fan_out]`.
    pub fn biases(&self, layer: usize) -> Vec<f64> {
        let layer = &self.layers[layer];
        unpack(&layer.biases, layer.fan_out).collect()
    }

    /// The storage of the parameter at `index` of [`parameters`](Self::parameters): its layer,
    /// whether it is a bias, its vector and its lane.
    fn find(&self, mut index: usize) -> (usize, bool, usize, usize) {
        for (l, layer) in self.layers.iter().enumerate() {
            let weights = layer.fan_in * layer.fan_out;
            if index < weights {
                let (row, column) = (index / layer.fan_out, index % layer.fan_out);
                return (l, false, row * layer.biases.len() + column / 2, column % 2);
            }
            index -= weights;
            if index < layer.fan_out {
                return (l, true, index / 2, index % 2);
            }
            index -= layer.fan_out;
        }
        panic!("there is no parameter beyond the last");
    }

    /// The indices of these weights in [`parameters`](Self::parameters).
    pub fn places(&self, layer: usize) -> std::ops::Range<usize> {
        let start = self.layers[..layer].iter().map(|layer| (layer.fan_in + 1) * layer.fan_out).sum();
        start..start + self.layers[layer].fan_in * self.layers[layer].fan_out
    }

    /// The layer that the parameter at this index leads into, 1 being the first hidden one.
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn layer_of(&self, index: usize) -> usize {
        self.find(index).0 + 1
    }

    /// One parameter, by its index in [`parameters`](Self::parameters).
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn parameter(&self, index: usize) -> f64 {
        let (l, is_bias, vector, lane) = self.find(index);
        let layer = &self.layers[l];
        let pair = if is_bias { layer.biases[vector] } else { layer.weights[vector] };
        if lane == 0 { pair.low() } else { pair.high() }
    }

    /// Sets one parameter, by its index in [`parameters`](Self::parameters).
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn set_parameter(&mut self, index: usize, value: f64) {
        let (l, is_bias, vector, lane) = self.find(index);
        let layer = &mut self.layers[l];
        let pair = if is_bias { &mut layer.biases[vector] } else { &mut layer.weights[vector] };
        *pair = if lane == 0 { F64x2::new(value, pair.high()) } else { F64x2::new(pair.low(), value) };
    }

    /// True if every parameter is a finite number.
    pub fn is_finite(&self) -> bool {
        // 0 · x is 0 for finite numbers and NaN for all others, and a sum keeps a NaN.
        let all = self.layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases));
        let sum = all.fold(F64x2::zero(), |sum, &x| sum + F64x2::zero() * x);
        sum.low() + sum.high() == 0.0
    }

    /// Takes over `parameters`, laid out as [`Network::parameters`] gives them.
    ///
    /// # Panics
    /// If there are not [`len`](Self::len) of them.
    pub fn set_parameters(&mut self, parameters: &[f64]) {
        assert_eq!(parameters.len(), self.len(), "one value for every parameter");
        let mut values = parameters;
        for layer in &mut self.layers {
            let (weights, rest) = values.split_at(layer.fan_in * layer.fan_out);
            pack_rows(weights, layer.fan_out, &mut layer.weights);
            pack_rows(rest, layer.fan_out, &mut layer.biases);
            values = &rest[layer.fan_out..];
        }
    }

    /// Runs `input` forward; the last entry of `activity.a` is the output.
    #[inline(never)] // half a microsecond's work, called from several places
    pub fn forward(&self, input: &[f64], activity: &mut Activity) {
        for (vector, pair) in activity.a[0].iter_mut().zip(input.chunks(2)) {
            *vector = F64x2::new(pair[0], pair.get(1).copied().unwrap_or(0.0));
        }
        for (l, layer) in self.layers.iter().enumerate() {
            let (before, after) = activity.a.split_at_mut(l + 1);
            let (z, a) = (&mut activity.z[l], &mut after[0]);
            kernel::forward(&before[l], layer.fan_in, &layer.weights, &layer.biases, z);
            layer.activation.apply(z, a, self.leak);
        }
    }

    /// The outputs for one point.
    pub fn predict<'a>(&self, input: &[f64], activity: &'a mut Activity) -> &'a [f64] {
        self.forward(input, activity);
        let Activity { a, output, .. } = activity;
        for (output, x) in output.iter_mut().zip(unpack(&a[self.layers.len()], usize::MAX)) {
            *output = x;
        }
        output
    }
}

impl Network {
    /// The outputs for a single point; [`predict`](Self::predict) reuses its buffers for many.
    pub fn outputs(&self, input: &[f64]) -> Vec<f64> {
        self.predict(input, &mut Activity::of(self)).to_vec()
    }
}

impl Activity {
    /// Buffers for the activity of `network`.
    pub fn of(network: &Network) -> Self {
        let zeros = |size: usize| vec![F64x2::zero(); vectors(size)];
        let sizes = network.sizes();
        Self {
            z: sizes[1..].iter().map(|&size| zeros(size)).collect(),
            a: sizes.iter().map(|&size| zeros(size)).collect(),
            output: vec![0.0; sizes.last().copied().unwrap_or_default()],
        }
    }

    /// The weighted sums z of a layer, 0 being the first hidden one; an odd number is followed by
    /// padding.
    pub fn sums(&self, layer: usize) -> impl Iterator<Item = f64> + Clone + '_ {
        unpack(&self.z[layer], usize::MAX)
    }

    /// The activations of a layer, 0 being the inputs; an odd number is followed by padding.
    pub fn layer(&self, layer: usize) -> impl Iterator<Item = f64> + Clone + '_ {
        unpack(&self.a[layer], usize::MAX)
    }
}

/// The predicted class: argmax of the outputs, ties to the lowest class.
pub fn class_of(output: &[f64]) -> usize {
    (1..output.len()).fold(0, |best, class| if output[class] > output[best] { class } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(layers: &str) -> Network {
        Network::new(&format!("layers={layers}").parse().expect("layers"))
    }

    #[test]
    fn parameters_come_back_as_they_were_put_in() {
        let mut network = small("2,3,5,2");
        assert_eq!(network.len(), 2 * 3 + 3 + 3 * 5 + 5 + 5 * 2 + 2);
        let counted: Vec<f64> = (0..network.len()).map(|i| i as f64).collect();
        network.set_parameters(&counted);
        assert_eq!(network.parameters(), counted);
    }

    #[test]
    fn the_first_weights_are_the_seeds_normals_scaled() {
        let network = small("2,25,2");
        let mut random = RandomState::new(0);
        let first = network.parameters();
        for weight in &first[..50] {
            assert_eq!(*weight, random.standard_normal() * libm::sqrt(1.0 / 25.0));
        }
        for bias in &first[50..75] {
            assert_eq!(*bias, random.uniform() * 0.1);
        }
    }

    #[test]
    fn a_tie_goes_to_the_lowest_class() {
        assert_eq!(class_of(&[0.5, 0.5]), 0);
        assert_eq!(class_of(&[0.2, 0.3]), 1);
        assert_eq!(class_of(&[0.1, 0.4, 0.2, 0.4]), 1);
    }
}
