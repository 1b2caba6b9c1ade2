//! What the lessons explore in the page itself: cheap enough to need no worker.

mod tape;
mod tape_objects;

pub use tape::{Tape, relative_difference};
