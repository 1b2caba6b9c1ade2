//! Pairs of doubles: the one vector type of the kernel.
//!
//! On wasm32 with simd128 it is a `v128`; everywhere else it is a portable pair. Both do the same
//! IEEE operations in the same order (no fused multiply-add, no relaxed SIMD), so a run has the
//! same bits natively and in every browser. [`Lanes`] is also implemented for `f64`, so a formula
//! written once over `Lanes` serves the kernel and single values.

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
    /// `f` of each lane in turn, for rare operations that have no vector form.
    fn each(self, f: fn(f64) -> f64) -> Self;
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
    #[inline]
    fn each(self, f: fn(f64) -> f64) -> Self {
        f(self)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use portable::F64x2;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd128::F64x2;

impl F64x2 {
    /// Zero in both lanes.
    pub fn zero() -> Self {
        Self::splat(0.0)
    }
}

/// The number of vectors that hold `len` doubles.
pub fn vectors(len: usize) -> usize {
    len.div_ceil(2)
}

/// Packs doubles into vectors; an odd last one is followed by 0.
pub fn pack(values: &[f64]) -> Vec<F64x2> {
    values.chunks(2).map(|pair| F64x2::new(pair[0], pair.get(1).copied().unwrap_or(0.0))).collect()
}

/// The first `len` doubles in `vectors`.
pub fn unpack(vectors: &[F64x2], len: usize) -> impl Iterator<Item = f64> + Clone + '_ {
    vectors.iter().flat_map(|v| [v.low(), v.high()]).take(len)
}

/// Packs the rows of a matrix with so many columns into vectors, each row padded with 0 to whole vectors.
pub fn pack_rows(values: &[f64], columns: usize, rows: &mut [F64x2]) {
    for (row, values) in rows.chunks_exact_mut(vectors(columns)).zip(values.chunks_exact(columns)) {
        for (vector, pair) in row.iter_mut().zip(values.chunks(2)) {
            *vector = F64x2::new(pair[0], pair.get(1).copied().unwrap_or(0.0));
        }
    }
}

/// Appends the unpacked rows, without their padding, to `values`.
pub fn unpack_rows(rows: &[F64x2], columns: usize, values: &mut Vec<f64>) {
    for row in rows.chunks_exact(vectors(columns)) {
        values.extend(unpack(row, columns));
    }
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
