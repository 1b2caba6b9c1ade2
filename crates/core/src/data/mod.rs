//! The points of a run: how they are made, how they are split, and one of them as a sample.

mod circles;
mod dataset;
mod moons;
mod sample;
mod split;

pub use dataset::{Dataset, Recipe, Shape};
pub use sample::Sample;
pub use split::Split;
