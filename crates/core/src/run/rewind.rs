//! Rewinding a run to an earlier step, and undoing changes.
//!
//! The state at a step is the one after every change made there. Training on from the past makes
//! the changes ahead again, until a new one cuts them off.

use super::Trainer;
use super::changes::out_of_range;
use super::history::History;
use crate::config::SettingError;

impl Trainer {
    /// Goes to a step that this run has reached before, back or forward: the same bits as the first time.
    ///
    /// # Errors
    /// [`Code::OutOfRange`](crate::config::Code) beyond the furthest step; then nothing changes.
    pub fn seek(&mut self, step: u64) -> Result<(), SettingError> {
        let furthest = self.history.furthest();
        if step > furthest {
            return Err(out_of_range("step", &step.to_string(), [0.0, furthest as f64], "a step reached"));
        }
        self.history.close();
        self.divergence = None;
        let before = self.history.keyframes()[self.history.keyframe_before(step)].state.step;
        // No keyframe lies nearer than the current state.
        if step < self.state.step || before > self.state.step {
            self.restore(step);
        }
        self.step(step - self.state.step);
        Ok(())
    }

    /// The step of the last keyframe at or before `step`: a seek jumps that far and trains the
    /// rest.
    pub fn keyframe_before(&self, step: u64) -> u64 {
        self.history.keyframes()[self.history.keyframe_before(step)].state.step
    }

    /// The furthest step that this run has reached.
    pub fn furthest(&self) -> u64 {
        self.history.furthest()
    }

    /// The history of the run.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Undoes the last change and goes to the moment before it; the future that it had cut off lies
    /// ahead again. Returns false if there was none.
    pub fn undo(&mut self) -> bool {
        let step = self.history.undo();
        self.go_to(step)
    }

    /// Redoes the last undone change and goes to the moment after it. Returns false if there was none.
    pub fn redo(&mut self) -> bool {
        let step = self.history.redo();
        self.go_to(step)
    }

    fn go_to(&mut self, step: Option<u64>) -> bool {
        let Some(step) = step else { return false };
        self.divergence = None;
        self.restore(step);
        self.step(step - self.state.step);
        self.config = self.settings_at(0);
        true
    }

    /// Restores the last keyframe at or before `step`.
    fn restore(&mut self, step: u64) {
        self.state.clone_from(&self.history.rewind(step).state);
        self.previous = None;
        self.now = self.made.clone();
        for event in &self.history.events()[..self.history.applied()] {
            event.change.put_into(&mut self.now);
        }
        self.make_due();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::changes::tests::{bits, quick};
    use crate::run::history::Change;
    use proptest::prelude::*;

    /// A small run for each kind of optimizer.
    fn each() -> [Trainer; 2] {
        let momentum = Trainer::with("samples=20&layers=2,5,3,2&optimizer=momentum&trainBias=true");
        [quick(), momentum]
    }

    #[test]
    fn every_step_can_be_gone_back_to_and_on_from_with_the_same_bits() {
        each().into_iter().for_each(goes_back_and_on);
    }

    fn goes_back_and_on(mut trainer: Trainer) {
        let mut states = vec![bits(&trainer)];
        for step in 1..=60 {
            trainer.step(1);
            if step == 23 {
                trainer.set_rate(0.5);
            }
            if step == 31 {
                trainer.set_parameter(7, -2.0).expect("valid");
            }
            states.push(bits(&trainer));
        }
        for step in [60, 0, 23, 22, 31, 30, 59, 14, 15, 28, 60] {
            trainer.seek(step).expect("reached");
            assert_eq!(trainer.steps(), step);
            assert_eq!(bits(&trainer), states[step as usize], "at {step}");
            assert_eq!(trainer.now().learning_rate(), if step < 23 { 0.01 } else { 0.5 });
        }
        trainer.seek(10).expect("reached");
        trainer.step(50);
        assert_eq!(bits(&trainer), states[60]);
    }

    #[test]
    fn beyond_the_furthest_step_is_an_error_that_names_the_range() {
        let mut trainer = quick();
        trainer.step(20);
        trainer.seek(3).expect("reached");
        let error = trainer.seek(21).expect_err("not reached");
        assert_eq!((error.field.as_str(), error.min, error.max), ("step", Some(0.0), Some(20.0)));
        assert_eq!((trainer.steps(), trainer.furthest()), (3, 20));
    }

    #[test]
    fn a_change_in_the_past_cuts_the_future_and_undo_brings_it_back() {
        let mut trainer = quick();
        trainer.step(40);
        trainer.set_rate(0.3);
        trainer.step(30);
        let (end, curve) = (bits(&trainer), trainer.curve().to_vec());
        trainer.seek(20).expect("reached");
        let there = bits(&trainer);
        trainer.set_parameter(0, 9.0).expect("valid");
        assert_eq!(trainer.furthest(), 20);
        assert!(
            trainer.changes().iter().all(|event| event.step <= 20),
            "the change at 40 is no longer to come"
        );
        trainer.step(50);
        let other = bits(&trainer);
        assert!(trainer.undo());
        assert_eq!((trainer.steps(), trainer.furthest()), (20, 70));
        assert_eq!(bits(&trainer), there);
        trainer.step(50);
        assert_eq!((bits(&trainer), trainer.curve()), (end, curve.as_slice()));
        assert!(trainer.redo());
        assert_eq!((trainer.steps(), trainer.network().parameter(0)), (20, 9.0));
        trainer.step(50);
        assert_eq!(bits(&trainer), other);
        assert!(trainer.undo() && trainer.undo(), "the edit, then the rate");
        assert_eq!((trainer.steps(), trainer.now().learning_rate()), (40, 0.01));
        assert!(!trainer.undo());
    }

    /// An action of a learner.
    #[derive(Clone, Debug)]
    enum Action {
        Step(u64),
        Seek(f64),
        Rate(f64),
        Edit(usize, f64),
        Undo,
        Redo,
    }

    fn action() -> impl Strategy<Value = Action> {
        prop_oneof![
            (1..40_u64).prop_map(Action::Step),
            (0.0..1.0_f64).prop_map(Action::Seek),
            (0.001..0.5_f64).prop_map(Action::Rate),
            (0..30_usize, -1.0..1.0_f64).prop_map(|(index, value)| Action::Edit(index, value)),
            Just(Action::Undo),
            Just(Action::Redo),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn whatever_was_done_the_run_is_the_one_that_its_events_describe(
            actions in proptest::collection::vec(action(), 1..40), way in 0..2_usize
        ) {
            let [mut trainer, mut again] = [(); 2].map(|()| each()[way].clone());
            for action in actions {
                match action {
                    Action::Step(n) => trainer.step(n),
                    Action::Seek(share) => trainer.seek((share * trainer.furthest() as f64) as u64).expect("reached"),
                    Action::Rate(rate) => trainer.set_rate(rate),
                    Action::Edit(index, value) => trainer.set_parameter(index, value).expect("valid"),
                    Action::Undo => drop(trainer.undo()),
                    Action::Redo => drop(trainer.redo()),
                }
                again.clone_from(&each()[way]);
                for event in &trainer.history().events()[..trainer.history().applied()] {
                    again.step(event.step - again.steps());
                    match event.change {
                        Change::Setting { name, value } => again.set(name, value).expect("valid"),
                        Change::Parameter { index, value } => again.set_parameter(index, value).expect("valid"),
                    }
                }
                again.step(trainer.steps() - again.steps());
                prop_assert_eq!(bits(&trainer), bits(&again));
                prop_assert_eq!(trainer.now().learning_rate(), again.now().learning_rate());
                prop_assert_eq!(trainer.metrics(), again.metrics());
            }
        }
    }
}
