//! [`F64x2`] without intrinsics: the same operations as in `simd128.rs`.

use super::Lanes;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Two doubles; compilers turn the lane-wise pairs into the machine's own vectors.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
pub struct F64x2([f64; 2]);

impl F64x2 {
    /// `[low, high]`.
    #[inline]
    pub fn new(low: f64, high: f64) -> Self {
        Self([low, high])
    }
    /// The lane at the lower address.
    #[inline]
    pub fn low(self) -> f64 {
        self.0[0]
    }
    /// The lane at the higher address.
    #[inline]
    pub fn high(self) -> f64 {
        self.0[1]
    }
    /// `[low, low]`.
    #[inline]
    pub fn splat_low(self) -> Self {
        Self([self.0[0]; 2])
    }
    /// `[high, high]`.
    #[inline]
    pub fn splat_high(self) -> Self {
        Self([self.0[1]; 2])
    }
    /// `[self.low + self.high, other.low + other.high]`.
    #[inline]
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
    #[inline]
    fn each(self, f: fn(f64) -> f64) -> Self {
        Self(self.0.map(f))
    }
}
