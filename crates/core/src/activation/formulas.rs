//! Every function beside its derivative, for a lone double or a vector of them.
//!
//! The derivative takes what it needs: y = f(z) where that is enough (the forward pass already
//! holds it), z where y alone does not say on which branch of f it lies.

use super::exponential::{Exponential, clamp, falling};
use super::normal::{ENDS as NORMAL_ENDS, density, normal};
use crate::numeric::lanes::Lanes;

/// Below it σ is 0; z may be taken as this there, or −∞ · 0 would be NaN.
const SIGMOID_ENDS: f64 = -710.0;

fn one<V: Lanes>() -> V {
    V::splat(1.0)
}

#[inline]
pub fn sigmoid<V: Lanes>(z: V) -> V {
    // With e⁻ᶻ = 2ᵏ · (q + p) / (q − p), the fraction of the exponential goes into σ's own: one
    // division. Beyond 709.08 that overflows and σ is 0, where the true value is below 1.2e-308.
    let Exponential { scale, p, q } = Exponential::of(clamp(-z, -708.0, 709.5));
    let denominator = q - p;
    denominator / (denominator + scale * (q + p))
}

#[inline]
pub fn sigmoid_slope<V: Lanes>(y: V) -> V {
    y * (one::<V>() - y)
}

#[inline]
pub fn tanh<V: Lanes>(z: V) -> V {
    // (e²ᶻ − 1) / (e²ᶻ + 1), multiplied out so that nothing cancels near 0 (there 2ᵏ − 1 = 0 and
    // p carries all the digits). From |z| = 20 on tanh rounds to ±1.
    let z = clamp(z, -20.0, 20.0);
    let Exponential { scale, p, q } = Exponential::of(z + z);
    let (less, more) = (scale - one(), scale + one());
    (less * q + more * p) / (more * q + less * p)
}

#[inline]
pub fn tanh_slope<V: Lanes>(y: V) -> V {
    one::<V>() - y * y
}

#[inline]
pub fn relu<V: Lanes>(z: V) -> V {
    // Not max(z, 0), which would turn NaN into 0 and hide a run that has diverged.
    z.if_negative(V::splat(0.0), z)
}

#[inline]
pub fn relu_slope<V: Lanes>(z: V) -> V {
    z.if_positive(one(), V::splat(0.0))
}

#[inline]
pub fn leaky_relu<V: Lanes>(z: V, leak: V) -> V {
    z.if_positive(z, leak * z)
}

#[inline]
pub fn leaky_relu_slope<V: Lanes>(z: V, leak: V) -> V {
    z.if_positive(one(), leak)
}

#[inline]
pub fn elu<V: Lanes>(z: V) -> V {
    // eᶻ − 1, multiplied out as for tanh. From z = −40 on it rounds to −1.
    let Exponential { scale, p, q } = Exponential::of(clamp(z, -40.0, 0.0));
    let below = ((scale - one()) * q + (scale + one()) * p) / (q - p);
    z.if_positive(z, below)
}

#[inline]
pub fn elu_slope<V: Lanes>(z: V, y: V) -> V {
    z.if_positive(one(), y + one())
}

#[inline]
pub fn gelu<V: Lanes>(z: V) -> V {
    clamp(z, NORMAL_ENDS, f64::INFINITY) * normal(z)
}

/// Φ(z) + z · φ(z), φ being the density of Φ.
#[inline]
pub fn gelu_slope<V: Lanes>(z: V) -> V {
    let z = clamp(z, NORMAL_ENDS, -NORMAL_ENDS);
    normal(z) + z * density(z)
}

/// ln(1 + eᶻ), without ever forming eᶻ of a large z.
#[inline]
pub fn softplus<V: Lanes>(z: V) -> V {
    let size = z.if_negative(-z, z);
    relu(z) + falling(size).each(libm::log1p)
}

#[inline]
pub fn softplus_slope<V: Lanes>(z: V) -> V {
    sigmoid(z)
}

#[inline]
pub fn silu<V: Lanes>(z: V) -> V {
    clamp(z, SIGMOID_ENDS, f64::INFINITY) * sigmoid(z)
}

#[inline]
pub fn silu_slope<V: Lanes>(z: V) -> V {
    let z = clamp(z, SIGMOID_ENDS, -SIGMOID_ENDS);
    let share = sigmoid(z);
    share * (one::<V>() + z * (one::<V>() - share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::ulps;
    use proptest::prelude::*;

    /// Two roundings in p and q, two in the sums, one in the quotient.
    const ULPS: f64 = 4.0;

    proptest! {
        #[test]
        fn sigmoid_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let expected = 1.0 / (1.0 + libm::exp(-z));
            prop_assert!(ulps(sigmoid(z), expected) <= ULPS, "{z}: {} {expected}", sigmoid(z));
        }

        #[test]
        fn what_is_made_of_sigmoid_is_too(z in -700.0..700.0_f64) {
            let share = 1.0 / (1.0 + libm::exp(-z));
            prop_assert!(ulps(silu(z), z * share) <= ULPS + 1.0, "{z}: {}", silu(z));
            prop_assert!(ulps(softplus_slope(z), share) <= ULPS, "{z}: {}", softplus_slope(z));
        }

        #[test]
        fn tanh_is_within_a_few_ulp(z in -22.0..22.0_f64, tiny in -300..0_i32) {
            for z in [z, libm::ldexp(z, tiny)] {
                prop_assert!(ulps(tanh(z), libm::tanh(z)) <= ULPS, "{z}: {}", tanh(z));
            }
        }

        #[test]
        fn elu_is_within_a_few_ulp(z in -45.0..0.0_f64, tiny in -300..0_i32) {
            for z in [z, libm::ldexp(z, tiny)] {
                prop_assert!(ulps(elu(z), libm::expm1(z)) <= ULPS, "{z}: {}", elu(z));
            }
        }

        #[test]
        fn softplus_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let small = libm::log1p(libm::exp(-z.abs()));
            let expected = if z > 0.0 { z + small } else { small };
            prop_assert!(ulps(softplus(z), expected) <= ULPS + 1.0, "{z}: {}", softplus(z));
        }

        #[test]
        fn gelu_is_zs_share_of_the_normal_distribution(z in -6.0..6.0_f64) {
            let erf = z * 0.5 * (1.0 + libm::erf(z / std::f64::consts::SQRT_2));
            prop_assert!((gelu(z) - erf).abs() <= 4.0 * f64::EPSILON * z.abs(), "{z}: {} {erf}", gelu(z));
        }
    }

    /// Far out only the relative error shows whether a tail is right. mpmath 1.4 with 50 digits.
    #[test]
    fn tails_keep_their_digits() {
        for (got, expected, within) in [
            (elu(-20.0), -0.999_999_997_938_846_4, ULPS),
            (gelu(-6.0), -5.919_525_870_226_188_5e-9, ULPS),
            (gelu_slope(-6.0), -3.546_870_945_390_201_5e-8, ULPS),
            (gelu(-20.0), -5.507_248_237_212_468e-88, ULPS),
            (gelu_slope(-20.0), -1.101_436_048_313_344_6e-86, 3.0 * ULPS),
            (softplus(-20.0), 2.061_153_620_314_381e-9, ULPS),
            (softplus_slope(-20.0), 2.061_153_618_190_203_7e-9, ULPS),
            (silu(-20.0), -4.122_307_236_380_407e-8, ULPS),
            (silu_slope(-20.0), -3.916_191_866_064_678_6e-8, ULPS),
        ] {
            let far = ulps(got, expected);
            assert!(far <= within, "{got} is {far} ulp from {expected}");
        }
    }
}
