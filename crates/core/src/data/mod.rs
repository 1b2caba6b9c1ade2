//! The points of a run: making them, splitting them, and taking one of them as a sample.

mod circles;
mod dataset;
mod moons;
mod sample;
mod split;

pub use dataset::{Dataset, Recipe, Shape};
pub use sample::Sample;
pub use split::Split;
