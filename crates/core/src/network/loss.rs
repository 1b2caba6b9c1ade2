//! What training makes small.

/// ½ Σ (o − t)².
#[must_use]
pub fn loss(output: [f64; 2], target: [f64; 2]) -> f64 {
    output.iter().zip(target).map(|(o, t)| (o - t) * (o - t)).sum::<f64>() / 2.0
}
