//! The mathematics of Backprop Playground. No JavaScript, clock, entropy or I/O in here.
//!
//! Everything is deterministic: same settings, same number of samples, same bits, on every target.
//!
//! # A tour
//! In this order each folder needs only those before it.
//!
//! 1. [`tape`]: what is backpropagation? A list of operations, read in reverse; one screen.
//!    [`activation`], the functions of neurons and their derivatives, is what it borrows.
//! 2. [`expression`]: how does `a = tanh(w*x + b)`, typed by a student, get onto a tape?
//! 3. [`descent`]: what does a gradient lead to? Surfaces, walks, basins; [`optimizer`]: by which rules?
//! 4. [`config`]: what can be chosen, within which ranges? One table.
//! 5. [`data`]: which points, which of them are trained on, in which order?
//! 6. [`loss`]: what is made small, and what δ does it begin with?
//! 7. [`network`]: how do a forward pass, a backward pass and an update go, fast and in every number?
//! 8. [`run`]: what happens over time? Training, going back, changes on the way, the log, and the same
//!    run as a Python program.
//!
//! [`numeric`] lies below all of them: NumPy's random streams, pairs of doubles, sampled fields.

pub mod activation;
pub mod choice;
pub mod config;
pub mod data;
pub mod descent;
pub mod expression;
pub mod loss;
pub mod network;
pub mod numeric;
pub mod optimizer;
#[cfg(test)]
mod reference;
pub mod run;
pub mod tape;
