//! What the lessons before the network ask for: cheap enough to live in the page.

mod activation;
mod tape;
mod tape_objects;

pub use activation::ActivationView;
pub use tape::{Tape, relative_difference};
