//! One number for every parameter of a network: summed gradients, and the running means of optimizers.

use super::layers::Network;
use crate::numeric::lanes::{F64x2, pack_rows, unpack_rows};

/// ∂L/∂w of every parameter, or running means of it, laid out as the network is.
#[derive(Clone, Debug)]
pub struct Gradient {
    /// For each layer the weights, rows padded to whole vectors, and the biases.
    pub(super) layers: Vec<[Vec<F64x2>; 2]>,
    sizes: Vec<usize>,
}

impl Gradient {
    /// Zeros for every parameter of `network`.
    pub fn of(network: &Network) -> Self {
        let zeros = |vectors: &Vec<F64x2>| vec![F64x2::zero(); vectors.len()];
        let layers = network.layers.iter().map(|layer| [zeros(&layer.weights), zeros(&layer.biases)]);
        Self { layers: layers.collect(), sizes: network.sizes() }
    }

    /// Sets all of them to zero.
    pub(crate) fn clear(&mut self) {
        for vectors in self.layers.as_flattened_mut() {
            vectors.fill(F64x2::zero());
        }
    }

    /// The numbers in the layout of [`Network::parameters`].
    pub fn values(&self) -> Vec<f64> {
        let mut values = Vec::new();
        for ([weights, biases], &size) in self.layers.iter().zip(&self.sizes[1..]) {
            unpack_rows(weights, size, &mut values);
            unpack_rows(biases, size, &mut values);
        }
        values
    }

    /// The numbers of the weights between a layer and the next.
    pub(super) fn weights(&self, layer: usize) -> Vec<f64> {
        let mut values = Vec::new();
        unpack_rows(&self.layers[layer][0], self.sizes[layer + 1], &mut values);
        values
    }

    /// Takes over numbers in the layout of [`Network::parameters`].
    pub(crate) fn set_values(&mut self, mut values: &[f64]) {
        for ([weights, biases], pair) in self.layers.iter_mut().zip(self.sizes.windows(2)) {
            let (of_weights, rest) = values.split_at(pair[0] * pair[1]);
            pack_rows(of_weights, pair[1], weights);
            pack_rows(rest, pair[1], biases);
            values = &rest[pair[1]..];
        }
    }
}
