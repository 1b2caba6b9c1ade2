//! The exponential shared by all activations, and the clamp that keeps its argument in range.
//!
//! The platform's exp differs between targets; this one runs the same operations everywhere, and
//! costs no more for a vector than for a scalar.

use crate::numeric::lanes::Lanes;

/// eˣ = scale · (q + p) / (q − p), before the division.
///
/// Source: the Padé form of S. L. Moshier's Cephes library, `exp.c`: x = k·ln 2 + r with
/// |r| ≤ ln 2 / 2, p = r·P(r²), q = Q(r²), scale = 2ᵏ; ln 2 is split in two so that r is exact.
pub struct Exponential<V> {
    pub scale: V,
    pub p: V,
    pub q: V,
}

impl<V: Lanes> Exponential<V> {
    /// Valid for −708 ≤ x ≤ 709.5: only there does k fit the exponent of a double.
    #[inline]
    pub fn of(x: V) -> Self {
        const LN_2_HIGH: f64 = 6.931_457_519_531_25e-1;
        const LN_2_LOW: f64 = 1.428_606_820_309_417_2e-6;
        // Adding 1.5 · 2⁵² rounds to an integer, held in the lowest bits of the mantissa.
        const TO_INTEGER: f64 = 6_755_399_441_055_744.0;
        let c = V::splat;
        let biased = x * c(std::f64::consts::LOG2_E) + c(TO_INTEGER);
        let k = biased - c(TO_INTEGER);
        let r = (x - k * c(LN_2_HIGH)) - k * c(LN_2_LOW);
        let s = r * r;
        let p = (c(1.261_771_930_748_105_9e-4) * s + c(3.029_944_077_074_419_6e-2)) * s + c(1.0);
        let q = ((c(3.001_985_051_386_644_6e-6) * s + c(2.524_483_403_496_841e-3)) * s
            + c(2.272_655_482_081_550_3e-1))
            * s
            + c(2.0);
        Self { scale: biased.exp2_of_biased(), p: r * p, q }
    }
}

/// e⁻ˣ for x ≥ 0; 0 where eˣ overflows, and the true value there is below 1.2e-308.
#[inline]
pub fn falling<V: Lanes>(x: V) -> V {
    let Exponential { scale, p, q } = Exponential::of(clamp(x, 0.0, 709.5));
    (q - p) / (scale * (q + p))
}

/// `x` between `low` and `high`, either of which may be infinite; NaN stays NaN.
#[inline]
pub fn clamp<V: Lanes>(x: V, low: f64, high: f64) -> V {
    let (low, high) = (V::splat(low), V::splat(high));
    let x = (x - low).if_negative(low, x);
    (x - high).if_positive(high, x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::ulps;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_falling_exponential_is_within_a_few_ulp(x in 0.0..708.0_f64) {
            let expected = libm::exp(-x);
            prop_assert!(ulps(falling(x), expected) <= 4.0, "{x}: {} {expected}", falling(x));
        }
    }

    #[test]
    fn it_falls_to_zero_and_keeps_nan() {
        assert_eq!((falling(0.0), falling(710.0), falling(f64::INFINITY)), (1.0, 0.0, 0.0));
        assert!(falling(f64::NAN).is_nan());
    }

    #[test]
    fn a_clamp_has_open_ends_where_they_are_infinite() {
        for x in [f64::NEG_INFINITY, -2.0, 0.5, f64::INFINITY] {
            assert_eq!(clamp(x, f64::NEG_INFINITY, f64::INFINITY), x);
        }
        assert_eq!((clamp(-2.0, -1.0, 1.0), clamp(2.0, -1.0, 1.0)), (-1.0, 1.0));
    }
}
