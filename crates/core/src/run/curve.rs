//! The curve of a run: the passes after which it is measured.

use super::Trainer;
use crate::network::metrics::Metrics;

/// The log has a line after pass 1, 11, 21, …: the chapter's #0, #10, #20, …
pub const LOG_EVERY: u64 = 10;
/// Up to this pass the curve has a point after every pass; later, only where the log has a line.
const DENSE_CURVE: u64 = 100;

/// True if the curve has a point after this many passes.
fn is_on_curve(epoch: u64) -> bool {
    let logged = epoch % LOG_EVERY == 1 % LOG_EVERY;
    let longest = crate::config::Field::named("epochs").map_or(0.0, |field| field.max) as u64 + 1;
    (epoch <= DENSE_CURVE || logged) && epoch <= longest
}

impl Trainer {
    /// The metrics of the current parameters.
    #[inline(never)] // milliseconds' work, called from several places
    pub fn metrics(&self) -> Metrics {
        Metrics::of(self.network(), &self.data, &self.split, self.state.step)
    }

    /// The run so far: before any update, after every pass up to 100, then after every tenth. After
    /// a rewind it still extends to the furthest step.
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
}
