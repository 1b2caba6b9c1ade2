//! The mean squared error of one sample: L = Σ (o − t)² / k over its k outputs.
//!
//! With two outputs that is ½ Σ (o − t)², whose derivative is o − t: the factor 2 of the square and the
//! ½ of the mean cancel, and the chapter's η·(t − o)·f′·a is −η·∂L/∂w.

use super::{Output, Rule, target};
use crate::numeric::lanes::{F64x2, Lanes};

pub struct Mse;

impl Rule for Mse {
    // With two outputs, as above.
    const PYTHON: [&str; 2] =
        ["np.mean((onehot_train - forward(X_train)[1][-1]) ** 2)", "target - activities[-1]"];

    fn sum(output: &[f64], class: usize) -> f64 {
        let square = |(k, o): (usize, &f64)| (o - target(k, class)) * (o - target(k, class));
        output.iter().enumerate().map(square).sum()
    }

    fn divisor(outputs: usize) -> f64 {
        outputs as f64
    }

    fn error(output: &[f64], class: usize) -> Vec<f64> {
        let factor = 2.0 / output.len() as f64;
        output.iter().enumerate().map(|(k, o)| factor * (o - target(k, class))).collect()
    }

    #[inline]
    fn delta(layer: Output, class: usize, delta: &mut [F64x2]) {
        let factor = F64x2::splat(2.0 / layer.size as f64);
        for (pair, (delta, &a)) in delta.iter_mut().zip(layer.a).enumerate() {
            *delta = factor * (a - F64x2::new(target(2 * pair, class), target(2 * pair + 1, class)));
        }
        layer.activation.chain(layer.z, layer.a, delta, layer.leak);
    }

    fn formula(outputs: &[String]) -> String {
        let squares: Vec<String> =
            outputs.iter().enumerate().map(|(k, o)| format!("({o} - t{k})^2")).collect();
        format!("({}) / {}", squares.join(" + "), outputs.len())
    }
}
