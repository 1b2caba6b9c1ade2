//! The inner loops: weighted sums forward, weighted sums backward, and the update.
//!
//! A layer's weights are `[fan_in × fan_out]`, row-major, each row padded to whole vectors with
//! zeros. Forward works on blocks of columns whose sums stay in registers; backward fuses, row by
//! row, the product with δ and the update of the same weights, so each is loaded once. The order
//! of every sum is fixed here and is the same on every target.

use crate::numeric::lanes::{F64x2, Lanes};

/// The most vectors of sums that a block of columns keeps in registers; x86-64 has sixteen.
const BLOCK: usize = 8;

/// z = b + Σᵢ aᵢ wᵢ, where wᵢ is row i of `weights`.
///
/// `input` holds `fan_in` doubles, `weights` `fan_in` rows of `biases.len()` vectors; `z` is as
/// long as `biases`.
pub fn forward(input: &[F64x2], fan_in: usize, weights: &[F64x2], biases: &[F64x2], z: &mut [F64x2]) {
    let stride = biases.len();
    debug_assert_eq!(weights.len(), fan_in * stride);
    debug_assert_eq!(z.len(), stride);
    let mut first = 0;
    while first < stride {
        // Blocks of even width: 13 vectors run as 7 + 6; 8 + 5 leaves the second block latency-bound.
        let blocks_left = (stride - first).div_ceil(BLOCK);
        let width = (stride - first).div_ceil(blocks_left);
        let block = Block { input, fan_in, weights, stride, first };
        let (start, sum) = (&biases[first..first + width], &mut z[first..first + width]);
        match width {
            1 => block.sum::<1>(start, sum),
            2 => block.sum::<2>(start, sum),
            3 => block.sum::<3>(start, sum),
            4 => block.sum::<4>(start, sum),
            5 => block.sum::<5>(start, sum),
            6 => block.sum::<6>(start, sum),
            7 => block.sum::<7>(start, sum),
            _ => block.sum::<8>(start, sum),
        }
        first += width;
    }
}

/// A few adjacent columns of a weight matrix, and their input.
#[derive(Clone, Copy)]
struct Block<'a> {
    input: &'a [F64x2],
    fan_in: usize,
    weights: &'a [F64x2],
    stride: usize,
    first: usize,
}

impl Block<'_> {
    #[inline]
    fn sum<const WIDTH: usize>(self, start: &[F64x2], out: &mut [F64x2]) {
        let mut sum = [F64x2::zero(); WIDTH];
        sum.copy_from_slice(start);
        let pairs = self.weights.chunks_exact(2 * self.stride);
        let last = pairs.remainder();
        for (rows, a) in pairs.zip(self.input) {
            let even = &rows[self.first..self.first + WIDTH];
            let odd = &rows[self.stride + self.first..self.stride + self.first + WIDTH];
            let (low, high) = (a.splat_low(), a.splat_high());
            for j in 0..WIDTH {
                sum[j] = sum[j] + low * even[j] + high * odd[j];
            }
        }
        if !last.is_empty() {
            let low = self.input[self.fan_in / 2].splat_low();
            for (sum, &w) in sum.iter_mut().zip(&last[self.first..self.first + WIDTH]) {
                *sum = *sum + low * w;
            }
        }
        out.copy_from_slice(&sum);
    }
}

/// Writes dE/daᵢ = Σⱼ wᵢⱼ δⱼ to `error`, from the weights before the update, and then updates
/// w ← w − η·∂E/∂w with ∂E/∂wᵢⱼ = aᵢ δⱼ.
///
/// `input` and `error` hold `fan_in` doubles, `weights` `fan_in` rows of `delta.len()` vectors.
/// The padding of `error` is 0.
pub fn backward(
    input: &[F64x2],
    fan_in: usize,
    weights: &mut [F64x2],
    delta: &[F64x2],
    learning_rate: f64,
    error: &mut [F64x2],
) {
    let stride = delta.len();
    debug_assert_eq!(weights.len(), fan_in * stride);
    debug_assert_eq!(error.len(), input.len());
    let rate = F64x2::splat(-learning_rate);
    let mut pairs = weights.chunks_exact_mut(2 * stride);
    for ((rows, &a), error) in (&mut pairs).zip(input).zip(error.iter_mut()) {
        let a = rate * a;
        let (even, odd) = rows.split_at_mut(stride);
        *error = backward_pair(even, odd, delta, a.splat_low(), a.splat_high());
    }
    let last = pairs.into_remainder();
    if !last.is_empty() {
        let a = (rate * input[fan_in / 2]).splat_low();
        error[fan_in / 2] = backward_row(last, delta, a);
    }
}

/// dE/daᵢ = Σⱼ wᵢⱼ δⱼ alone, with the same bits as in [`backward`].
pub fn flow_back(weights: &[F64x2], delta: &[F64x2], error: &mut [F64x2]) {
    let mut rows = weights
        .chunks_exact(delta.len())
        .map(|row| row.iter().zip(delta).fold(F64x2::zero(), |sum, (&w, &delta)| sum + w * delta));
    for error in error {
        let (even, odd) = (rows.next(), rows.next());
        *error = even.unwrap_or(F64x2::zero()).pairwise_sum(odd.unwrap_or(F64x2::zero()));
    }
}

#[inline]
fn backward_pair(even: &mut [F64x2], odd: &mut [F64x2], delta: &[F64x2], low: F64x2, high: F64x2) -> F64x2 {
    let (mut sum_even, mut sum_odd) = (F64x2::zero(), F64x2::zero());
    for ((even, odd), &delta) in even.iter_mut().zip(odd).zip(delta) {
        sum_even = sum_even + *even * delta;
        sum_odd = sum_odd + *odd * delta;
        *even = *even + low * delta;
        *odd = *odd + high * delta;
    }
    sum_even.pairwise_sum(sum_odd)
}

#[inline]
fn backward_row(row: &mut [F64x2], delta: &[F64x2], a: F64x2) -> F64x2 {
    let mut sum = F64x2::zero();
    for (w, &delta) in row.iter_mut().zip(delta) {
        sum = sum + *w * delta;
        *w = *w + a * delta;
    }
    sum.pairwise_sum(F64x2::zero())
}

/// The update alone, for the first layer: no layer before it needs dE/da.
pub fn update(input: &[F64x2], weights: &mut [F64x2], delta: &[F64x2], learning_rate: f64) {
    let rate = F64x2::splat(-learning_rate);
    let mut rows = weights.chunks_exact_mut(delta.len());
    for &a in input {
        let a = rate * a;
        for a in [a.splat_low(), a.splat_high()] {
            if let Some(row) = rows.next() {
                add_scaled(row, a, delta);
            }
        }
    }
}

/// w ← w + a·δ.
#[inline]
pub fn add_scaled(w: &mut [F64x2], a: F64x2, delta: &[F64x2]) {
    for (w, &delta) in w.iter_mut().zip(delta) {
        *w = *w + a * delta;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::lanes::{pack, unpack, vectors};
    use proptest::prelude::*;

    /// Rows padded to whole vectors.
    fn pack_rows(weights: &[f64], fan_out: usize) -> Vec<F64x2> {
        weights.chunks(fan_out).flat_map(pack).collect()
    }

    proptest! {
        #[test]
        fn forward_is_the_plain_sum(fan_in in 1..40_usize, fan_out in 1..80_usize, seed in any::<u32>()) {
            let mut random = crate::numeric::numpy_random::RandomState::new(seed);
            let mut draw = |n: usize| (0..n).map(|_| random.standard_normal()).collect::<Vec<_>>();
            let (a, w, b) = (draw(fan_in), draw(fan_in * fan_out), draw(fan_out));
            let mut z = vec![F64x2::zero(); vectors(fan_out)];
            forward(&pack(&a), fan_in, &pack_rows(&w, fan_out), &pack(&b), &mut z);
            for (j, got) in unpack(&z, fan_out).enumerate() {
                let plain = (0..fan_in).fold(b[j], |sum, i| sum + a[i] * w[i * fan_out + j]);
                prop_assert_eq!(got.to_bits(), plain.to_bits());
            }
        }

        #[test]
        fn backward_reads_old_weights_and_writes_new(
            fan_in in 1..40_usize, fan_out in 1..80_usize, seed in any::<u32>()
        ) {
            let mut random = crate::numeric::numpy_random::RandomState::new(seed);
            let mut draw = |n: usize| (0..n).map(|_| random.standard_normal()).collect::<Vec<_>>();
            let (a, w, d) = (draw(fan_in), draw(fan_in * fan_out), draw(fan_out));
            let mut packed = pack_rows(&w, fan_out);
            let mut error = vec![F64x2::splat(7.0); vectors(fan_in)];
            backward(&pack(&a), fan_in, &mut packed, &pack(&d), 0.5, &mut error);
            let mut without_update = vec![F64x2::splat(7.0); vectors(fan_in)];
            flow_back(&pack_rows(&w, fan_out), &pack(&d), &mut without_update);
            let bits = |error: &[F64x2]| unpack(error, fan_in).map(f64::to_bits).collect::<Vec<_>>();
            prop_assert_eq!(bits(&without_update), bits(&error));
            let mut alone = pack_rows(&w, fan_out);
            update(&pack(&a), &mut alone, &pack(&d), 0.5);
            let stride = vectors(fan_out);
            for i in 0..fan_in {
                let row = &packed[i * stride..][..stride];
                for (j, new) in unpack(row, fan_out).enumerate() {
                    prop_assert_eq!(new, w[i * fan_out + j] + (-0.5 * a[i]) * d[j]);
                }
                let same = unpack(&alone[i * stride..][..stride], fan_out).eq(unpack(row, fan_out));
                prop_assert!(same);
            }
            for (i, got) in unpack(&error, fan_in).enumerate() {
                let sum: f64 = (0..fan_out).map(|j| w[i * fan_out + j] * d[j]).sum();
                prop_assert!((got - sum).abs() <= 1e-12 * (1.0 + sum.abs()));
            }
            if fan_in % 2 == 1 {
                prop_assert_eq!(error[fan_in / 2].high(), 0.0);
            }
        }
    }
}
