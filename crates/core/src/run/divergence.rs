//! Finds the sample, the number and the likely cause that make a run non-finite.
//!
//! An infinite or NaN weight stays so, and a non-finite number in an update makes a weight NaN. It
//! is therefore enough to check the parameters now and then and, once they are not finite, to train
//! again from the last good state, one sample at a time.

use super::Trainer;
use super::history::Change;
use crate::choice::choices;
use crate::network::trace::Quantity;
use crate::network::update::Learning;

/// A number stopped being finite: training stopped before that sample, with the last good state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divergence {
    /// The number of samples before the one that diverges.
    pub step: u64,
    /// The layer, 1 being the first hidden one.
    pub layer: usize,
    /// The first number that was infinite or NaN.
    pub quantity: Quantity,
    /// The likely cause.
    pub cause: Cause,
}

choices! {
    /// The likely cause of a divergence.
    Cause {
        /// Steps so long that each one overshoots further than the last.
        LearningRate = "learningRate",
        /// A weight or bias that was set by hand.
        Edit = "edit",
    }
}

/// A divergence within this many passes after an edit is attributed to the edit.
const EDIT_PASSES: u64 = 1;

impl Trainer {
    /// The reason why the last [`step`](Self::step) stopped early, if it did.
    pub fn divergence(&self) -> Option<Divergence> {
        self.divergence
    }

    /// Trains again from the last good state up to the sample that diverges.
    #[inline(never)] // at most once in a run
    pub(super) fn find_divergence(&mut self, learning: &Learning) {
        self.state.clone_from(&self.sound);
        loop {
            self.learn_next(learning);
            if !self.network().is_finite() {
                break;
            }
            self.sound.clone_from(&self.state);
        }
        self.state.clone_from(&self.sound);
        self.previous = None;
        let found = self.trace().first_not_finite().or_else(|| {
            let first = self.update().after.iter().position(|x| !x.is_finite())?;
            Some((self.network().layer_of(first), Quantity::Weight))
        });
        let (layer, quantity) = found.unwrap_or((1, Quantity::Weight));
        self.divergence =
            Some(Divergence { step: self.state.step, layer, quantity, cause: self.likely_cause() });
    }

    fn likely_cause(&self) -> Cause {
        let made = &self.history.events()[..self.history.applied()];
        let edited = made.iter().rev().find(|event| matches!(event.change, Change::Parameter { .. }));
        let fresh = |step: u64| self.state.step - step <= EDIT_PASSES * self.epoch_length();
        if edited.is_some_and(|event| fresh(event.step)) { Cause::Edit } else { Cause::LearningRate }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(rate: f64) -> Trainer {
        Trainer::with(&format!("samples=20&activation=relu&outputActivation=linear&learningRate={rate}"))
    }

    #[test]
    fn a_run_that_overflows_stops_before_that_sample_with_its_last_good_state() {
        let mut whole = linear(10.0);
        whole.step(10_000);
        let divergence = whole.divergence().expect("a rate of 10 overflows");
        assert!(whole.steps() == divergence.step && divergence.step < 10_000);
        assert_eq!(divergence.cause, Cause::LearningRate);
        assert!(
            whole.network().is_finite() && whole.curve().iter().all(|point| point.train_loss.is_finite())
        );
        // The sample is the same however the calls are divided.
        let mut single = linear(10.0);
        while single.divergence().is_none() {
            single.step(1);
        }
        assert_eq!(single.divergence(), Some(divergence));
        assert_eq!(single.network().parameters(), whole.network().parameters());
        let trace = whole.trace();
        assert_eq!(trace.first_not_finite(), Some((divergence.layer, divergence.quantity)));
    }

    #[test]
    fn after_a_step_back_and_a_lower_rate_it_goes_on() {
        let mut trainer = linear(10.0);
        trainer.step(10_000);
        trainer.seek(0).expect("the beginning");
        assert_eq!(trainer.divergence(), None);
        trainer.set("learningRate", 0.001).expect("valid");
        trainer.step(1000);
        assert_eq!((trainer.divergence(), trainer.steps()), (None, 1000));
    }

    #[test]
    fn an_edit_shortly_before_is_named_as_the_cause() {
        let mut trainer = linear(0.01);
        trainer.set_parameter(0, 1e300).expect("finite");
        trainer.step(100);
        assert_eq!(trainer.divergence().map(|divergence| divergence.cause), Some(Cause::Edit));
    }
}
