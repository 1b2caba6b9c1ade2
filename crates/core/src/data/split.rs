//! The points to train on, in order, and the points to test on.
//!
//! Source: `sklearn.model_selection.train_test_split`, driven by [`RandomState`]: equal indices.

use crate::numeric::numpy_random::RandomState;

/// Indices of a [`Dataset`](super::Dataset), in the order in which they are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The training part.
    pub train: Vec<usize>,
    /// The test part, which is only measured.
    pub test: Vec<usize>,
}

impl Split {
    /// `train_test_split(np.arange(samples), test_size=test, random_state=seed)`, for a whole number
    /// of test points.
    pub fn new(samples: usize, test: usize, seed: u32) -> Self {
        let mut order = RandomState::new(seed).permutation(samples);
        let train = order.split_off(test);
        Self { train, test: order }
    }

    /// The point trained on after `step` others: the training part in order, again and again.
    pub fn at(&self, step: u64) -> usize {
        self.train[(step % self.train.len() as u64) as usize]
    }
}
