//! Changes on the way: live settings that alter the numbers, and weights set by hand. Each one is
//! recorded with its step, so that it can be replayed and undone.

use super::Trainer;
use super::history::{Change, Event};
use crate::config::{Code, Config, Field, SettingError, Value};

/// Steps beyond this are not exact integers in JavaScript.
pub const LARGEST_STEP: u64 = (1 << 53) - 1;

impl Trainer {
    /// Sets a live setting. One that alters the numbers does so from the next sample on.
    ///
    /// # Errors
    /// If there is no such setting, it is not live, or it does not take this value; then nothing changes.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), SettingError> {
        let field = live(name)?;
        Config::takes(name, &Value::Number(value))?;
        let change = Change::Setting { name: field.name, value };
        if !field.alters {
            for config in [&mut self.made, &mut self.config, &mut self.now] {
                change.put_into(config);
            }
        } else if self.now.get(name) != Some(Value::Number(value)) {
            self.change(change);
        }
        Ok(())
    }

    /// Sets a weight or a bias, by its index in
    /// [`Network::parameters`](crate::network::Network::parameters).
    ///
    /// # Errors
    /// [`Code::OutOfRange`] if there is no such parameter or the value is not finite; then nothing
    /// changes.
    pub fn set_parameter(&mut self, index: usize, value: f64) -> Result<(), SettingError> {
        let change = Change::Parameter { index, value };
        change.check(&self.made)?;
        if value.to_bits() != self.network().parameter(index).to_bits() {
            self.change(change);
            self.history.close();
        }
        Ok(())
    }

    /// Plans changes, to be made when the run reaches their steps.
    ///
    /// # Errors
    /// If one would be refused, or its step has passed; then nothing changes.
    pub fn plan(&mut self, events: &[Event]) -> Result<(), SettingError> {
        for event in events {
            event.change.check(&self.made)?;
            if event.step < self.state.step {
                let range = [self.state.step as f64, LARGEST_STEP as f64];
                return Err(out_of_range("step", &event.step.to_string(), range, "a step ahead"));
            }
        }
        self.history.plan(events.iter().copied());
        self.make_due();
        self.config = self.settings_at(0);
        Ok(())
    }

    /// The changes of this run, planned ones included, by step: the last of each step and target.
    /// Settings changed at step 0 are in [`config`](Self::config).
    pub fn changes(&self) -> Vec<Event> {
        let mut changes: Vec<Event> = Vec::new();
        for &event in self.history.events() {
            let here = changes.iter().rposition(|other| other.step < event.step).map_or(0, |last| last + 1);
            match changes[here..].iter_mut().find(|other| other.change.is_of(event.change)) {
                Some(other) => other.change = event.change,
                None => changes.push(event),
            }
        }
        let mut now = self.config.clone();
        changes.retain(|event| {
            let Change::Setting { name, value } = event.change else { return true };
            let is_new = event.step > 0 && now.get(name) != Some(Value::Number(value));
            event.change.put_into(&mut now);
            is_new
        });
        changes
    }

    /// The settings in force for the sample after `step`, past or future.
    #[inline(never)]
    pub fn settings_at(&self, step: u64) -> Config {
        let events = self.history.events().iter().take_while(|event| event.step <= step);
        events.fold(self.made.clone(), |mut config, event| {
            event.change.put_into(&mut config);
            config
        })
    }

    fn change(&mut self, change: Change) {
        self.history.record(self.state.step, change);
        self.divergence = None;
        self.make(change);
        self.config = self.settings_at(0);
    }

    /// Makes the changes whose step has been reached.
    pub(super) fn make_due(&mut self) {
        while let Some(change) = self.history.take_due(self.state.step) {
            self.make(change);
        }
    }

    fn make(&mut self, change: Change) {
        change.put_into(&mut self.now);
        if let Change::Parameter { index, value } = change {
            self.state.network.set_parameter(index, value);
        }
    }
}

impl Change {
    /// Checks that a run with these settings can make it.
    pub(super) fn check(self, config: &Config) -> Result<(), SettingError> {
        match self {
            Self::Setting { name, value } => Config::takes(name, &Value::Number(value)).map(drop),
            Self::Parameter { index, value } => {
                let last = config.parameters() - 1;
                if index > last {
                    return Err(out_of_range("index", &index.to_string(), [0.0, last as f64], "a parameter"));
                }
                if !value.is_finite() {
                    let range = [f64::MIN, f64::MAX];
                    return Err(out_of_range("value", &value.to_string(), range, "a finite number"));
                }
                Ok(())
            }
        }
    }

    /// Applies it to `config` if it is one of a setting; its value has been checked.
    #[inline(never)]
    pub(super) fn put_into(self, config: &mut Config) {
        if let Self::Setting { name, value } = self {
            let _ = config.set(name, &Value::Number(value));
        }
    }
}

/// The row of a live setting.
fn live(name: &str) -> Result<&'static Field, SettingError> {
    Field::named(name).filter(|field| field.live).ok_or_else(|| SettingError {
        code: Code::UnknownField,
        field: name.into(),
        value: name.into(),
        min: None,
        max: None,
        expected: "a setting that is live".into(),
    })
}

/// The error of an argument outside its range.
#[inline(never)]
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
    use super::super::change_text::tests::{read, written};
    use super::*;

    /// 14 points to train on.
    pub fn quick() -> Trainer {
        Trainer::with("samples=20&layers=2,5,3,2")
    }

    /// The whole state, bit for bit.
    pub fn bits(trainer: &Trainer) -> Vec<u64> {
        trainer.state().numbers().into_iter().map(f64::to_bits).collect()
    }

    impl Trainer {
        /// Sets a valid learning rate, from the next sample on.
        pub(crate) fn set_rate(&mut self, rate: f64) {
            self.set("learningRate", rate).expect("valid");
        }
    }

    #[test]
    fn a_slider_that_moves_is_one_change() {
        let mut trainer = quick();
        trainer.step(3);
        for rate in [0.1, 0.2, 0.3] {
            trainer.set_rate(rate);
        }
        assert_eq!(written(&trainer), "3:learningRate:0.3");
        assert!(trainer.undo());
        assert_eq!((trainer.now().learning_rate(), written(&trainer).as_str()), (0.01, ""));
        assert!(!trainer.undo());
        assert!(trainer.redo());
        assert_eq!(trainer.now().learning_rate(), 0.3);
    }

    #[test]
    fn edits_are_undone_one_by_one_and_refused_ones_change_nothing() {
        let mut trainer = quick();
        let before = trainer.network().parameter(4);
        for value in [1.0, 2.0] {
            trainer.set_parameter(4, value).expect("valid");
        }
        assert_eq!(written(&trainer), "0:p4:2");
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
        trainer.set_rate(0.5);
        assert_eq!(trainer.config().learning_rate(), 0.5); // at step 0 it replaces the setting
        trainer.step(3);
        for rate in [0.1, 0.2] {
            trainer.set_rate(rate);
        }
        assert_eq!(written(&trainer), "3:learningRate:0.2");
        trainer.set_rate(0.5);
        assert_eq!(written(&trainer), "");
        assert!(trainer.set("learningRate", f64::NAN).is_err());
        assert_eq!(trainer.now().learning_rate(), 0.5);
        assert!(trainer.undo() && trainer.undo());
        assert_eq!((trainer.steps(), trainer.config().learning_rate()), (0, 0.01));
    }

    #[test]
    fn where_to_pause_is_no_change() {
        let mut trainer = quick();
        trainer.step(20);
        trainer.seek(3).expect("reached");
        trainer.set("epochs", 7.0).expect("valid");
        assert_eq!((trainer.config().epochs(), trainer.now().epochs(), trainer.furthest()), (7, 7, 20));
        assert!(!trainer.undo());
        for (name, value) in [("epochs", 0.5), ("noise", 0.1), ("nosuch", 1.0)] {
            assert_eq!(trainer.set(name, value).expect_err("refused").field, name);
        }
    }

    #[test]
    fn planned_changes_are_made_when_their_step_comes() {
        let plan = "5:learningRate:0.5,5:p3:0.25,9:learningRate:0.02";
        let (mut planned, mut by_hand) = (quick(), quick());
        planned.plan(&read(plan).expect("changes")).expect("valid");
        planned.step(20);
        by_hand.step(5);
        by_hand.set_rate(0.5);
        by_hand.set_parameter(3, 0.25).expect("valid");
        by_hand.step(4);
        by_hand.set_rate(0.02);
        by_hand.step(11);
        assert_eq!(bits(&planned), bits(&by_hand));
        assert_eq!(written(&planned), plan);
        assert_eq!(planned.plan(&read("7:p1:1").expect("changes")).expect_err("behind").field, "step");
    }

    #[test]
    fn a_change_planned_for_step_0_becomes_the_setting() {
        let mut trainer = quick();
        trainer.plan(&read("0:learningRate:0.5,0:p1:2").expect("changes")).expect("valid");
        assert_eq!((trainer.config().learning_rate(), trainer.now().learning_rate()), (0.5, 0.5));
        assert_eq!(written(&trainer), "0:p1:2");
    }
}
