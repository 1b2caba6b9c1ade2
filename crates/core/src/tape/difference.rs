//! Central differences: derivatives without the chain rule, to check the tape's against.

use super::{Id, Op, Tape};
use crate::numeric::difference::settled_difference;

impl Tape {
    /// The central difference of `root` with respect to a leaf; NaN where differences do not tell the slope: at the
    /// border of a domain, at a corner, or where the values change too fast for any width.
    pub fn difference_quotient(&self, root: Id, leaf: Id) -> f64 {
        settled_difference(self.value(leaf), |x| self.evaluate(root, leaf, x))
    }

    /// The value of `root` with the leaf at x.
    fn evaluate(&self, root: Id, leaf: Id, x: f64) -> f64 {
        let mut values: Vec<f64> = self.nodes[..=root.0].iter().map(|node| node.value).collect();
        if leaf > root {
            return values[root.0];
        }
        values[leaf.0] = x;
        for index in leaf.0 + 1..values.len() {
            values[index] = match self.nodes[index].op {
                Op::Leaf | Op::Constant => continue,
                Op::Unary(f, a) => f.rule(values[a.0]).0,
                Op::Binary(f, a, b) => f.rule(values[a.0], values[b.0]).0,
            };
        }
        values[root.0]
    }
}

/// |a − b| as a share of the larger of the two; 0 where they are equal.
pub fn relative_difference(a: f64, b: f64) -> f64 {
    if a == b {
        return 0.0;
    }
    let larger = if a.abs() > b.abs() { a.abs() } else { b.abs() };
    (a - b).abs() / larger
}
