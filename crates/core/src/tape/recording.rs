//! A forward pass and any number of backward passes as one sequence of moments, for a player that
//! steps in both directions.

use super::{Id, Pass, Step, Tape};

/// The step that a moment completes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment<'a> {
    /// Nothing yet: only the leaves have values.
    Start,
    /// The value of an operation was computed.
    Forward(Id),
    /// The derivative of a root by itself was added: a backward pass has begun.
    Seed(&'a Pass),
    /// One operation of a backward pass.
    Backward(&'a Pass, &'a Step),
}

/// The operations on a tape, in order.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    nodes: usize,
    forward: Vec<Id>,
    passes: Vec<Pass>,
}

impl Recording {
    /// Zeroes the gradients, then goes backward from each of these roots, without zeroing between.
    pub fn of(tape: &mut Tape, roots: &[Id]) -> Self {
        tape.zero();
        let forward = tape.ids().filter(|&id| tape.op(id).is_operation()).collect();
        let passes = roots.iter().map(|&root| tape.backward(root)).collect();
        Self { nodes: tape.len(), forward, passes }
    }

    /// The number of operations in the forward pass: moments 1 to this one.
    pub fn forward_len(&self) -> usize {
        self.forward.len()
    }

    /// The index of the last moment.
    pub fn last(&self) -> usize {
        self.forward.len() + self.passes.iter().map(moments).sum::<usize>()
    }

    /// The backward passes.
    pub fn passes(&self) -> &[Pass] {
        &self.passes
    }

    /// The step that a moment completes and the number of its pass, from 0; past the end, those of
    /// the last moment.
    pub fn moment(&self, at: usize) -> (Moment<'_>, usize) {
        let at = at.min(self.last());
        if at == 0 {
            return (Moment::Start, 0);
        }
        if let Some(&node) = self.forward.get(at - 1) {
            return (Moment::Forward(node), 0);
        }
        let mut rest = at - 1 - self.forward.len();
        for (number, pass) in self.passes.iter().enumerate() {
            if rest < moments(pass) {
                let step = rest.checked_sub(1).map(|index| &pass.steps[index]);
                return (step.map_or(Moment::Seed(pass), |step| Moment::Backward(pass, step)), number);
            }
            rest -= moments(pass);
        }
        (Moment::Start, 0)
    }

    /// For every node, whether its value is known at a moment.
    pub fn known(&self, at: usize) -> Vec<bool> {
        let mut known = vec![true; self.nodes];
        for id in self.forward.iter().skip(at) {
            known[id.0] = false;
        }
        known
    }

    /// The gradients of all nodes at a moment.
    pub fn gradients(&self, at: usize) -> Vec<f64> {
        let mut gradients = vec![0.0; self.nodes];
        let mut left = at.saturating_sub(self.forward.len());
        for pass in &self.passes {
            if left == 0 {
                break;
            }
            gradients[pass.root.0] = pass.after;
            for added in pass.steps.iter().take(left - 1).flat_map(|step| &step.contributions) {
                gradients[added.operand.0] = added.after;
            }
            left = left.saturating_sub(moments(pass));
        }
        gradients
    }
}

/// The number of moments in a pass: the seed, and one for each operation.
fn moments(pass: &Pass) -> usize {
    1 + pass.steps.len()
}
