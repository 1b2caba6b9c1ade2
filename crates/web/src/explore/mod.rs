//! What the lessons before the network ask for: cheap enough to live in the page.

mod activation;

pub use activation::ActivationView;
