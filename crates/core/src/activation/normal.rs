//! The normal distribution Φ, exact to a few units in the last place far into its tail.
//!
//! erfc(x) falls like e^(−x²), which amplifies the rounding error of its argument 2x² times: half
//! an ulp of z / √2 is thirty ulp of Φ at z = −6. Rounding errors are therefore carried along and
//! put back to first order.

use super::exponential::{clamp, falling};
use crate::numeric::lanes::Lanes;

/// Φ(z) is 0 below this z, and 1 above its negative.
pub const ENDS: f64 = -40.0;

/// Φ(z) = (1 + erf(z / √2)) / 2, computed from erfc to avoid cancellation.
#[inline]
pub fn normal<V: Lanes>(z: V) -> V {
    const HIGH: f64 = std::f64::consts::FRAC_1_SQRT_2;
    const LOW: f64 = -4.833_646_656_726_457e-17;
    const SLOPE: f64 = std::f64::consts::FRAC_2_SQRT_PI;
    let z = clamp(z, ENDS, -ENDS);
    let (x, cut_off) = product(z, V::splat(-HIGH));
    let cut_off = cut_off - z * V::splat(LOW);
    (x.each(libm::erfc) - cut_off * (V::splat(SLOPE) * bell(z))) * V::splat(0.5)
}

/// Φ(z) and its density φ(z) = e^(−z²/2) / √(2π), from which GELU and its derivative are built.
pub fn normal_and_density(z: f64) -> [f64; 2] {
    [normal(z), density(clamp(z, ENDS, -ENDS))]
}

/// φ(z) for |z| ≤ 40.
#[inline]
pub fn density<V: Lanes>(z: V) -> V {
    const ONE_BY_SQRT_TAU: f64 = 0.398_942_280_401_432_7;
    bell(z) * V::splat(ONE_BY_SQRT_TAU)
}

/// e^(−z²/2) for |z| ≤ 40.
#[inline]
fn bell<V: Lanes>(z: V) -> V {
    let half = V::splat(0.5);
    let (square, cut_off) = product(z, z);
    falling(half * square) * (V::splat(1.0) - half * cut_off)
}

/// a · b and its rounding error, for factors far from overflow.
///
/// Source: T. J. Dekker, *Numerische Mathematik* 18 (1971), because there is no fused multiply-add.
#[inline]
fn product<V: Lanes>(a: V, b: V) -> (V, V) {
    let ([a_high, a_low], [b_high, b_low]) = (split(a), split(b));
    let rounded = a * b;
    let cut_off = a_low * b_low - (((rounded - a_high * b_high) - a_low * b_high) - a_high * b_low);
    (rounded, cut_off)
}

/// Two halves of at most 26 bits, whose products are exact.
#[inline]
fn split<V: Lanes>(x: V) -> [V; 2] {
    let shifted = x * V::splat(134_217_729.0); // 2²⁷ + 1
    let high = shifted - (shifted - x);
    [high, x - high]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::ulps;
    use proptest::prelude::*;

    #[test]
    fn the_tail_keeps_its_digits() {
        // mpmath 1.4 with 50 digits.
        for (z, expected) in [
            (-1.0, 0.158_655_253_931_457_05),
            (-2.7, 0.003_466_973_803_040_666_4),
            (-6.3, 1.488_228_221_762_312_7e-10),
            (-15.1, 8.096_669_988_015_224e-52),
            (-30.7, 2.845_830_220_873_819_3e-207),
            (0.3, 0.617_911_422_188_952_7),
        ] {
            assert!(ulps(normal(z), expected) <= 3.0, "{z}: {} {expected}", normal(z));
        }
        assert_eq!((normal(f64::NEG_INFINITY), normal(f64::INFINITY)), (0.0, 1.0));
        assert!(normal(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn both_halves_are_one(z in -6.0..6.0_f64) {
            prop_assert!((normal(z) + normal(-z) - 1.0).abs() <= 2.0 * f64::EPSILON);
        }

        #[test]
        fn it_grows_as_the_bell_says(z in -6.0..6.0_f64) {
            // The error from the curve's shape is h² φ″ / 6 < 7e-12; rounding adds 3 ulp of Φ ≤ 1
            // at either end and half an ulp of z, < 7e-11.
            let central = (normal(z + 1e-5) - normal(z - 1e-5)) / 2e-5;
            let [_, density] = normal_and_density(z);
            prop_assert!((central - density).abs() < 1e-9, "{z}: {central} {density}");
        }

        #[test]
        fn a_product_and_its_rounding_are_the_product(a in -1e6..1e6_f64, b in -1e6..1e6_f64) {
            let (rounded, cut_off) = product(a, b);
            prop_assert_eq!(rounded, a * b);
            // Exact in integers: 53 bits times 53 bits, to a common power of two.
            prop_assert_eq!(cut_off, libm::fma(a, b, -rounded));
        }
    }
}
