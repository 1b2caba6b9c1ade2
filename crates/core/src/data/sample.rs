//! One sample of the training part: its place in the run, its point and its class.

use super::{Dataset, Split};

/// One training sample of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Samples seen before it.
    pub step: u64,
    /// Which point of the data set it is.
    pub index: usize,
    /// What the network sees of it.
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
