//! A circle of radius 1, class 0, around a smaller one, class 1: scikit-learn's, point for point.
//!
//! Source: `sklearn.datasets.make_circles(samples, noise=noise, factor=factor, random_state=seed)`.

use super::{Dataset, Recipe};
use std::f64::consts::TAU;

/// The title of a plot, in English.
pub(super) const TITLE: &str = "Two circles";

/// The import and the call in Python; settings are in braces.
pub(super) const PYTHON: [&str; 2] = [
    "from sklearn.datasets import make_circles",
    "make_circles(n_samples=${samples}, noise=${noise}, factor=${factor}, random_state=${dataSeed})",
];

pub(super) fn make(recipe: Recipe) -> Dataset {
    let outer = recipe.samples / 2;
    let circle = |count: usize, radius: f64, class| {
        // `np.linspace(0, 2 * np.pi, count, endpoint=False)`.
        let angle = move |i: usize| i as f64 * (TAU / count as f64);
        (0..count).map(angle).map(move |t| ([radius * libm::cos(t), radius * libm::sin(t)], class))
    };
    let inner = circle(recipe.samples - outer, recipe.factor, 1);
    Dataset::scattered(&circle(outer, 1.0, 0).chain(inner).collect::<Vec<_>>(), recipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::dataset::tests::is_scikit_learns;

    #[test]
    fn circles_match_scikit_learn() {
        is_scikit_learns("circles_small.json", make);
    }

    #[test]
    fn without_noise_every_point_lies_on_its_circle() {
        let data = make(Recipe { samples: 50, noise: 0.0, factor: 0.25, seed: 3 });
        for (&[x, y], label) in data.points.iter().zip(data.labels) {
            let radius = if label == 0 { 1.0 } else { 0.25 };
            assert!((libm::hypot(x, y) - radius).abs() < 1e-15);
        }
    }
}
