//! Labelled points in the plane, and the recipes that make them.

use super::{circles, moons};
use crate::choice::choices;
use crate::numeric::numpy_random::RandomState;

/// Labelled points in the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// `[x₁, x₂]` of every point.
    pub points: Vec<[f64; 2]>,
    /// The class of every point, 0 or 1.
    pub labels: Vec<u8>,
}

/// The parameters of a data set; each shape reads those that it needs.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// The number of points.
    pub samples: usize,
    /// The standard deviation of their normal noise.
    pub noise: f64,
    /// The inner radius of circles, as a part of the outer one.
    pub factor: f64,
    /// The seed of NumPy's `RandomState`.
    pub seed: u32,
}

/// The list, in the order in which choices are offered.
macro_rules! shapes {
    ($($(#[$doc:meta])* $member:ident = $name:literal in $file:ident;)+) => {
        choices! {
            /// The arrangement of the points.
            Shape { $($(#[$doc])* $member = $name,)+ }
        }

        impl Shape {
            /// The points.
            pub fn points(self, recipe: Recipe) -> Dataset {
                match self {
                    $(Self::$member => $file::make(recipe),)+
                }
            }

            /// The title of a plot, in English.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$member => $file::TITLE,)+
                }
            }

            /// The import and the call in Python; settings are in braces, `${samples}`.
            pub fn python(self) -> [&'static str; 2] {
                match self {
                    $(Self::$member => $file::PYTHON,)+
                }
            }
        }
    };
}

shapes! {
    /// Two interleaving half circles.
    Moons = "moons" in moons;
    /// A circle around a smaller one.
    Circles = "circles" in circles;
}

impl Dataset {
    /// These points shuffled, with normal noise in every coordinate, as scikit-learn's generators
    /// do last. Indices are NumPy's; coordinates agree to the last digits of sin, cos and log.
    pub(super) fn scattered(points: &[([f64; 2], u8)], Recipe { noise, seed, .. }: Recipe) -> Self {
        let mut random = RandomState::new(seed);
        let order = random.permutation(points.len());
        let labels = order.iter().map(|&i| points[i].1).collect();
        let mut points: Vec<[f64; 2]> = order.iter().map(|&i| points[i].0).collect();
        for coordinate in points.as_flattened_mut() {
            *coordinate += noise * random.standard_normal();
        }
        Self { points, labels }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::data::Split;
    use crate::reference::{close, floats, integers, load};

    /// Checks that a generator makes the points of a reference file in its order, and that they are
    /// split as there.
    pub fn is_scikit_learns(file: &str, make: fn(Recipe) -> Dataset) {
        let expected = load(file);
        let count = |key: &str| expected[key].as_u64().expect("a count") as usize;
        let number = |key: &str| expected[key].as_f64();
        let noise = number("noise").expect("a number");
        let factor = number("factor").unwrap_or_default();
        let data = make(Recipe { samples: count("samples"), noise, factor, seed: count("data_seed") as u32 });
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
}
