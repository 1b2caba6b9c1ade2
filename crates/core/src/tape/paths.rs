//! Every path from a leaf to a root, with the product of the local derivatives along it: the chain
//! rule written out. The sum over all paths is the gradient.

use super::{Id, Tape};

/// One path, the root first.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// From the root down to the leaf.
    pub nodes: Vec<Id>,
    /// The local derivative along each edge, one fewer than nodes.
    pub slopes: Vec<f64>,
    /// Their product; 1 for the path from a node to itself.
    pub product: f64,
}

/// The paths from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// The first ones, as many as were asked for.
    pub list: Vec<Path>,
    /// The number of all paths; [`u64::MAX`] stands for more than can be counted.
    pub total: u64,
}

/// ∂of/∂by along one path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// The upper node.
    pub of: Id,
    /// The lower node.
    pub by: Id,
    /// The product of the local derivatives between them.
    pub value: f64,
    /// True if there is no other path between them: then this is their whole derivative.
    pub whole: bool,
}

impl Tape {
    /// The paths from `leaf` up to `root`, at most `most` of them.
    pub fn paths(&self, root: Id, leaf: Id, most: usize) -> Paths {
        let counts = self.path_counts(root, leaf, |_| true);
        let total = counts.get(root.0).copied().unwrap_or(0);
        let mut list = Vec::new();
        // The nodes from the root to the current one, each with its next operand.
        let mut trail = if total > 0 { vec![(root, 0)] } else { Vec::new() };
        while let Some(&mut (node, ref mut next)) = trail.last_mut() {
            if list.len() == most {
                break;
            }
            if node == leaf {
                list.push(self.path(&trail));
                trail.pop();
                continue;
            }
            let operand = self.op(node).operands().nth(*next);
            *next += 1;
            match operand {
                Some(operand) if counts[operand.0] > 0 => trail.push((operand, 0)),
                Some(_) => (),
                None => drop(trail.pop()),
            }
        }
        Paths { list, total }
    }

    fn path(&self, trail: &[(Id, usize)]) -> Path {
        let edges = &trail[..trail.len() - 1];
        let slopes: Vec<f64> = edges.iter().map(|&(node, next)| self.slopes(node)[next - 1]).collect();
        let product = slopes.iter().product();
        Path { nodes: trail.iter().map(|&(node, _)| node).collect(), slopes, product }
    }

    /// For every node up to `root`, the number of paths down to `leaf` through nodes that may be
    /// `crossed`.
    fn path_counts(&self, root: Id, leaf: Id, crossed: impl Fn(Id) -> bool) -> Vec<u64> {
        let mut counts = vec![0_u64; root.0 + 1];
        for id in self.ids().take(root.0 + 1).skip(leaf.0) {
            counts[id.0] = if id == leaf {
                1
            } else if id == root || crossed(id) {
                self.op(id).operands().fold(0, |sum, a| sum.saturating_add(counts[a.0]))
            } else {
                0
            };
        }
        counts
    }

    /// The factors of a path from name to name, as they are written: ∂y2/∂y1 · ∂y1/∂w1. Where
    /// several paths join two named nodes, the product along one of them is not their derivative:
    /// there every edge is a factor of its own, and so it is on a path without a name between its ends.
    pub fn factors(&self, path: &Path) -> Vec<Factor> {
        let ends = [0, path.nodes.len() - 1];
        let stops: Vec<usize> = (0..path.nodes.len())
            .filter(|i| ends.contains(i) || self.given_name(path.nodes[*i]).is_some())
            .collect();
        let factor = |first: usize, last: usize| {
            let (of, by) = (path.nodes[first], path.nodes[last]);
            let whole = self.path_counts(of, by, |_| true)[of.0] == 1;
            Factor { of, by, value: path.slopes[first..last].iter().product(), whole }
        };
        let between = |pair: &[usize]| {
            let (first, last) = (pair[0], pair[1]);
            let (of, by) = (path.nodes[first], path.nodes[last]);
            if stops.len() == 2 || self.path_counts(of, by, |_| true)[of.0] > 1 {
                return (first..last).map(|i| factor(i, i + 1)).collect();
            }
            vec![factor(first, last)]
        };
        stops.windows(2).flat_map(between).collect()
    }
}
