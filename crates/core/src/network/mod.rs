//! A fully connected network and everything that can be said of it without a run: its passes, its
//! gradients, how good it is, and why it does not learn.

pub mod backprop;
pub mod check;
pub mod formula;
pub mod gradient;
pub mod health;
mod kernel;
mod layers;
pub mod metrics;
pub mod trace;
pub mod update;

pub use layers::{Activity, Network, class_of};
