//! One sample of the training part: its place in the run, its point and its target.

use super::{Dataset, Split};

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
