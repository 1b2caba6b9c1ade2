//! Labelled points in the plane, and how they are asked for.

use super::moons;
use crate::choice::choices;

/// Labelled points in the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// `[x₁, x₂]` of every point.
    pub points: Vec<[f64; 2]>,
    /// The class of every point, 0 or 1.
    pub labels: Vec<u8>,
}

choices! {
    /// How points lie. Each has a file of its own.
    Shape {
        /// Two interleaving half circles.
        Moons = "moons",
    }
}

/// What points are made from.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// How many.
    pub samples: usize,
    /// The standard deviation of their normal noise.
    pub noise: f64,
    /// Of NumPy's `RandomState`.
    pub seed: u32,
}

impl Shape {
    /// The points.
    #[must_use]
    pub fn points(self, recipe: Recipe) -> Dataset {
        match self {
            Self::Moons => moons::make(recipe),
        }
    }
}
