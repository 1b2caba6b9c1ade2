//! Central differences: derivatives without the chain rule, to hold the tape's against.

use super::{Id, Op, Tape};

impl Tape {
    /// (f(x + h) − f(x − h)) / 2h of `root` by a leaf at x, with h = ∛ε · max(1, |x|).
    ///
    /// The formula's error grows with h², that of rounding with ε / h: the sum is least where h is
    /// about the cube root of ε. What h comes to after rounding is what is divided by.
    /// Source: Press et al., *Numerical Recipes*, section 5.7.
    pub fn difference_quotient(&self, root: Id, leaf: Id) -> f64 {
        let x = self.value(leaf);
        let h = libm::cbrt(f64::EPSILON) * if x.abs() > 1.0 { x.abs() } else { 1.0 };
        let (right, left) = (x + h, x - h);
        (self.evaluate(root, leaf, right) - self.evaluate(root, leaf, left)) / (right - left)
    }

    /// The value of `root` if the leaf were x.
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
