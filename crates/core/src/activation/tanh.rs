//! tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), ℝ → (−1, 1).

use super::Function;
use super::exponential::{Exponential, clamp};
use crate::numeric::lanes::Lanes;

pub struct Tanh;

impl Function for Tanh {
    const FORMULA: Option<&str> = Some("tanh({z})");
    const PYTHON: [&str; 2] = ["np.tanh", "lambda z, y: 1 - y * y"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        // (e²ᶻ − 1) / (e²ᶻ + 1), multiplied out so that nothing cancels near 0 (there 2ᵏ − 1 = 0 and
        // p carries all the digits). From |z| = 20 on tanh rounds to ±1.
        let z = clamp(z, -20.0, 20.0);
        let Exponential { scale, p, q } = Exponential::of(z + z);
        let (less, more) = (scale - V::splat(1.0), scale + V::splat(1.0));
        (less * q + more * p) / (more * q + less * p)
    }

    #[inline]
    fn slope<V: Lanes>(_: V, y: V, _: V) -> V {
        V::splat(1.0) - y * y
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{Activation, ULPS};
    use crate::reference::ulps;
    use proptest::prelude::*;

    fn f(z: f64) -> f64 {
        Activation::Tanh.value(z, 0.0)
    }

    proptest! {
        #[test]
        fn tanh_is_within_a_few_ulp(z in -22.0..22.0_f64, tiny in -300..0_i32) {
            for z in [z, libm::ldexp(z, tiny)] {
                prop_assert!(ulps(f(z), libm::tanh(z)) <= ULPS, "{z}: {}", f(z));
            }
        }
    }
}
