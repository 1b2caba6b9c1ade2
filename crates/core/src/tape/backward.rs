//! The backward pass: the tape read in reverse, one node at a time.

use super::{Id, Tape};

/// What one step adds to one operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Where it is added.
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

/// One operation on the way back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operation.
    pub node: Id,
    /// The derivative of the root by this node: what this pass has brought here.
    pub incoming: f64,
    /// One for each watched operand; two for x · x.
    pub contributions: Vec<Contribution>,
}

/// A whole backward pass, as it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// Where it began.
    pub root: Id,
    /// The root's gradient before the derivative of the root by itself, 1, was added.
    pub before: f64,
    /// And after; the same if the root depends on nothing that is watched.
    pub after: f64,
    /// In the order in which they were done, the root's own operation first.
    pub steps: Vec<Step>,
}

impl Tape {
    /// Adds the derivatives of `root` to the gradients of the watched leaves and of everything
    /// between, and says how.
    ///
    /// What flows in this pass is kept apart from what has accumulated: after two passes every
    /// gradient is doubled. (Reading the accumulated gradients as incoming ones, as small engines
    /// do, would count the first pass again at every step.)
    pub fn backward(&mut self, root: Id) -> Pass {
        let before = self.nodes[root.0].gradient;
        if !self.is_watched(root) {
            return Pass { root, before, after: before, steps: Vec::new() };
        }
        let mut flow: Vec<Option<f64>> = vec![None; root.0 + 1];
        flow[root.0] = Some(1.0);
        self.nodes[root.0].gradient += 1.0;
        let after = self.nodes[root.0].gradient;
        let mut steps = Vec::new();
        for node in self.ids().take(root.0 + 1).rev() {
            let Some(incoming) = flow[node.0].filter(|_| self.op(node).is_operation()) else { continue };
            let contributions = self.contributions(node, incoming, &mut flow);
            steps.push(Step { node, incoming, contributions });
        }
        Pass { root, before, after, steps }
    }

    /// Passes what has come in on to the watched operands of a node.
    fn contributions(&mut self, node: Id, incoming: f64, flow: &mut [Option<f64>]) -> Vec<Contribution> {
        let slopes = self.nodes[node.0].slopes;
        let mut added = Vec::with_capacity(2);
        for (operand, slope) in self.op(node).operands().zip(slopes) {
            if !self.is_watched(operand) {
                continue;
            }
            let product = incoming * slope;
            let before = self.nodes[operand.0].gradient;
            let after = before + product;
            self.nodes[operand.0].gradient = after;
            flow[operand.0] = Some(flow[operand.0].map_or(product, |sum| sum + product));
            added.push(Contribution { operand, slope, product, before, after });
        }
        added
    }

    /// Forgets what has accumulated.
    pub fn zero(&mut self) {
        for node in &mut self.nodes {
            node.gradient = 0.0;
        }
    }

    /// The derivatives of `root` by every node, watched or not, in the order of the tape; the
    /// gradients are left alone.
    #[must_use]
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
