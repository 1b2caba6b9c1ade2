//! The points of a run: how they are made, how they are split, and one of them as a sample.

mod dataset;
mod sample;
mod split;

pub use dataset::{Dataset, make_moons};
pub use sample::{Sample, one_hot};
pub use split::{Split, train_test_split};
