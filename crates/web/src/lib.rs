//! Backprop Playground for JavaScript: the only crate that depends on it.
//!
//! Conversion and forwarding; the mathematics is in `backprop-core`, the pictures' geometry in
//! `backprop-charts`. Arguments arrive as `JsValue` and are checked here, since the generated glue
//! would coerce them: nothing that JavaScript passes may trap.

// The shared modules contain more than any one part needs.
#![cfg_attr(not(all(feature = "activations", feature = "inspection")), allow(dead_code))]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// All exported functions fail in the one way that `error::Failure` describes, and take `JsValue`s
// as the glue hands them over.
#![allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]

mod canvas;
mod convert;
#[cfg(feature = "network")]
mod draw;
mod error;
mod explore;
#[cfg(any(feature = "network", feature = "activations"))]
mod fields;
mod guard;
#[cfg(feature = "inspection")]
mod program;
#[cfg(feature = "network")]
mod rewind;
#[cfg(feature = "network")]
mod settings;
#[cfg(feature = "inspection")]
mod trace;
#[cfg(feature = "network")]
mod trainer;
mod types;
#[cfg(feature = "network")]
mod watch;

#[cfg(feature = "network")]
pub use draw::Stage;
#[cfg(feature = "activations")]
pub use explore::ActivationView;
#[cfg(feature = "start")]
pub use explore::Knobs;
#[cfg(feature = "chain-rule")]
pub use explore::Tape;
#[cfg(feature = "himmelblau")]
pub use explore::{Basins, Terrain};
#[cfg(feature = "inspection")]
pub use program::numpy_program;
#[cfg(feature = "network")]
pub use settings::{new_seed, read_changes, read_setting, read_settings, write_settings};
#[cfg(feature = "network")]
pub use trainer::Trainer;
