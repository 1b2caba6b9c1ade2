//! What the lessons before the network ask for: cheap enough to be computed in the page, or in a worker
//! of its own.

#[cfg(feature = "activations")]
mod activation;
#[cfg(feature = "terrain")]
mod basins;
#[cfg(feature = "tape")]
mod tape;
#[cfg(feature = "tape")]
mod tape_objects;
#[cfg(feature = "terrain")]
mod terrain;
#[cfg(feature = "terrain")]
mod terrain_picture;
#[cfg(feature = "terrain")]
mod walks;

#[cfg(feature = "activations")]
pub use activation::ActivationView;
#[cfg(feature = "terrain")]
pub use basins::Basins;
#[cfg(feature = "tape")]
pub use tape::{Tape, relative_difference};
#[cfg(feature = "terrain")]
pub use terrain::Terrain;
