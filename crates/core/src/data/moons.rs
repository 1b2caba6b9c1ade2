//! Two interleaving half circles of radius 1, class 0 the upper one: scikit-learn's, point for point.
//!
//! Source: `sklearn.datasets.make_moons(samples, noise=noise, random_state=seed)`, driven by
//! [`RandomState`]. The order is equal; coordinates agree to the last digits of sin, cos and log.

use super::{Dataset, Recipe};
use crate::numeric::numpy_random::RandomState;

pub(super) fn make(Recipe { samples, noise, seed }: Recipe) -> Dataset {
    let upper = samples / 2;
    let lower = samples - upper;
    let moons: Vec<([f64; 2], u8)> = angles(upper)
        .map(|t| ([libm::cos(t), libm::sin(t)], 0))
        .chain(angles(lower).map(|t| ([1.0 - libm::cos(t), 1.0 - libm::sin(t) - 0.5], 1)))
        .collect();
    let mut random = RandomState::new(seed);
    let order = random.permutation(samples);
    let mut points: Vec<[f64; 2]> = order.iter().map(|&i| moons[i].0).collect();
    for coordinate in points.as_flattened_mut() {
        *coordinate += noise * random.standard_normal();
    }
    Dataset { points, labels: order.iter().map(|&i| moons[i].1).collect() }
}

/// `np.linspace(0, np.pi, count)`.
fn angles(count: usize) -> impl Iterator<Item = f64> {
    use std::f64::consts::PI;
    let step = PI / (count.max(2) - 1) as f64;
    (0..count).map(move |i| if i > 0 && i + 1 == count { PI } else { i as f64 * step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Split;
    use crate::reference::{close, floats, integers, load};

    fn matches_scikit_learn(file: &str) {
        let expected = load(file);
        let count = |key: &str| expected[key].as_u64().expect("a count") as usize;
        let noise = expected["noise"].as_f64().expect("a number");
        let recipe = Recipe { samples: count("samples"), noise, seed: count("data_seed") as u32 };
        let data = make(recipe);
        let points = expected["x"].as_array().expect("points");
        assert_eq!(data.points.len(), points.len());
        for (got, expected) in data.points.iter().zip(points) {
            for (&got, expected) in got.iter().zip(floats(expected)) {
                close(got, expected, 1e-12);
            }
        }
        let labels: Vec<usize> = data.labels.iter().map(|&label| label.into()).collect();
        assert_eq!(labels, integers(&expected["label"]));
        let test = integers(&expected["test_index"]);
        let split = Split::new(count("samples"), test.len(), count("split_seed") as u32);
        assert_eq!(split.train, integers(&expected["train_index"]));
        assert_eq!(split.test, test);
    }

    #[test]
    fn moons_and_split_match_scikit_learn() {
        matches_scikit_learn("moons_100.json");
    }

    #[test]
    fn an_odd_number_of_samples_matches_too() {
        matches_scikit_learn("moons_small.json");
    }

    #[test]
    fn without_noise_every_point_lies_on_its_arc() {
        let data = make(Recipe { samples: 50, noise: 0.0, seed: 3 });
        for (&[x, y], label) in data.points.iter().zip(data.labels) {
            let (x, y) = if label == 0 { (x, y) } else { (1.0 - x, 0.5 - y) };
            close(x * x + y * y, 1.0, 1e-15);
        }
    }
}
