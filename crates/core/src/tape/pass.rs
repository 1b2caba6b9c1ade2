//! A backward pass, step by step; and its result alone.

use super::{Id, Tape};

/// The contribution of one step to one operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The operand.
    pub operand: Id,
    /// The local derivative of the step's node by this operand.
    pub slope: f64,
    /// slope · incoming.
    pub product: f64,
    /// The operand's gradient before.
    pub before: f64,
    /// And after: before + product.
    pub after: f64,
}

/// One operation of a backward pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operation.
    pub node: Id,
    /// The derivative of the root with respect to this node, as summed in this pass.
    pub incoming: f64,
    /// One for each watched operand; two for x · x.
    pub contributions: Vec<Contribution>,
}

/// A whole backward pass, step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// The node at which it began.
    pub root: Id,
    /// The root's gradient before the derivative of the root by itself, 1, was added.
    pub before: f64,
    /// And after; the same if the root depends on nothing that is watched.
    pub after: f64,
    /// In the order of execution, the root's own operation first.
    pub steps: Vec<Step>,
}

impl Tape {
    /// The derivatives of `root` with respect to every node, watched or not, in the order of the
    /// tape; the gradients are left alone.
    pub fn derivatives(&self, root: Id) -> Vec<f64> {
        let mut derivatives = vec![0.0; self.len()];
        derivatives[root.0] = 1.0;
        let mut reached = vec![false; self.len()];
        reached[root.0] = true;
        for node in self.ids().take(root.0 + 1).rev() {
            if !reached[node.0] {
                continue;
            }
            for (operand, &slope) in self.op(node).operands().zip(self.slopes(node)) {
                derivatives[operand.0] += derivatives[node.0] * slope;
                reached[operand.0] = true;
            }
        }
        derivatives
    }
}
