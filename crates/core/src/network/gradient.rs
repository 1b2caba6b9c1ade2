//! One number for every parameter of a network: what backward passes add up, and what optimizers remember.

use super::layers::Network;
use crate::numeric::lanes::{F64x2, pack, unpack};

/// ∂L/∂w of every parameter, or running means of it, laid out as the network is.
#[derive(Clone, Debug)]
pub struct Gradient {
    /// Of each layer the weights, rows padded to whole vectors, and the biases.
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

    /// Zeros again.
    pub(crate) fn clear(&mut self) {
        self.layers.as_flattened_mut().iter_mut().for_each(|vectors| vectors.fill(F64x2::zero()));
    }

    /// The numbers in the layout of [`Network::parameters`].
    pub fn values(&self) -> Vec<f64> {
        let layers = self.layers.iter().zip(&self.sizes[1..]);
        let rows = |([weights, biases], &size): (&[Vec<F64x2>; 2], &usize)| {
            let rows = weights.chunks(biases.len()).chain([biases.as_slice()]);
            rows.flat_map(|row| unpack(row, size)).collect::<Vec<_>>()
        };
        layers.flat_map(rows).collect()
    }

    /// Takes over numbers in that layout.
    pub(crate) fn set_values(&mut self, mut values: &[f64]) {
        for ([weights, biases], size) in self.layers.iter_mut().zip(&self.sizes[1..]) {
            for row in weights.chunks_mut(biases.len()).chain([biases.as_mut_slice()]) {
                row.copy_from_slice(&pack(&values[..*size]));
                values = &values[*size..];
            }
        }
    }
}
