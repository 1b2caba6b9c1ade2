//! Backprop Playground for JavaScript: the only crate that knows it.
//!
//! Conversion and forwarding; the mathematics is in `backprop-core`, the pictures' geometry in
//! `backprop-charts`. Arguments arrive as `JsValue` and are checked here, since the generated glue
//! would coerce them: nothing that JavaScript passes may trap.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// All exported functions fail in the one way that `error::Failure` describes, and take `JsValue`s
// as the glue hands them over.
#![allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]

mod convert;
mod draw;
mod error;
mod explore;
mod guard;
mod rewind;
mod settings;
mod trace;
mod trainer;
mod types;

pub use draw::Stage;
pub use explore::{ActivationView, Basins, Tape, Terrain, relative_difference};
pub use settings::{new_seed, numpy_program, read_settings, write_settings};
pub use trainer::Trainer;
