//! What the lessons explore: cheap enough to be computed in the page, or in a worker of its own.

mod basins;
mod tape;
mod tape_objects;
mod terrain;
mod terrain_picture;
mod walks;

pub use basins::Basins;
pub use tape::{Tape, relative_difference};
pub use terrain::Terrain;
