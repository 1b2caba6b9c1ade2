//! A surface with minima that are printed nowhere: Himmelblau's function, rotated, mirrored or not, and moved,
//! all by a seed.

use super::surface::{Scalar, Surface};
use crate::numeric::numpy_random::RandomState;

/// The least distance of its minima from Himmelblau's.
const APART: f64 = 1.0;
/// The largest move along each axis; the minima stay in view.
const MOVED: f64 = 0.6;

/// The position of Himmelblau's function: `u = axes[0] · (p − centre)`, and `v` with the other axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    axes: [[f64; 2]; 2],
    centre: [f64; 2],
    pub(super) minima: [[f64; 2]; 4],
}

impl Pose {
    /// The pose of a seed.
    pub fn new(seed: u32) -> Self {
        let mut random = RandomState::new(seed);
        loop {
            let pose = Self::drawn(&mut random);
            let far = |[x, y]: [f64; 2]| {
                let known = Surface::Himmelblau.minima();
                known.iter().all(|[a, b]| (x - a) * (x - a) + (y - b) * (y - b) > APART * APART)
            };
            if pose.minima.iter().copied().all(far) {
                return pose;
            }
        }
    }

    fn drawn(random: &mut RandomState) -> Self {
        // Cosine and sine of up to a quarter turn either way, from the tangent of half the angle.
        let half = 2.0 * random.uniform() - 1.0;
        let (cos, sin) = ((1.0 - half * half) / (1.0 + half * half), 2.0 * half / (1.0 + half * half));
        let centre = [0, 1].map(|_| MOVED * (2.0 * random.uniform() - 1.0));
        let [turned, mirrored] = [0, 1].map(|_| if random.uniform() < 0.5 { -1.0 } else { 1.0 });
        let axes = [[turned * cos, turned * sin], [-mirrored * sin, mirrored * cos]];
        let mut minima = [[0.0; 2]; 4];
        for (own, &[u, v]) in minima.iter_mut().zip(Surface::Himmelblau.minima()) {
            *own = [0, 1].map(|i| axes[0][i] * u + axes[1][i] * v + centre[i]);
        }
        Self { axes, centre, minima }
    }

    /// A point of this plane in Himmelblau's.
    pub fn place<T: Scalar>(&self, x: T, y: T) -> [T; 2] {
        let [dx, dy] = [x - x.constant(self.centre[0]), y - y.constant(self.centre[1])];
        self.axes.map(|[a, b]| dx * dx.constant(a) + dy * dy.constant(b))
    }

    /// A gradient in Himmelblau's plane as one in this plane.
    pub fn gradient(&self, [du, dv]: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|i| self.axes[0][i] * du + self.axes[1][i] * dv)
    }

    /// The formula as a student would type it.
    pub fn expression(&self) -> String {
        let [cx, cy] = self.centre;
        let axis = |[a, b]: [f64; 2]| format!("(x - ({cx}))*({a}) + (y - ({cy}))*({b})");
        let [u, v] = self.axes.map(axis);
        format!("u = {u}; v = {v}; (u^2 + v - 11)^2 + (u + v^2 - 7)^2")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::field::View;

    #[test]
    fn its_minima_are_in_view_and_far_from_himmelblaus() {
        let View { x, y } = Surface::hidden(0).view();
        for seed in 0..500 {
            let surface = Surface::hidden(seed);
            assert_eq!(surface, Surface::hidden(seed));
            for &[a, b] in surface.minima() {
                assert!(
                    x[0] + 0.3 < a && a < x[1] - 0.3 && y[0] + 0.3 < b && b < y[1] - 0.3,
                    "{seed}: {a} {b}"
                );
                for &[known_x, known_y] in Surface::Himmelblau.minima() {
                    assert!((a - known_x).hypot(b - known_y) > APART, "{seed}: {a} {b}");
                }
            }
        }
        let distinct = |i: u32| (i + 1..100).all(|other| Surface::hidden(i) != Surface::hidden(other));
        assert!((0..100).all(distinct));
    }
}
