//! z · Φ(z), Φ being the normal distribution, computed exactly by erf. It falls, then rises.

use super::Function;
use super::exponential::clamp;
use super::normal::{ENDS as NORMAL_ENDS, density, normal};
use crate::numeric::lanes::Lanes;

pub struct Gelu;

impl Function for Gelu {
    const FORMULA: Option<&str> = None;
    const PYTHON: [&str; 2] =
        ["lambda z: z * ndtr(z)", "lambda z, y: ndtr(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        clamp(z, NORMAL_ENDS, f64::INFINITY) * normal(z)
    }

    /// Φ(z) + z · φ(z), φ being the density of Φ.
    #[inline]
    fn slope<V: Lanes>(z: V, _: V, _: V) -> V {
        let z = clamp(z, NORMAL_ENDS, -NORMAL_ENDS);
        normal(z) + z * density(z)
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::Activation;
    use proptest::prelude::*;

    fn f(z: f64) -> f64 {
        Activation::Gelu.value(z, 0.0)
    }

    proptest! {
        #[test]
        fn gelu_is_zs_share_of_the_normal_distribution(z in -6.0..6.0_f64) {
            let erf = z * 0.5 * (1.0 + libm::erf(z / std::f64::consts::SQRT_2));
            prop_assert!((f(z) - erf).abs() <= 4.0 * f64::EPSILON * z.abs(), "{z}: {} {erf}", f(z));
        }
    }
}
