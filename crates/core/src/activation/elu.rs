//! z for z > 0, eᶻ − 1 otherwise (the exponential linear unit with α = 1), ℝ → (−1, ∞).

use super::Function;
use super::exponential::{Exponential, clamp};
use crate::numeric::lanes::Lanes;

pub struct Elu;

impl Function for Elu {
    const FORMULA: Option<&str> = Some("relu({z}) + exp(-relu(-{z})) - 1");
    const PYTHON: [&str; 2] = [
        "lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
        "lambda z, y: np.where(z > 0, 1.0, y + 1)",
    ];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        // eᶻ − 1, multiplied out as for tanh. From z = −40 on it rounds to −1.
        let Exponential { scale, p, q } = Exponential::of(clamp(z, -40.0, 0.0));
        let below = ((scale - V::splat(1.0)) * q + (scale + V::splat(1.0)) * p) / (q - p);
        z.if_positive(z, below)
    }

    #[inline]
    fn slope<V: Lanes>(z: V, y: V, _: V) -> V {
        z.if_positive(V::splat(1.0), y + V::splat(1.0))
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{Activation, ULPS};
    use crate::reference::ulps;
    use proptest::prelude::*;

    fn f(z: f64) -> f64 {
        Activation::Elu.value(z, 0.0)
    }

    proptest! {
        #[test]
        fn elu_is_within_a_few_ulp(z in -45.0..0.0_f64, tiny in -300..0_i32) {
            for z in [z, libm::ldexp(z, tiny)] {
                prop_assert!(ulps(f(z), libm::expm1(z)) <= ULPS, "{z}: {}", f(z));
            }
        }
    }
}
