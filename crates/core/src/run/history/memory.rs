//! The memory limits of a history. It first drops every other keyframe, and the oldest changes.

use super::History;
use super::timeline::Timeline;

/// The most bytes of keyframes, those of cut-off futures included.
const KEYFRAME_BYTES: usize = 24 << 20;
/// The most bytes of everything but keyframes; beyond that the oldest changes can no longer be
/// undone.
const OTHER_BYTES: usize = 6 << 20;
/// The most changes that can be undone.
const DEEPEST: usize = 1000;

impl History {
    /// The size of the whole history, in bytes.
    pub fn bytes(&self) -> usize {
        self.timelines().map(|timeline| timeline.keyframe_bytes() + timeline.other_bytes()).sum()
    }

    fn timelines(&self) -> impl Iterator<Item = &Timeline> {
        let actions = self.undo.iter().chain(&self.redo);
        std::iter::once(&self.timeline).chain(actions.map(|action| &action.other))
    }

    /// Drops every other keyframe until the rest fits.
    pub(super) fn thin(&mut self) {
        while self.timelines().map(Timeline::keyframe_bytes).sum::<usize>() > KEYFRAME_BYTES
            && self.timelines().any(|timeline| timeline.keyframes.iter().any(|frame| frame.epoch > 0))
        {
            self.stride *= 2;
            let stride = self.stride;
            let actions = self.undo.iter_mut().chain(&mut self.redo);
            for timeline in std::iter::once(&mut self.timeline).chain(actions.map(|action| &mut action.other))
            {
                timeline.keyframes.retain(|keyframe| keyframe.epoch.is_multiple_of(stride));
            }
        }
    }

    /// Makes the oldest changes final when there are too many.
    pub(super) fn forget(&mut self) {
        while self.undo.len() > DEEPEST
            || !self.undo.is_empty()
                && self.timelines().map(Timeline::other_bytes).sum::<usize>() > OTHER_BYTES
        {
            self.undo.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::run::Trainer;

    const LIMIT: usize = 32 << 20;

    #[test]
    fn no_run_remembers_more_than_32_megabytes() {
        for settings in ["", "&optimizer=momentum"] {
            remembers_enough_and_not_too_much(settings);
        }
    }

    fn remembers_enough_and_not_too_much(settings: &str) {
        let mut trainer = Trainer::with(&format!("samples=4&layers=2,128,128,128,128,128,128,2{settings}"));
        for round in 0..60 {
            trainer.train(20);
            assert!(trainer.history().bytes() <= LIMIT, "{} bytes", trainer.history().bytes());
            // Cut-off futures are kept too.
            trainer.seek(trainer.furthest() / 3).expect("reached");
            trainer.set_parameter(round, 0.5).expect("valid");
        }
        let strides: Vec<u64> = trainer.history().keyframes().iter().map(|keyframe| keyframe.epoch).collect();
        assert_eq!(strides[0], 0, "the beginning is always kept");
        while trainer.undo() {}
        assert!(trainer.history().bytes() <= LIMIT);
    }

    #[test]
    fn endless_changes_are_forgotten_from_the_oldest_on() {
        let mut trainer = Trainer::with("samples=4&layers=2,1,2");
        for change in 0..1200 {
            trainer.step(1);
            trainer.set_parameter(0, f64::from(change)).expect("valid");
        }
        let mut undone = 0;
        while trainer.undo() {
            undone += 1;
        }
        assert_eq!((undone, trainer.steps()), (1000, 201));
        trainer.seek(0).expect("the beginning");
    }

    #[test]
    fn the_chapters_run_keeps_every_one_of_its_thousand_epochs() {
        let mut trainer = Trainer::with("samples=4");
        trainer.train(1001);
        let epochs = trainer.history().keyframes().iter().map(|keyframe| keyframe.epoch);
        assert!(epochs.eq(0..=1001));
    }
}
