//! Loss and accuracy of a network on both parts of the data.

use super::{Activity, Network, class_of};
use crate::data::{Dataset, Split};

/// Loss and accuracy on both parts of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Completed passes over the training part.
    pub epoch: u64,
    /// Samples seen, one update each.
    pub step: u64,
    /// The mean of the loss over the training part.
    pub train_loss: f64,
    /// The same over the test part.
    pub test_loss: f64,
    /// Share of the training part whose argmax is right, 0 … 1.
    pub train_accuracy: f64,
    /// The same over the test part.
    pub test_accuracy: f64,
}

impl Metrics {
    /// The metrics of a network that has seen `step` samples.
    pub fn of(network: &Network, data: &Dataset, split: &Split, step: u64) -> Self {
        let mut activity = Activity::of(network);
        let [(train_loss, train_accuracy), (test_loss, test_accuracy)] =
            [&split.train, &split.test].map(|part| measure(network, data, part, &mut activity));
        let epoch = step / split.train.len() as u64;
        Self { epoch, step, train_loss, test_loss, train_accuracy, test_accuracy }
    }
}

/// Loss and accuracy on some of the points.
fn measure(network: &Network, data: &Dataset, part: &[usize], activity: &mut Activity) -> (f64, f64) {
    let (mut sum, mut right, mut outputs) = (0.0, 0_usize, 0);
    for &index in part {
        let class = usize::from(data.labels[index]);
        let output = network.predict(&data.points[index], activity);
        sum += network.loss.sum(output, class);
        right += usize::from(class_of(output) == class);
        outputs = output.len();
    }
    let count = part.len() as f64;
    (sum / (network.loss.divisor(outputs) * count), right as f64 / count)
}
