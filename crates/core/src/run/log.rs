//! The chapter's log: the lines its program prints every ten passes.

use super::{LOG_EVERY, Trainer};
use crate::network::metrics::Metrics;
use std::fmt;

/// One entry: the line that the chapter prints after a pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogLine {
    /// The chapter's number of the pass, from 0: one less than the completed passes.
    pub epoch: u64,
    /// Mean squared error over the training part.
    pub mse: f64,
    /// Share of the test part whose argmax is right, 0 … 1.
    pub accuracy: f64,
}

impl LogLine {
    /// The entry for metrics taken after a complete pass; `None` before the first.
    pub fn of(metrics: &Metrics) -> Option<Self> {
        let epoch = metrics.epoch.checked_sub(1)?;
        Some(Self { epoch, mse: metrics.train_loss, accuracy: metrics.test_accuracy })
    }
}

impl Trainer {
    /// The log so far: #0, #10, #20, …
    pub fn log(&self) -> impl Iterator<Item = LogLine> + '_ {
        self.curve().iter().filter_map(LogLine::of).filter(|line| line.epoch.is_multiple_of(LOG_EVERY))
    }
}

impl fmt::Display for LogLine {
    /// Two lines, digits as the chapter's `%f` and `%.2f%%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { epoch, mse, accuracy } = self;
        write!(f, "Epoch: #{epoch}, MSE: {}\nAccuracy: {}%", Fixed(*mse, 6), Fixed(accuracy * 100.0, 2))
    }
}

/// A number with this many digits after the point, as Python writes it: `nan` for Rust's `NaN`.
struct Fixed(f64, usize);

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let &Self(x, digits) = self;
        if x.is_nan() { f.write_str("nan") } else { write!(f, "{x:.digits$}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_reads_as_the_chapters() {
        let line = LogLine { epoch: 0, mse: 0.246_477_953_084_209_83, accuracy: 0.495 };
        assert_eq!(line.to_string(), "Epoch: #0, MSE: 0.246478\nAccuracy: 49.50%");
    }

    #[test]
    fn what_is_not_finite_reads_as_pythons() {
        let text = |mse| LogLine { epoch: 20, mse, accuracy: 0.5 }.to_string();
        for (mse, expected) in [(f64::NAN, "nan"), (-f64::NAN, "nan"), (f64::INFINITY, "inf")] {
            assert_eq!(text(mse), format!("Epoch: #20, MSE: {expected}\nAccuracy: 50.00%"));
        }
        assert_eq!(Fixed(f64::NEG_INFINITY, 6).to_string(), "-inf");
        assert_eq!([0.125, 0.375, -0.125].map(|tie| Fixed(tie, 2).to_string()), ["0.12", "0.38", "-0.12"]);
    }

    #[test]
    fn entries_are_numbered_in_tens_from_zero() {
        let mut trainer = Trainer::with("samples=10");
        assert_eq!(trainer.log().count(), 0);
        trainer.train(121);
        assert_eq!(
            trainer.log().map(|line| line.epoch).collect::<Vec<_>>(),
            (0..=120).step_by(10).collect::<Vec<_>>()
        );
    }
}
