//! What the numbers of the layers show, where they show why a network does not learn.

use super::LayerHealth;
use crate::choice::choices;

/// More dead neurons than this are a finding.
pub const MOST_DEAD: f64 = 0.5;
/// More saturation than this is a finding.
pub const MOST_SATURATED: f64 = 0.9;
/// If less than this part of the last layer's gradient reaches the first, it has vanished.
pub const LEAST_FLOW: f64 = 0.01;
/// An update beyond this part of the weights throws away what they hold.
pub const LARGEST_UPDATE: f64 = 0.1;
/// An update below this part of the weights changes nothing in thousands of passes.
pub const SMALLEST_UPDATE: f64 = 1e-6;
/// Mean squared error below which a network has learned: its outputs are as flat as they should be,
/// and there is little left to update.
const LEARNED: f64 = 0.1;

choices! {
    /// One of the reasons why a network may not learn, in the order of their weight: an earlier one may
    /// be what causes a later one.
    Finding {
        /// Most neurons of a layer answer no sample.
        Dead = "dead",
        /// The neurons of a layer stand where their function is flat.
        Saturated = "saturated",
        /// Hardly anything of the gradient reaches the first layer.
        Vanishing = "vanishing",
        /// Each update moves a layer's weights by a large part of them.
        LargeUpdate = "largeUpdate",
        /// Each update moves a layer's weights by next to nothing.
        SmallUpdate = "smallUpdate",
    }
}

impl Finding {
    fn is_in(self, layers: &[LayerHealth], l: usize, loss: f64) -> bool {
        let (layer, last) = (&layers[l], layers.len() - 1);
        let learned = loss < LEARNED;
        match self {
            Self::Dead => layer.dead > MOST_DEAD,
            Self::Saturated => layer.saturated > MOST_SATURATED && !(l == last && learned),
            Self::Vanishing => l == 0 && layer.gradient < LEAST_FLOW * layers[last].gradient,
            Self::LargeUpdate => layer.update_ratio > LARGEST_UPDATE,
            Self::SmallUpdate => layer.update_ratio < SMALLEST_UPDATE && !learned,
        }
    }
}

/// What these layers show, the weightiest first, and in which layer, 1 being the first hidden one.
/// `loss` is the mean squared error on the training part.
pub fn findings(layers: &[LayerHealth], loss: f64) -> Vec<(Finding, usize)> {
    let each = |finding: Finding| (0..layers.len()).map(move |l| (finding, l));
    let found = Finding::ALL.into_iter().flat_map(each);
    found
        .filter(|&(finding, l)| finding.is_in(layers, l, loss))
        .map(|(finding, l)| (finding, l + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: LayerHealth =
        LayerHealth { delta: 0.1, gradient: 0.05, saturated: 0.2, dead: 0.0, update_ratio: 1e-3 };

    #[test]
    fn layers_that_learn_show_nothing() {
        assert_eq!(findings(&[WELL; 3], 0.2), []);
    }

    #[test]
    fn every_limit_is_a_finding_of_its_layer_beyond_it() {
        let with = |change: fn(&mut LayerHealth)| {
            let mut layers = [WELL; 3];
            change(&mut layers[1]);
            findings(&layers, 0.2)
        };
        assert_eq!(with(|layer| layer.dead = 0.5), []);
        assert_eq!(with(|layer| layer.dead = 0.6), [(Finding::Dead, 2)]);
        assert_eq!(with(|layer| layer.saturated = 0.9), []);
        assert_eq!(with(|layer| layer.saturated = 0.91), [(Finding::Saturated, 2)]);
        assert_eq!(with(|layer| layer.update_ratio = 0.2), [(Finding::LargeUpdate, 2)]);
        assert_eq!(with(|layer| layer.update_ratio = 9e-7), [(Finding::SmallUpdate, 2)]);
        let faint = LayerHealth { gradient: 4.9e-4, ..WELL };
        assert_eq!(findings(&[faint, WELL, WELL], 0.2), [(Finding::Vanishing, 1)]);
    }

    #[test]
    fn outputs_that_are_right_may_be_flat_and_still() {
        let right = LayerHealth { saturated: 0.98, update_ratio: 1e-7, ..WELL };
        assert_eq!(findings(&[WELL, right], 0.01), []);
        assert_eq!(findings(&[WELL, right], 0.3), [(Finding::Saturated, 2), (Finding::SmallUpdate, 2)]);
        assert_eq!(findings(&[right, WELL], 0.01), [(Finding::Saturated, 1)]);
    }
}
