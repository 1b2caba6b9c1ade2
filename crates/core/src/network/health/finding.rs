//! Findings: what in the layers' numbers explains that a network does not learn.

use super::LayerHealth;
use crate::choice::choices;

/// A share of dead neurons above this is a finding.
pub const MOST_DEAD: f64 = 0.5;
/// A saturated share above this is a finding.
pub const MOST_SATURATED: f64 = 0.9;
/// The gradient has vanished if less than this share of the last layer's reaches the first.
pub const LEAST_FLOW: f64 = 0.01;
/// An update above this share of the weights throws away what they hold.
pub const LARGEST_UPDATE: f64 = 0.1;
/// An update below this share of the weights changes nothing in thousands of passes.
pub const SMALLEST_UPDATE: f64 = 1e-6;
/// The mean squared error below which a network has learned: its outputs are as flat as they should
/// be, and there is little left to update.
const LEARNED: f64 = 0.1;

choices! {
    /// A reason why a network may not learn, the most important first: an earlier one may cause a
    /// later one.
    Finding {
        /// Most neurons of a layer respond to no sample.
        Dead = "dead",
        /// The neurons of a layer are where their function is flat.
        Saturated = "saturated",
        /// Hardly any of the gradient reaches the first layer.
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

/// The findings in these layers, the most important first, each with its layer, 1 being the first hidden one.
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

    const HEALTHY: LayerHealth =
        LayerHealth { delta: 0.1, gradient: 0.05, saturated: 0.2, dead: 0.0, update_ratio: 1e-3 };

    #[test]
    fn layers_that_learn_show_nothing() {
        assert_eq!(findings(&[HEALTHY; 3], 0.2), []);
    }

    #[test]
    fn every_limit_is_a_finding_of_its_layer_beyond_it() {
        let with = |change: fn(&mut LayerHealth)| {
            let mut layers = [HEALTHY; 3];
            change(&mut layers[1]);
            findings(&layers, 0.2)
        };
        assert_eq!(with(|layer| layer.dead = 0.5), []);
        assert_eq!(with(|layer| layer.dead = 0.6), [(Finding::Dead, 2)]);
        assert_eq!(with(|layer| layer.saturated = 0.9), []);
        assert_eq!(with(|layer| layer.saturated = 0.91), [(Finding::Saturated, 2)]);
        assert_eq!(with(|layer| layer.update_ratio = 0.2), [(Finding::LargeUpdate, 2)]);
        assert_eq!(with(|layer| layer.update_ratio = 9e-7), [(Finding::SmallUpdate, 2)]);
        let faint = LayerHealth { gradient: 4.9e-4, ..HEALTHY };
        assert_eq!(findings(&[faint, HEALTHY, HEALTHY], 0.2), [(Finding::Vanishing, 1)]);
    }

    #[test]
    fn outputs_that_are_right_may_be_flat_and_still() {
        let right = LayerHealth { saturated: 0.98, update_ratio: 1e-7, ..HEALTHY };
        assert_eq!(findings(&[HEALTHY, right], 0.01), []);
        assert_eq!(findings(&[HEALTHY, right], 0.3), [(Finding::Saturated, 2), (Finding::SmallUpdate, 2)]);
        assert_eq!(findings(&[right, HEALTHY], 0.01), [(Finding::Saturated, 1)]);
    }
}
