//! One sample of the training part: its step in the run, its point and its class.

use super::{Dataset, Split};

/// One training sample of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The number of samples before it.
    pub step: u64,
    /// The index of its point in the data set.
    pub index: usize,
    /// The input of the network.
    pub input: Vec<f64>,
    /// Its class.
    pub class: usize,
}

impl Sample {
    /// The sample that a run over this data trains on after `step` others: the training part in
    /// order, again and again.
    pub fn after(step: u64, data: &Dataset, split: &Split) -> Self {
        let index = split.at(step);
        Self { step, index, input: data.points[index].to_vec(), class: data.labels[index].into() }
    }
}
