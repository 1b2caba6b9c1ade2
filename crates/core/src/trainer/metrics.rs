//! How good a network is on the data: loss and accuracy, and when a run measures them for its curve.

use super::Trainer;
use crate::network::{Activity, class_of};

/// The log has a line after pass 1, 11, 21, …: the chapter's #0, #10, #20, …
pub const LOG_EVERY: u64 = 10;
/// Up to this pass the curve has a point after every pass; later, where the log has a line.
const DENSE_CURVE: u64 = 100;

/// How good the network is on both parts of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Completed passes over the training part.
    pub epoch: u64,
    /// Samples seen, one update each.
    pub step: u64,
    /// mean((onehot − output)²) over the training part.
    pub train_loss: f64,
    /// The same over the test part.
    pub test_loss: f64,
    /// Share of the training part whose argmax is right, 0 … 1.
    pub train_accuracy: f64,
    /// The same over the test part.
    pub test_accuracy: f64,
}

/// Whether the curve has a point after this many passes.
fn is_on_curve(epoch: u64) -> bool {
    let logged = epoch % LOG_EVERY == 1 % LOG_EVERY;
    let longest = crate::config::Field::named("epochs").map_or(0.0, |field| field.max) as u64 + 1;
    (epoch <= DENSE_CURVE || logged) && epoch <= longest
}

impl Trainer {
    /// How good the parameters are as they are now.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        let mut activity = Activity::of(&self.network);
        let [(train_loss, train_accuracy), (test_loss, test_accuracy)] =
            [&self.split.train, &self.split.test].map(|part| self.measure(part, &mut activity));
        Metrics { epoch: self.epoch(), step: self.step, train_loss, test_loss, train_accuracy, test_accuracy }
    }

    /// The run so far: before any update, after every pass up to 100, then after every tenth. After
    /// a step back it still reaches to the furthest step.
    #[must_use]
    pub fn curve(&self) -> &[Metrics] {
        self.history.curve()
    }

    /// Adds a point to the curve if this epoch has one and it is not there yet.
    pub(super) fn measure_epoch(&mut self) {
        let epoch = self.epoch();
        if is_on_curve(epoch) && !self.history.has_point(epoch) {
            let metrics = self.metrics();
            self.history.add_point(metrics);
        }
    }

    fn measure(&self, part: &[usize], activity: &mut Activity) -> (f64, f64) {
        let (mut squares, mut right) = (0.0, 0_usize);
        for &index in part {
            let label = self.data.labels[index];
            let output = self.network.predict(self.data.points[index], activity);
            let error = [0, 1].map(|class| f64::from(u8::from(label == class)) - output[usize::from(class)]);
            squares += error[0] * error[0] + error[1] * error[1];
            right += usize::from(class_of(output) == label);
        }
        (squares / (2 * part.len()) as f64, right as f64 / part.len() as f64)
    }
}
