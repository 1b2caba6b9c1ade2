//! Numbers with the same bits everywhere: NumPy's random streams, pairs of doubles, sampled fields.

pub mod difference;
pub mod field;
pub(crate) mod lanes;
pub mod numpy_random;
pub mod typed;
