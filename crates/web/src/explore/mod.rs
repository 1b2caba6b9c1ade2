//! What the lessons before the network ask for: cheap enough to be computed in the page, or in a worker
//! of its own.

mod activation;
mod basins;
mod tape;
mod tape_objects;
mod terrain;
mod terrain_picture;
mod walks;

pub use activation::ActivationView;
pub use basins::Basins;
pub use tape::{Tape, relative_difference};
pub use terrain::Terrain;
