//! The history of a run: its changes on the way, its state at some steps (keyframes), the
//! curve, and the futures that were cut off.
//!
//! A run is a function of its settings and its changes, so rewinding is training again from the
//! keyframe before: the same bits. Keyframes lie at the end of every `stride`th pass; when they
//! take too much memory every other one is dropped. A change in the past cuts the future off; it is
//! kept with the change, and undoing the change restores it.

mod memory;
mod timeline;

use super::state::State;
use crate::network::metrics::Metrics;
use timeline::Timeline;
pub use timeline::{Change, Event, Keyframe};

/// A change that can be undone: its step, and the future that undoing it exchanges.
#[derive(Clone, Debug)]
struct Action {
    step: u64,
    /// The number of events before it.
    events: usize,
    /// True while further changes of the same kind at the same step belong to it.
    open: bool,
    other: Timeline,
}

/// The history of a run.
#[derive(Clone, Debug)]
pub struct History {
    timeline: Timeline,
    /// The number of events that have been applied; those after it lie ahead.
    applied: usize,
    /// Passes between two keyframes.
    stride: u64,
    undo: Vec<Action>,
    redo: Vec<Action>,
    /// Grows whenever the past or the future is exchanged: a reader of the curve must start over.
    generation: u64,
}

impl History {
    /// The history of a run that begins in this state.
    pub fn new(state: State) -> Self {
        let first = Keyframe::new(state, 0, 0);
        Self {
            timeline: Timeline { keyframes: vec![first], ..Timeline::default() },
            applied: 0,
            stride: 1,
            undo: Vec::new(),
            redo: Vec::new(),
            generation: 0,
        }
    }

    /// The furthest step that this run has reached.
    pub fn furthest(&self) -> u64 {
        self.timeline.furthest
    }

    /// The run's points of the curve, up to the furthest step.
    pub fn curve(&self) -> &[Metrics] {
        &self.timeline.curve
    }

    /// Every change in the order of its step, those ahead included.
    pub fn events(&self) -> &[Event] {
        &self.timeline.events
    }

    /// The number of events that have been applied.
    pub fn applied(&self) -> usize {
        self.applied
    }

    /// Grows with every change of the past or the future, except by training on.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The kept states, oldest first.
    pub fn keyframes(&self) -> &[Keyframe] {
        &self.timeline.keyframes
    }

    /// The step of the next change that lies ahead.
    pub fn next_event(&self) -> Option<u64> {
        self.timeline.events.get(self.applied).map(|event| event.step)
    }

    /// Takes the next change if the run has reached its step.
    pub(crate) fn take_due(&mut self, step: u64) -> Option<Change> {
        let event = self.timeline.events.get(self.applied).filter(|event| event.step <= step)?;
        self.applied += 1;
        Some(event.change)
    }

    /// Records that the run has trained up to this step.
    pub(crate) fn reach(&mut self, step: u64) {
        self.timeline.furthest = self.timeline.furthest.max(step);
    }

    /// True if the curve already has its point for this epoch.
    pub(crate) fn has_point(&self, epoch: u64) -> bool {
        self.timeline.curve.last().is_some_and(|last| last.epoch >= epoch)
    }

    pub(crate) fn add_point(&mut self, point: Metrics) {
        self.timeline.curve.push(point);
    }

    /// Keeps the state at the end of a pass, if a keyframe is due.
    pub(crate) fn offer(&mut self, state: &State, epoch: u64) {
        let known = self.timeline.keyframes.last().is_some_and(|last| last.state.step >= state.step);
        if known || !epoch.is_multiple_of(self.stride) {
            return;
        }
        self.timeline.keyframes.push(Keyframe::new(state.clone(), epoch, self.applied));
        self.thin();
    }

    /// Rewinds to the last keyframe at or before `step` and returns it.
    pub(crate) fn rewind(&mut self, step: u64) -> &Keyframe {
        let at = self.keyframe_before(step);
        let keyframe = &self.timeline.keyframes[at];
        self.applied = keyframe.applied;
        keyframe
    }

    /// The index of the last keyframe at or before `step`; there is one at step 0.
    pub(crate) fn keyframe_before(&self, step: u64) -> usize {
        self.timeline.keyframes.partition_point(|keyframe| keyframe.state.step <= step).saturating_sub(1)
    }

    /// Adds changes that lie ahead, by step; they are made when the run reaches them.
    pub(crate) fn plan(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            let ahead = &self.timeline.events[self.applied..];
            let at = self.applied + ahead.partition_point(|other| other.step <= event.step);
            self.timeline.events.insert(at, event);
        }
    }

    /// Records a change made now, at `step`, and cuts off the future.
    pub(crate) fn record(&mut self, step: u64, change: Change) {
        let goes_on = self.undo.last().is_some_and(|last| {
            let alone = self.applied == self.timeline.events.len() && self.timeline.furthest == step;
            last.open && last.step == step && alone && change.continues(self.timeline.events.last())
        });
        if goes_on {
            // A slider still being moved: one change, which one undo takes back.
            self.timeline.events.pop();
        } else {
            let other = self.timeline.split_off(step, self.applied);
            self.undo.push(Action { step, events: self.applied, open: true, other });
        }
        self.redo.clear();
        self.timeline.events.push(Event { step, change });
        self.applied = self.timeline.events.len();
        self.generation += 1;
        self.forget();
    }

    /// Closes the last change: the next one is undone separately.
    pub(crate) fn close(&mut self) {
        if let Some(last) = self.undo.last_mut() {
            last.open = false;
        }
    }

    /// Returns whether there is a change to undo, and one to redo.
    pub fn can(&self) -> [bool; 2] {
        [!self.undo.is_empty(), !self.redo.is_empty()]
    }

    /// Undoes the last change and restores the future that it had cut off. Returns the step at
    /// which it was made; the run must be rewound to it.
    pub(crate) fn undo(&mut self) -> Option<u64> {
        let action = self.undo.pop()?;
        let action = self.exchange(action);
        let step = action.step;
        self.redo.push(action);
        Some(step)
    }

    /// Redoes the change undone last.
    pub(crate) fn redo(&mut self) -> Option<u64> {
        let action = self.redo.pop()?;
        let action = self.exchange(action);
        let step = action.step;
        self.undo.push(action);
        Some(step)
    }

    fn exchange(&mut self, action: Action) -> Action {
        let Action { step, events, other, .. } = action;
        let present = self.timeline.split_off(step, events);
        self.timeline.append(other);
        self.applied = self.applied.min(events);
        self.generation += 1;
        Action { step, events, open: false, other: present }
    }
}
