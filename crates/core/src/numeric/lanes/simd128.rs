//! [`F64x2`] as a WebAssembly `v128`.

use super::{Lanes, ONE_BITS};
use core::arch::wasm32::{
    f64x2, f64x2_add, f64x2_div, f64x2_extract_lane, f64x2_gt, f64x2_lt, f64x2_mul, f64x2_neg, f64x2_splat,
    f64x2_sub, i64x2_add, i64x2_shl, i64x2_shuffle, u64x2_splat, v128, v128_bitselect,
};

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Two doubles in one `v128`.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct F64x2(v128);

impl F64x2 {
    /// `[low, high]`.
    #[inline]
    pub fn new(low: f64, high: f64) -> Self {
        Self(f64x2(low, high))
    }
    /// The lane at the lower address.
    #[inline]
    pub fn low(self) -> f64 {
        f64x2_extract_lane::<0>(self.0)
    }
    /// The lane at the higher address.
    #[inline]
    pub fn high(self) -> f64 {
        f64x2_extract_lane::<1>(self.0)
    }
    /// `[low, low]`.
    #[inline]
    pub fn splat_low(self) -> Self {
        Self(i64x2_shuffle::<0, 0>(self.0, self.0))
    }
    /// `[high, high]`.
    #[inline]
    pub fn splat_high(self) -> Self {
        Self(i64x2_shuffle::<1, 1>(self.0, self.0))
    }
    /// `[self.low + self.high, other.low + other.high]`.
    #[inline]
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
    #[inline]
    fn each(self, f: fn(f64) -> f64) -> Self {
        Self::new(f(self.low()), f(self.high()))
    }
}
