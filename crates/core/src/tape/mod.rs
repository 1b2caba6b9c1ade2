//! Reverse-mode automatic differentiation, as a list of operations.
//!
//! A node is pushed after its operands, so the order of the list is the order of a forward pass,
//! and a backward pass is the list read in reverse; one step of it is one node. Expressions that a
//! student types, the gradient of a surface and a sample on its way through a network are all
//! such lists.

mod backward;
mod difference;
mod formula;
mod paths;
mod recording;
mod rule;

use crate::activation::Activation;
pub use backward::{Contribution, Pass, Step};
pub use difference::relative_difference;
pub use paths::{Factor, Path, Paths};
pub use recording::{Moment, Recording};
pub use rule::{Binary, Op, Unary};
use std::collections::HashSet;

/// A node's place on the tape that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(usize);

impl Id {
    /// The place as a number, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

#[derive(Clone, Debug)]
struct Node {
    op: Op,
    name: Option<String>,
    value: f64,
    /// Local derivatives by the first and the second operand.
    slopes: [f64; 2],
    /// Everything that backward passes have brought here since the last [`Tape::zero`].
    gradient: f64,
    /// Of a leaf: whether it was asked for. Of an operation: whether such a leaf is below it.
    watched: bool,
}

/// A list of nodes, their values and their gradients.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    nodes: Vec<Node>,
}

impl Tape {
    /// An empty tape.
    #[must_use]
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

    /// Gives a node a name.
    pub fn name(&mut self, id: Id, name: &str) {
        self.nodes[id.0].name = Some(name.to_owned());
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

    /// Gives a leaf another value; everything after it is computed anew. Gradients stay as they
    /// are until they are zeroed, as in every framework.
    pub fn set(&mut self, leaf: Id, value: f64) {
        debug_assert_eq!(self.op(leaf), Op::Leaf, "only leaves are set from outside");
        self.nodes[leaf.0].value = value;
        for index in leaf.0 + 1..self.nodes.len() {
            self.compute(index);
        }
    }

    /// Chooses whether gradients are wanted for a leaf. Only watched leaves, and what depends on
    /// them, take part in a backward pass.
    pub fn watch(&mut self, leaf: Id, watched: bool) {
        debug_assert_eq!(self.op(leaf), Op::Leaf, "operations follow their leaves");
        self.nodes[leaf.0].watched = watched;
        for index in leaf.0 + 1..self.nodes.len() {
            let op = self.nodes[index].op;
            if op.is_operation() {
                self.nodes[index].watched = op.operands().any(|a| self.nodes[a.0].watched);
            }
        }
    }

    /// The nodes in their order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id> + ExactSizeIterator + use<> {
        (0..self.nodes.len()).map(Id)
    }

    /// The node at a place, if there is one.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<Id> {
        (index < self.nodes.len()).then_some(Id(index))
    }

    /// The node of that name, given or automatic.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Id> {
        self.names().iter().position(|label| label == name).map(Id)
    }

    /// The variables in their order.
    pub fn leaves(&self) -> impl Iterator<Item = Id> + '_ {
        self.ids().filter(|&id| self.op(id) == Op::Leaf)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How a node came about.
    #[must_use]
    pub fn op(&self, id: Id) -> Op {
        self.nodes[id.0].op
    }

    /// A node's value.
    #[must_use]
    pub fn value(&self, id: Id) -> f64 {
        self.nodes[id.0].value
    }

    /// The derivatives of a node by its operands, in their order.
    #[must_use]
    pub fn slopes(&self, id: Id) -> &[f64] {
        &self.nodes[id.0].slopes[..self.op(id).operands().count()]
    }

    /// Whether a node takes part in backward passes.
    #[must_use]
    pub fn is_watched(&self, id: Id) -> bool {
        self.nodes[id.0].watched
    }

    /// What backward passes have brought to a node since the last [`zero`](Self::zero); `None`
    /// where nothing is watched.
    #[must_use]
    pub fn gradient(&self, id: Id) -> Option<f64> {
        let node = &self.nodes[id.0];
        node.watched.then_some(node.gradient)
    }

    /// The name that a node was given.
    #[must_use]
    pub fn given_name(&self, id: Id) -> Option<&str> {
        self.nodes[id.0].name.as_deref()
    }

    /// A name for every node: its own, or v1, v2, … for operations without one (skipping names that
    /// are taken), or the number itself for a constant.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let taken: HashSet<&str> = self.nodes.iter().filter_map(|node| node.name.as_deref()).collect();
        let mut free = (1..).map(|n| format!("v{n}")).filter(|name| !taken.contains(name.as_str()));
        let name = |node: &Node| match (&node.name, node.op) {
            (Some(name), _) => name.clone(),
            (None, Op::Constant) => formula::number(node.value),
            (None, _) => free.next().unwrap_or_default(),
        };
        self.nodes.iter().map(name).collect()
    }
}

/// The chapter's graph with its values, as an expression: x → y1 = x·w1 + b1 → y2 = y1·w2 + b2 at x = 1, w1 = 2, b1 = 1, w2 = 2, b2 = 1.
pub const CHAPTER: &str = "x = 1; w1 = 2; b1 = 1; w2 = 2; b2 = 1; y1 = x*w1 + b1; y2 = y1*w2 + b2";

#[cfg(test)]
mod tests;
