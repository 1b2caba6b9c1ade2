//! Two doubles side by side: the one vector type of the kernel.
//!
//! On wasm32 with simd128 it is a `v128`; everywhere else it is a portable pair. Both do the same
//! IEEE operations in the same order (no fused multiply-add, no relaxed SIMD), so a run has the
//! same bits natively and in every browser. [`Lanes`] is also implemented for a lone `f64`: a
//! formula written once over `Lanes` serves the kernel and whoever asks for a single value.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Arithmetic that works lane by lane.
pub trait Lanes:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// The same number in every lane.
    fn splat(value: f64) -> Self;
    /// `yes` where the lane is > 0, otherwise (also for NaN) `no`.
    fn if_positive(self, yes: Self, no: Self) -> Self;
    /// `yes` where the lane is < 0, otherwise (also for NaN) `no`.
    fn if_negative(self, yes: Self, no: Self) -> Self;
    /// 2ᵏ for lanes that hold 1.5 · 2⁵² + k, with integer −1023 < k ≤ 1024 (2¹⁰²⁴ is ∞).
    ///
    /// A double of that size keeps k in the lowest bits of its mantissa, from where a shift and an
    /// integer addition make it an exponent.
    fn exp2_of_biased(self) -> Self;
}

const ONE_BITS: u64 = 1.0_f64.to_bits();

impl Lanes for f64 {
    #[inline]
    fn splat(value: f64) -> Self {
        value
    }
    #[inline]
    fn if_positive(self, yes: Self, no: Self) -> Self {
        if self > 0.0 { yes } else { no }
    }
    #[inline]
    fn if_negative(self, yes: Self, no: Self) -> Self {
        if self < 0.0 { yes } else { no }
    }
    #[inline]
    fn exp2_of_biased(self) -> Self {
        f64::from_bits((self.to_bits() << 52).wrapping_add(ONE_BITS))
    }
}

pub use imp::F64x2;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod imp {
    use super::{Add, Div, Lanes, Mul, Neg, ONE_BITS, Sub};
    use core::arch::wasm32::{
        f64x2, f64x2_add, f64x2_div, f64x2_extract_lane, f64x2_gt, f64x2_lt, f64x2_mul, f64x2_neg,
        f64x2_splat, f64x2_sub, i64x2_add, i64x2_shl, i64x2_shuffle, u64x2_splat, v128, v128_bitselect,
    };

    /// Two doubles in one `v128`.
    #[derive(Clone, Copy, Debug)]
    #[repr(transparent)]
    pub struct F64x2(v128);

    impl F64x2 {
        /// `[low, high]`.
        #[inline]
        #[must_use]
        pub fn new(low: f64, high: f64) -> Self {
            Self(f64x2(low, high))
        }
        /// The lane of lower address.
        #[inline]
        #[must_use]
        pub fn low(self) -> f64 {
            f64x2_extract_lane::<0>(self.0)
        }
        /// The lane of higher address.
        #[inline]
        #[must_use]
        pub fn high(self) -> f64 {
            f64x2_extract_lane::<1>(self.0)
        }
        /// `[low, low]`.
        #[inline]
        #[must_use]
        pub fn splat_low(self) -> Self {
            Self(i64x2_shuffle::<0, 0>(self.0, self.0))
        }
        /// `[high, high]`.
        #[inline]
        #[must_use]
        pub fn splat_high(self) -> Self {
            Self(i64x2_shuffle::<1, 1>(self.0, self.0))
        }
        /// `[self.low + self.high, other.low + other.high]`.
        #[inline]
        #[must_use]
        pub fn pairwise_sum(self, other: Self) -> Self {
            Self(f64x2_add(i64x2_shuffle::<0, 2>(self.0, other.0), i64x2_shuffle::<1, 3>(self.0, other.0)))
        }
    }

    macro_rules! operator {
        ($trait:ident, $method:ident, $intrinsic:ident) => {
            impl $trait for F64x2 {
                type Output = Self;
                #[inline]
                fn $method(self, other: Self) -> Self {
                    Self($intrinsic(self.0, other.0))
                }
            }
        };
    }
    operator!(Add, add, f64x2_add);
    operator!(Sub, sub, f64x2_sub);
    operator!(Mul, mul, f64x2_mul);
    operator!(Div, div, f64x2_div);

    impl Neg for F64x2 {
        type Output = Self;
        #[inline]
        fn neg(self) -> Self {
            Self(f64x2_neg(self.0))
        }
    }

    impl Lanes for F64x2 {
        #[inline]
        fn splat(value: f64) -> Self {
            Self(f64x2_splat(value))
        }
        #[inline]
        fn if_positive(self, yes: Self, no: Self) -> Self {
            Self(v128_bitselect(yes.0, no.0, f64x2_gt(self.0, f64x2_splat(0.0))))
        }
        #[inline]
        fn if_negative(self, yes: Self, no: Self) -> Self {
            Self(v128_bitselect(yes.0, no.0, f64x2_lt(self.0, f64x2_splat(0.0))))
        }
        #[inline]
        fn exp2_of_biased(self) -> Self {
            Self(i64x2_add(i64x2_shl(self.0, 52), u64x2_splat(ONE_BITS)))
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod imp {
    use super::{Add, Div, Lanes, Mul, Neg, Sub};

    /// Two doubles; compilers turn the lane-wise pairs into the machine's own vectors.
    #[derive(Clone, Copy, Debug)]
    #[repr(align(16))]
    pub struct F64x2([f64; 2]);

    impl F64x2 {
        /// `[low, high]`.
        #[inline]
        #[must_use]
        pub fn new(low: f64, high: f64) -> Self {
            Self([low, high])
        }
        /// The lane of lower address.
        #[inline]
        #[must_use]
        pub fn low(self) -> f64 {
            self.0[0]
        }
        /// The lane of higher address.
        #[inline]
        #[must_use]
        pub fn high(self) -> f64 {
            self.0[1]
        }
        /// `[low, low]`.
        #[inline]
        #[must_use]
        pub fn splat_low(self) -> Self {
            Self([self.0[0]; 2])
        }
        /// `[high, high]`.
        #[inline]
        #[must_use]
        pub fn splat_high(self) -> Self {
            Self([self.0[1]; 2])
        }
        /// `[self.low + self.high, other.low + other.high]`.
        #[inline]
        #[must_use]
        pub fn pairwise_sum(self, other: Self) -> Self {
            Self([self.0[0] + self.0[1], other.0[0] + other.0[1]])
        }
        #[inline]
        fn map2(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
            Self([f(self.0[0], other.0[0]), f(self.0[1], other.0[1])])
        }
    }

    impl Add for F64x2 {
        type Output = Self;
        #[inline]
        fn add(self, other: Self) -> Self {
            self.map2(other, |a, b| a + b)
        }
    }
    impl Sub for F64x2 {
        type Output = Self;
        #[inline]
        fn sub(self, other: Self) -> Self {
            self.map2(other, |a, b| a - b)
        }
    }
    impl Mul for F64x2 {
        type Output = Self;
        #[inline]
        fn mul(self, other: Self) -> Self {
            self.map2(other, |a, b| a * b)
        }
    }
    impl Div for F64x2 {
        type Output = Self;
        #[inline]
        fn div(self, other: Self) -> Self {
            self.map2(other, |a, b| a / b)
        }
    }
    impl Neg for F64x2 {
        type Output = Self;
        #[inline]
        fn neg(self) -> Self {
            Self([-self.0[0], -self.0[1]])
        }
    }

    impl Lanes for F64x2 {
        #[inline]
        fn splat(value: f64) -> Self {
            Self([value; 2])
        }
        #[inline]
        fn if_positive(self, yes: Self, no: Self) -> Self {
            Self([0, 1].map(|i| self.0[i].if_positive(yes.0[i], no.0[i])))
        }
        #[inline]
        fn if_negative(self, yes: Self, no: Self) -> Self {
            Self([0, 1].map(|i| self.0[i].if_negative(yes.0[i], no.0[i])))
        }
        #[inline]
        fn exp2_of_biased(self) -> Self {
            Self(self.0.map(Lanes::exp2_of_biased))
        }
    }
}

impl F64x2 {
    /// Zero in both lanes.
    #[must_use]
    pub fn zero() -> Self {
        Self::splat(0.0)
    }
}

/// How many vectors hold `len` doubles.
#[must_use]
pub fn vectors(len: usize) -> usize {
    len.div_ceil(2)
}

/// Lays doubles into vectors; an odd last one is followed by 0.
#[must_use]
pub fn pack(values: &[f64]) -> Vec<F64x2> {
    values.chunks(2).map(|pair| F64x2::new(pair[0], pair.get(1).copied().unwrap_or(0.0))).collect()
}

/// The first `len` doubles in `vectors`.
pub fn unpack(vectors: &[F64x2], len: usize) -> impl Iterator<Item = f64> + '_ {
    vectors.iter().flat_map(|v| [v.low(), v.high()]).take(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_an_odd_length_pads_with_zero_and_unpacking_drops_it() {
        let packed = pack(&[1.0, 2.0, 3.0]);
        assert_eq!(packed.len(), vectors(3));
        assert_eq!(packed[1].high(), 0.0);
        assert_eq!(unpack(&packed, 3).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
    }

    #[test]
    fn powers_of_two_come_out_of_the_mantissa() {
        const MAGIC: f64 = 6_755_399_441_055_744.0;
        for k in -1022..=1023 {
            let expected = libm::ldexp(1.0, k);
            assert_eq!((MAGIC + f64::from(k)).exp2_of_biased(), expected);
            let pair = F64x2::splat(MAGIC + f64::from(k)).exp2_of_biased();
            assert_eq!((pair.low(), pair.high()), (expected, expected));
        }
        assert_eq!((MAGIC + 1024.0).exp2_of_biased(), f64::INFINITY);
    }

    #[test]
    fn choices_take_the_no_branch_for_nan() {
        let z = F64x2::new(f64::NAN, -2.0);
        let (yes, no) = (F64x2::splat(1.0), F64x2::splat(0.0));
        assert_eq!(z.if_positive(yes, no).low(), 0.0);
        assert_eq!(z.if_negative(yes, no).low(), 0.0);
        assert_eq!(z.if_negative(yes, no).high(), 1.0);
    }
}
