//! Gradient descent on a surface that can be drawn: the functions, the optimizers, and walks.

pub mod basins;
pub mod hidden;
pub mod orbit;
pub mod surface;
mod walk;

pub use walk::{Arrival, CONSTANTS, Descent, LARGEST_RATE, Move, NEAR, Overflow, Quantity, STEPS, Walker};
