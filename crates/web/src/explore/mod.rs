//! The lessons before the network: cheap enough to be computed in the page, or in a worker of its own.

#[cfg(feature = "activations")]
mod activation;
#[cfg(feature = "himmelblau")]
mod basins;
#[cfg(feature = "himmelblau")]
mod heights;
#[cfg(feature = "start")]
mod knobs;
#[cfg(feature = "chain-rule")]
mod tape;
#[cfg(feature = "chain-rule")]
mod tape_objects;
#[cfg(feature = "himmelblau")]
mod terrain;
#[cfg(feature = "himmelblau")]
mod terrain_picture;
#[cfg(feature = "himmelblau")]
mod terrain_strip;

#[cfg(feature = "activations")]
pub use activation::ActivationView;
#[cfg(feature = "himmelblau")]
pub use basins::Basins;
#[cfg(feature = "start")]
pub use knobs::Knobs;
#[cfg(feature = "chain-rule")]
pub use tape::Tape;
#[cfg(feature = "himmelblau")]
pub use terrain::Terrain;
