//! Which points are trained on and which are only looked at, and in which order.
//!
//! Source: `sklearn.model_selection.train_test_split`, driven by [`RandomState`]: equal indices.

use crate::numeric::numpy_random::RandomState;

/// Indices of a [`Dataset`](super::Dataset), in the order in which they are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The part that is trained on.
    pub train: Vec<usize>,
    /// The part that is only looked at.
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

    /// The point that is trained on after `step` others: the training part in order, again and again.
    pub fn at(&self, step: u64) -> usize {
        self.train[(step % self.train.len() as u64) as usize]
    }
}
