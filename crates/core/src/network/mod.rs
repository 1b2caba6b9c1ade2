//! A fully connected network, apart from any run: its passes, its gradients, its metrics, and the
//! reasons why it does not learn.

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
