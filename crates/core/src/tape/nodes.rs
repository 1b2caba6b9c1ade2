//! Queries on the nodes of a tape, and changes to its leaves.

use super::{Id, Node, Op, Tape, formula};
use std::collections::HashSet;

impl Tape {
    /// Gives a node a name.
    pub fn name(&mut self, id: Id, name: &str) {
        self.nodes[id.0].name = Some(name.to_owned());
    }

    /// Gives a leaf another value and recomputes everything after it. Gradients stay as they are
    /// until they are zeroed, as in every framework.
    pub fn set(&mut self, leaf: Id, value: f64) {
        debug_assert_eq!(self.op(leaf), Op::Leaf, "only leaves are set from outside");
        self.nodes[leaf.0].value = value;
        for index in leaf.0 + 1..self.nodes.len() {
            self.compute(index);
        }
    }

    /// Sets whether gradients are wanted for a leaf. Only watched leaves, and nodes that depend on
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

    /// The nodes, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id> + ExactSizeIterator + use<> {
        (0..self.nodes.len()).map(Id)
    }

    /// The node at an index, if there is one.
    pub fn id(&self, index: usize) -> Option<Id> {
        (index < self.nodes.len()).then_some(Id(index))
    }

    /// The node of that name, given or automatic.
    pub fn named(&self, name: &str) -> Option<Id> {
        self.names().iter().position(|label| label == name).map(Id)
    }

    /// The variables, in order.
    pub fn leaves(&self) -> impl Iterator<Item = Id> + '_ {
        self.ids().filter(|&id| self.op(id) == Op::Leaf)
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True if there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The operation that made a node.
    pub fn op(&self, id: Id) -> Op {
        self.nodes[id.0].op
    }

    /// A node's value.
    pub fn value(&self, id: Id) -> f64 {
        self.nodes[id.0].value
    }

    /// The derivatives of a node with respect to its operands, in their order.
    pub fn slopes(&self, id: Id) -> &[f64] {
        &self.nodes[id.0].slopes[..self.op(id).operands().count()]
    }

    /// True if a node takes part in backward passes.
    pub fn is_watched(&self, id: Id) -> bool {
        self.nodes[id.0].watched
    }

    /// The sum of what backward passes have added to a node since the last [`zero`](Self::zero);
    /// `None` if it is not watched.
    pub fn gradient(&self, id: Id) -> Option<f64> {
        let node = &self.nodes[id.0];
        node.watched.then_some(node.gradient)
    }

    /// The name that a node was given.
    pub fn given_name(&self, id: Id) -> Option<&str> {
        self.nodes[id.0].name.as_deref()
    }

    /// A name for every node: its own, or v1, v2, … for operations without one (skipping names that
    /// are taken), or the number itself for a constant.
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
