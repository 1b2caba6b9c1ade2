//! The mathematics of Backprop Playground. No JavaScript, clock, entropy or I/O in here.
//!
//! Everything is deterministic: same settings, same number of samples, same bits, on every target.
//!
//! # A tour
//! Each folder needs only those before it, in this order.
//!
//! 1. [`tape`]: what is backpropagation? A list of operations, read in reverse; one screen.
//!    It uses [`activation`], the functions of neurons and their derivatives.
//! 2. [`expression`]: how does `a = tanh(w*x + b)`, typed by a student, get onto a tape?
//! 3. [`descent`]: where does a gradient lead? Surfaces, descents, basins; [`optimizer`]: by which rules?
//! 4. [`config`]: what can be chosen, within which ranges? One table.
//! 5. [`data`]: which points, which of them are trained on, in which order?
//! 6. [`loss`]: what does training minimise, and which δ does it begin with?
//! 7. [`network`]: how do forward pass, backward pass and update work, fast or in every number?
//! 8. [`run`]: what happens over time? Training, rewinding, changes on the way, the log, and the same
//!    run as a Python program.
//!
//! [`knobs`] stands beside them: the network of the start page, trained in ten updates.
//!
//! [`numeric`] is below all of them: NumPy's random streams, pairs of doubles, sampled fields.

pub mod activation;
pub mod choice;
pub mod config;
pub mod data;
pub mod descent;
pub mod expression;
pub mod knobs;
pub mod loss;
pub mod network;
pub mod numeric;
pub mod optimizer;
#[cfg(test)]
mod reference;
pub mod run;
pub mod tape;
