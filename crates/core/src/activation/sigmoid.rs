//! σ(z) = 1 / (1 + e⁻ᶻ), ℝ → (0, 1).

use super::Function;
use super::exponential::{Exponential, clamp};
use crate::numeric::lanes::Lanes;

pub struct Sigmoid;

impl Function for Sigmoid {
    const FORMULA: Option<&str> = Some("sigmoid({z})");
    const PYTHON: [&str; 2] = ["lambda z: 1 / (1 + np.exp(-z))", "lambda z, y: y * (1 - y)"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        // With e⁻ᶻ = 2ᵏ · (q + p) / (q − p), the exponential's fraction merges into σ's own: one
        // division. Beyond 709.08 it overflows and σ is 0; the true value there is below 1.2e-308.
        let Exponential { scale, p, q } = Exponential::of(clamp(-z, -708.0, 709.5));
        let denominator = q - p;
        denominator / (denominator + scale * (q + p))
    }

    #[inline]
    fn slope<V: Lanes>(_: V, y: V, _: V) -> V {
        y * (V::splat(1.0) - y)
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{Activation, ULPS};
    use crate::reference::ulps;
    use proptest::prelude::*;

    fn f(z: f64) -> f64 {
        Activation::Sigmoid.value(z, 0.0)
    }

    proptest! {
        #[test]
        fn sigmoid_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let expected = 1.0 / (1.0 + libm::exp(-z));
            prop_assert!(ulps(f(z), expected) <= ULPS, "{z}: {} {expected}", f(z));
        }
    }
}
