//! The mathematics of Backprop Playground. No JavaScript, clock, entropy or I/O in here.
//!
//! Everything is deterministic: same settings, same number of samples, same bits, on every target.

pub mod activation;
pub mod backprop;
pub mod basins;
pub mod check;
pub mod config;
pub mod dataset;
pub mod descent;
pub mod expression;
pub mod field;
pub mod health;
pub mod history;
mod kernel;
mod lanes;
pub mod log;
pub mod network;
pub mod numpy_random;
pub mod optimizer;
pub mod orbit;
pub mod program;
#[cfg(test)]
mod reference;
pub mod surface;
pub mod tape;
pub mod trace;
pub mod trainer;
