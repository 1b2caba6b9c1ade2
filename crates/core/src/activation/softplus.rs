//! ln(1 + eᶻ), ℝ → (0, ∞): a ReLU without its corner.

use super::Function;
use super::exponential::falling;
use super::relu::Relu;
use super::sigmoid::Sigmoid;
use crate::numeric::lanes::Lanes;

pub struct Softplus;

impl Function for Softplus {
    const FORMULA: Option<&str> = Some("ln(1 + exp({z}))");
    const PYTHON: [&str; 2] = ["lambda z: np.logaddexp(0, z)", "lambda z, y: expit(z)"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        let size = z.if_negative(-z, z);
        Relu::value(z, z) + falling(size).each(libm::log1p)
    }

    #[inline]
    fn slope<V: Lanes>(z: V, _: V, _: V) -> V {
        Sigmoid::value(z, z)
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{Activation, ULPS};
    use crate::reference::ulps;
    use proptest::prelude::*;

    fn f(z: f64) -> f64 {
        Activation::Softplus.value(z, 0.0)
    }

    proptest! {
        #[test]
        fn softplus_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let small = libm::log1p(libm::exp(-z.abs()));
            let expected = if z > 0.0 { z + small } else { small };
            prop_assert!(ulps(f(z), expected) <= ULPS + 1.0, "{z}: {}", f(z));
        }
    }
}
