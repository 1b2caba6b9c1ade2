//! The mathematics of Backprop Playground. No JavaScript, clock, entropy or I/O in here.
//!
//! Everything is deterministic: same settings, same number of samples, same bits, on every target.

pub mod activation;
pub mod backprop;
pub mod config;
pub mod dataset;
pub mod field;
mod kernel;
mod lanes;
pub mod network;
pub mod numpy_random;
#[cfg(test)]
mod reference;
pub mod trainer;
