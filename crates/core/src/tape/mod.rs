//! Reverse-mode automatic differentiation, as a list of operations.
//!
//! A node is pushed after its operands, so the order of the list is the order of a forward pass,
//! and a backward pass is the list read in reverse; one step of it is one node. Expressions that a
//! student types, the gradient of a surface and a sample's pass through a network are all
//! such lists.
//!
//! ```
//! use backprop_core::tape::Tape;
//!
//! let mut tape = Tape::new();
//! let (a, b) = (tape.leaf("a", 2.0), tape.leaf("b", 3.0));
//! let product = tape.mul(a, b);
//! let y = tape.add(product, a); // y = a·b + a
//! assert_eq!(tape.value(y), 8.0);
//!
//! tape.backward(y);
//! assert_eq!(tape.gradient(a), Some(4.0)); // ∂y/∂a = b + 1: both paths from a to y add up
//! assert_eq!(tape.gradient(b), Some(2.0)); // ∂y/∂b = a
//! ```
//!
//! The core is all in this file, the rules of the operations in `operation`. Its uses are in files of their
//! own: a pass as a record that can be played (`pass`, `recording`), every path from a leaf to the root
//! (`paths`), central differences to check it (`difference`), and a tape as text (`formula`).

mod difference;
mod formula;
mod nodes;
mod operation;
mod pass;
mod paths;
mod recording;

use crate::activation::Activation;
pub use difference::relative_difference;
pub use operation::{Binary, Op, Unary};
pub use pass::{Contribution, Pass, Step};
pub use paths::{Factor, Path, Paths};
pub use recording::{Moment, Recording};

/// The index of a node on the tape that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(usize);

impl Id {
    /// The index as a number, from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

#[derive(Clone, Debug)]
struct Node {
    op: Op,
    name: Option<String>,
    value: f64,
    /// Local derivatives with respect to the first and the second operand.
    slopes: [f64; 2],
    /// The sum of what backward passes have added since the last [`Tape::zero`].
    gradient: f64,
    /// For a leaf, whether its gradient is wanted; for an operation, whether it depends on such a leaf.
    watched: bool,
}

/// A list of nodes, their values and their gradients.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    nodes: Vec<Node>,
}

impl Tape {
    /// An empty tape.
    pub fn new() -> Self {
        Self::default()
    }

    /// A variable of that name, watched.
    pub fn leaf(&mut self, name: &str, value: f64) -> Id {
        self.push(Op::Leaf, Some(name.to_owned()), value, true)
    }

    /// A number that never changes.
    pub fn constant(&mut self, value: f64) -> Id {
        self.push(Op::Constant, None, value, false)
    }

    /// Forgets all nodes but the first `count`, which need none of the others.
    pub fn truncate(&mut self, count: usize) {
        self.nodes.truncate(count);
    }

    fn operation(&mut self, op: Op) -> Id {
        let watched = op.operands().any(|a| self.nodes[a.0].watched);
        let id = self.push(op, None, f64::NAN, watched);
        self.compute(id.0);
        id
    }

    fn push(&mut self, op: Op, name: Option<String>, value: f64, watched: bool) -> Id {
        self.nodes.push(Node { op, name, value, slopes: [0.0; 2], gradient: 0.0, watched });
        Id(self.nodes.len() - 1)
    }

    /// Value and slopes of one node, from the values of its operands.
    fn compute(&mut self, index: usize) {
        let (value, slopes) = match self.nodes[index].op {
            Op::Leaf | Op::Constant => return,
            Op::Unary(f, a) => {
                let (value, slope) = f.rule(self.value(a));
                (value, [slope, 0.0])
            }
            Op::Binary(f, a, b) => f.rule(self.value(a), self.value(b)),
        };
        self.nodes[index].value = value;
        self.nodes[index].slopes = slopes;
    }

    /// Adds the derivatives of `root` to the gradients of the watched leaves and of everything
    /// between, and returns the steps.
    ///
    /// This pass is kept apart from what has accumulated, so after two passes every gradient is
    /// doubled. (Small engines that read the accumulated gradients as incoming ones count the first
    /// pass again at every step.)
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

    /// Passes the incoming derivative on to the watched operands of a node.
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
}

impl Tape {
    /// f(a).
    pub fn unary(&mut self, f: Unary, a: Id) -> Id {
        self.operation(Op::Unary(f, a))
    }

    /// f(a, b).
    pub fn binary(&mut self, f: Binary, a: Id, b: Id) -> Id {
        self.operation(Op::Binary(f, a, b))
    }

    /// a + b.
    pub fn add(&mut self, a: Id, b: Id) -> Id {
        self.binary(Binary::Add, a, b)
    }

    /// a − b.
    pub fn sub(&mut self, a: Id, b: Id) -> Id {
        self.binary(Binary::Sub, a, b)
    }

    /// a · b.
    pub fn mul(&mut self, a: Id, b: Id) -> Id {
        self.binary(Binary::Mul, a, b)
    }

    /// f(a) of an activation; `leak` is the slope of leaky ReLU below 0.
    pub fn activation(&mut self, f: Activation, a: Id, leak: f64) -> Id {
        self.unary(Unary::Activation(f, leak), a)
    }

    /// Zeroes all accumulated gradients.
    pub fn zero(&mut self) {
        for node in &mut self.nodes {
            node.gradient = 0.0;
        }
    }
}

#[cfg(test)]
mod tests;
