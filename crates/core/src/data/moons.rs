//! Two interleaving half circles of radius 1, class 0 the upper one: scikit-learn's, point for point.
//!
//! Source: `sklearn.datasets.make_moons(samples, noise=noise, random_state=seed)`.

use super::{Dataset, Recipe};
use std::f64::consts::PI;

/// The title of a plot, in English.
pub(super) const TITLE: &str = "Two moons";

/// The import and the call in Python; settings are in braces.
pub(super) const PYTHON: [&str; 2] = [
    "from sklearn.datasets import make_moons",
    "make_moons(n_samples=${samples}, noise=${noise}, random_state=${dataSeed})",
];

pub(super) fn make(recipe: Recipe) -> Dataset {
    let upper = recipe.samples / 2;
    let lower = recipe.samples - upper;
    let moons: Vec<([f64; 2], u8)> = angles(upper)
        .map(|t| ([libm::cos(t), libm::sin(t)], 0))
        .chain(angles(lower).map(|t| ([1.0 - libm::cos(t), 1.0 - libm::sin(t) - 0.5], 1)))
        .collect();
    Dataset::scattered(&moons, recipe)
}

/// `np.linspace(0, np.pi, count)`.
fn angles(count: usize) -> impl Iterator<Item = f64> {
    let step = PI / (count.max(2) - 1) as f64;
    (0..count).map(move |i| if i > 0 && i + 1 == count { PI } else { i as f64 * step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::dataset::tests::is_scikit_learns;
    use crate::reference::close;

    #[test]
    fn moons_and_split_match_scikit_learn() {
        is_scikit_learns("moons_100.json", make);
    }

    #[test]
    fn an_odd_number_of_samples_matches_too() {
        is_scikit_learns("moons_small.json", make);
    }

    #[test]
    fn without_noise_every_point_lies_on_its_arc() {
        let data = make(Recipe { samples: 50, noise: 0.0, factor: 0.0, seed: 3 });
        for (&[x, y], label) in data.points.iter().zip(data.labels) {
            let (x, y) = if label == 0 { (x, y) } else { (1.0 - x, 0.5 - y) };
            close(x * x + y * y, 1.0, 1e-15);
        }
    }
}
