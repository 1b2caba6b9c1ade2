//! NumPy's legacy `RandomState`, draw for draw.
//!
//! MT19937 seeded with one integer, doubles of 53 bits, normals by the polar method, integers by
//! masked rejection. Source: Matsumoto & Nishimura, *ACM TOMACS* 8 (1998), and the streams of
//! NumPy, which are frozen by its compatibility policy (NEP 19).

const N: usize = 624;
const M: usize = 397;

/// The generator behind `np.random.RandomState(seed)`.
#[derive(Clone)]
pub struct RandomState {
    key: [u32; N],
    position: usize,
    /// The polar method yields normals in pairs; the second one is kept here.
    spare_normal: Option<f64>,
}

impl RandomState {
    /// `np.random.RandomState(seed)`.
    pub fn new(seed: u32) -> Self {
        let mut key = [seed; N];
        for i in 1..N {
            let last = key[i - 1];
            key[i] = 1_812_433_253_u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
        }
        Self { key, position: N, spare_normal: None }
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.position == N {
            self.twist();
        }
        let mut y = self.key[self.position];
        self.position += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn twist(&mut self) {
        for i in 0..N {
            let y = (self.key[i] & 0x8000_0000) | (self.key[(i + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.key[i] = self.key[(i + M) % N] ^ (y >> 1) ^ odd;
        }
        self.position = 0;
    }

    /// `rand()`: uniform in [0, 1), 53 bits from two draws.
    pub fn uniform(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `randn()`: the standard normal, by Marsaglia's polar method; it agrees with NumPy's to the
    /// last digits of the logarithm.
    pub fn standard_normal(&mut self) -> f64 {
        if let Some(normal) = self.spare_normal.take() {
            return normal;
        }
        loop {
            let x = 2.0 * self.uniform() - 1.0;
            let y = 2.0 * self.uniform() - 1.0;
            let r2 = x * x + y * y;
            if r2 < 1.0 && r2 != 0.0 {
                let scale = libm::sqrt(-2.0 * libm::log(r2) / r2);
                self.spare_normal = Some(scale * x);
                return scale * y;
            }
        }
    }

    /// An integer in 0 … `max`, both included, by masked rejection.
    fn interval(&mut self, max: u32) -> u32 {
        let mask = u32::MAX.checked_shr(max.leading_zeros()).unwrap_or(0);
        loop {
            let value = self.next_u32() & mask;
            if value <= max {
                return value;
            }
        }
    }

    /// `shuffle(items)`, in place: Fisher–Yates from the end.
    ///
    /// # Panics
    /// If there are more than 2³² items.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let max = u32::try_from(i).expect("at most 2³² items");
            items.swap(i, self.interval(max) as usize);
        }
    }

    /// `permutation(len)`: 0 … len − 1, shuffled.
    pub fn permutation(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        self.shuffle(&mut order);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{close, floats, integers, load};

    #[test]
    fn the_mixed_stream_matches_numpy() {
        let expected = load("mt19937.json");
        let mut random = RandomState::new(0);
        for normal in floats(&expected["randn_7"]) {
            close(random.standard_normal(), normal, 1e-15);
        }
        for uniform in floats(&expected["rand_3"]) {
            assert_eq!(random.uniform(), uniform);
        }
        for normal in floats(&expected["randn_2"]) {
            close(random.standard_normal(), normal, 1e-15);
        }
        assert_eq!(random.permutation(10), integers(&expected["permutation_10"]));
    }

    /// `RandomState(seed).randint(0, 2**32, dtype=np.uint32)` of NumPy 2.4.6.
    #[test]
    fn the_largest_seed_is_a_seed() {
        assert_eq!(RandomState::new(u32::MAX).next_u32(), 419_326_371);
        assert_eq!(RandomState::new(5489).next_u32(), 3_499_211_612);
    }
}
