//! Changes on the way: learning rates, and weights that are set by hand. Every one is written down
//! with its step, so that it can be replayed and undone.

use super::Trainer;
use super::history::{Change, Event};
use crate::config::{Code, SettingError, Value};

/// A change of the learning rate on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateChange {
    /// It holds from this step on.
    pub step: u64,
    /// The new rate.
    pub rate: f64,
}

impl Trainer {
    /// A new learning rate from the next sample on.
    ///
    /// # Errors
    /// If it is not above 0 and at most 10; then nothing changes.
    pub fn set_learning_rate(&mut self, rate: f64) -> Result<(), SettingError> {
        self.config.clone().set("learningRate", &Value::Number(rate))?;
        if rate != self.rate {
            self.change(Change::Rate(rate));
        }
        Ok(())
    }

    /// A new value for a weight or a bias, by its place in [`Network::parameters`](crate::network::Network::parameters).
    ///
    /// # Errors
    /// [`Code::OutOfRange`] if there is no such parameter or the value is not finite; then nothing
    /// changes.
    pub fn set_parameter(&mut self, index: usize, value: f64) -> Result<(), SettingError> {
        self.check_parameter(index, value)?;
        if value.to_bits() != self.network.parameter(index).to_bits() {
            self.change(Change::Parameter { index, value });
            self.history.close();
        }
        Ok(())
    }

    fn check_parameter(&self, index: usize, value: f64) -> Result<(), SettingError> {
        let last = self.network.len() - 1;
        if index > last {
            return Err(out_of_range("index", &index.to_string(), [0.0, last as f64], "a parameter"));
        }
        if !value.is_finite() {
            return Err(out_of_range("value", &value.to_string(), [f64::MIN, f64::MAX], "a finite number"));
        }
        Ok(())
    }

    /// Changes that are to be made when the run gets there.
    ///
    /// # Errors
    /// If one would be refused, or lies behind; then nothing changes.
    pub fn plan(&mut self, events: &[Event]) -> Result<(), SettingError> {
        for event in events {
            match event.change {
                Change::Rate(rate) => self.config.clone().set("learningRate", &Value::Number(rate))?,
                Change::Parameter { index, value } => self.check_parameter(index, value)?,
            }
            if event.step < self.step || event.step == self.step && matches!(event.change, Change::Rate(_)) {
                let range = [self.step as f64, f64::MAX];
                return Err(out_of_range("step", &event.step.to_string(), range, "a step ahead"));
            }
        }
        self.history.plan(events.iter().copied());
        self.make_due();
        Ok(())
    }

    /// Parameters set by hand, those ahead included: step, place and value.
    pub fn edits(&self) -> impl Iterator<Item = (u64, usize, f64)> + '_ {
        self.history.events().iter().filter_map(|event| match event.change {
            Change::Parameter { index, value } => Some((event.step, index, value)),
            Change::Rate(_) => None,
        })
    }

    /// Changes of the learning rate, those ahead included, by step; what step 0 says is in
    /// [`config`](Self::config).
    pub fn rates(&self) -> Vec<RateChange> {
        let mut changes: Vec<RateChange> = Vec::new();
        for (step, rate) in self.rate_events().filter(|&(step, _)| step > 0) {
            match changes.last_mut() {
                Some(last) if last.step == step => last.rate = rate,
                _ => changes.push(RateChange { step, rate }),
            }
        }
        let mut before = self.config.learning_rate();
        changes.retain(|change| std::mem::replace(&mut before, change.rate) != change.rate);
        changes
    }

    /// The learning rate that the sample after `step` was trained with, or is going to be.
    pub fn rate_at(&self, step: u64) -> f64 {
        let last = self.rate_events().take_while(|&(at, _)| at <= step).last();
        last.map_or(self.config.learning_rate(), |(_, rate)| rate)
    }

    fn rate_events(&self) -> impl Iterator<Item = (u64, f64)> + '_ {
        self.history.events().iter().filter_map(|event| match event.change {
            Change::Rate(rate) => Some((event.step, rate)),
            Change::Parameter { .. } => None,
        })
    }

    fn change(&mut self, change: Change) {
        self.history.record(self.step, change);
        self.divergence = None;
        self.make(change);
        self.settle_rate();
    }

    /// Makes the changes whose step has come.
    pub(super) fn make_due(&mut self) {
        while let Some(change) = self.history.take_due(self.step) {
            self.make(change);
        }
    }

    fn make(&mut self, change: Change) {
        match change {
            Change::Rate(rate) => self.rate = rate,
            Change::Parameter { index, value } => self.network.set_parameter(index, value),
        }
    }

    /// The setting `learningRate` is the one that step 0 ends with.
    pub(super) fn settle_rate(&mut self) {
        let at_zero = self.rate_events().take_while(|&(step, _)| step == 0).last();
        let rate = at_zero.map_or(self.first_rate, |(_, rate)| rate);
        // It was checked when it was put in.
        let _ = self.config.set("learningRate", &Value::Number(rate));
    }
}

/// An argument outside its range.
pub(super) fn out_of_range(field: &str, value: &str, [min, max]: [f64; 2], expected: &str) -> SettingError {
    SettingError {
        code: Code::OutOfRange,
        field: field.into(),
        value: value.into(),
        min: Some(min),
        max: Some(max),
        expected: format!("{expected}, from {min} to {max}"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// 14 points to train on.
    pub fn quick() -> Trainer {
        Trainer::with("samples=20&layers=2,5,3,2")
    }

    pub fn bits(trainer: &Trainer) -> Vec<u64> {
        trainer.network().parameters().into_iter().map(f64::to_bits).collect()
    }

    #[test]
    fn a_slider_that_moves_is_one_change() {
        let mut trainer = quick();
        trainer.step(3);
        for rate in [0.1, 0.2, 0.3] {
            trainer.set_learning_rate(rate).expect("valid");
        }
        assert_eq!(trainer.rates(), [RateChange { step: 3, rate: 0.3 }]);
        assert!(trainer.undo());
        assert_eq!((trainer.learning_rate(), trainer.rates()), (0.01, vec![]));
        assert!(!trainer.undo());
        assert!(trainer.redo());
        assert_eq!(trainer.learning_rate(), 0.3);
    }

    #[test]
    fn edits_are_undone_one_by_one_and_refused_ones_change_nothing() {
        let mut trainer = quick();
        let before = trainer.network().parameter(4);
        for value in [1.0, 2.0] {
            trainer.set_parameter(4, value).expect("valid");
        }
        let there = trainer.network().len();
        for (index, value) in [(there, 1.0), (0, f64::NAN), (0, f64::INFINITY)] {
            assert!(trainer.set_parameter(index, value).is_err());
        }
        assert_eq!(trainer.network().parameter(4), 2.0);
        assert!(trainer.undo());
        assert_eq!(trainer.network().parameter(4), 1.0);
        assert!(trainer.undo());
        assert_eq!(trainer.network().parameter(4), before);
    }

    #[test]
    fn a_changed_rate_is_remembered_with_its_step() {
        let mut trainer = quick();
        trainer.set_learning_rate(0.5).expect("valid");
        assert_eq!(trainer.config().learning_rate(), 0.5); // before the first sample it is the setting
        trainer.step(3);
        trainer.set_learning_rate(0.1).expect("valid");
        trainer.set_learning_rate(0.2).expect("valid");
        assert_eq!(trainer.rates(), [RateChange { step: 3, rate: 0.2 }]);
        trainer.set_learning_rate(0.5).expect("valid");
        assert!(trainer.rates().is_empty());
        assert!(trainer.set_learning_rate(f64::NAN).is_err());
        assert_eq!(trainer.learning_rate(), 0.5);
    }

    #[test]
    fn planned_rates_are_made_when_their_step_comes() {
        let plan = [RateChange { step: 5, rate: 0.5 }, RateChange { step: 9, rate: 0.02 }];
        let (mut planned, mut by_hand) = (quick(), quick());
        let event = |change: RateChange| Event { step: change.step, change: Change::Rate(change.rate) };
        planned.plan(&plan.map(event)).expect("valid");
        for (step, rate) in [(0, 0.5), (7, 11.0)] {
            assert!(planned.plan(&[event(RateChange { step, rate })]).is_err());
        }
        planned.step(20);
        for change in plan {
            by_hand.step(change.step - by_hand.steps());
            by_hand.set_learning_rate(change.rate).expect("valid");
        }
        by_hand.step(11);
        assert_eq!(bits(&planned), bits(&by_hand));
        assert_eq!(planned.rates(), plan);
    }
}
