//! z · σ(z), also called swish. It falls, then rises.

use super::Function;
use super::exponential::clamp;
use super::sigmoid::Sigmoid;
use crate::numeric::lanes::Lanes;

/// σ is 0 below this z. Clamping z to it avoids −∞ · 0 = NaN.
const SIGMOID_ENDS: f64 = -710.0;

pub struct Silu;

impl Function for Silu {
    const FORMULA: Option<&str> = Some("{z}*sigmoid({z})");
    const PYTHON: [&str; 2] = ["lambda z: z * expit(z)", "lambda z, y: expit(z) * (1 + z * (1 - expit(z)))"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        clamp(z, SIGMOID_ENDS, f64::INFINITY) * Sigmoid::value(z, z)
    }

    #[inline]
    fn slope<V: Lanes>(z: V, _: V, _: V) -> V {
        let z = clamp(z, SIGMOID_ENDS, -SIGMOID_ENDS);
        let share = Sigmoid::value(z, z);
        share * (V::splat(1.0) + z * (V::splat(1.0) - share))
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{Activation, ULPS};
    use crate::reference::ulps;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn silu_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let expected = z * (1.0 / (1.0 + libm::exp(-z)));
            let value = Activation::Silu.value(z, 0.0);
            prop_assert!(ulps(value, expected) <= ULPS + 1.0, "{z}: {value} {expected}");
        }
    }
}
