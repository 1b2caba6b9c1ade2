//! The long-term behaviour of a descent at any learning rate: a fixed point, a cycle of two, four
//! or more, chaos, or divergence.

use super::surface::Surface;
use super::walk::Walker;
use crate::optimizer::Optimizer;

/// Steps that a descent has to settle.
const SETTLING: usize = 4000;
/// The number of points examined after that.
pub const LAST: usize = 64;
/// The longest cycle that is distinguished from chaos.
const LONGEST_CYCLE: usize = 32;
/// Points no further apart than this share of the view count as one.
const SAME: f64 = 1e-5;

/// The pattern of a descent's last points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All are one point: the minimum of this index, if it is one.
    Point(Option<usize>),
    /// They repeat after so many steps, 2 or more.
    Cycle(usize),
    /// They do not repeat within 32 steps.
    Chaos,
    /// There are none: a number was no longer finite.
    Diverged,
}

/// The end of a descent.
#[derive(Clone, Debug, PartialEq)]
pub struct Orbit {
    /// Its last points, in order; none if it has diverged.
    pub places: Vec<[f64; 2]>,
    /// Their pattern.
    pub ending: Ending,
}

impl Orbit {
    /// Descends until it has settled, then for [`LAST`] more steps.
    pub fn new(surface: Surface, optimizer: Optimizer, rate: f64, start: [f64; 2]) -> Self {
        let mut walker = Walker::new(surface, optimizer, rate, start);
        let mut places = Vec::with_capacity(LAST);
        for step in 0..SETTLING + LAST {
            let moved = walker.step_fast();
            if !walker.at().iter().all(|x| x.is_finite()) {
                return Self { places: Vec::new(), ending: Ending::Diverged };
            }
            if step >= SETTLING {
                places.push(walker.at());
            } else if !moved && optimizer == Optimizer::Sgd {
                // Memoryless, so a fixed point stays fixed.
                places = vec![walker.at(); LAST];
                break;
            }
        }
        let [low, high] = surface.view().x;
        let ending = match period(&places, SAME * (high - low)) {
            Some(1) => Ending::Point(walker.minimum()),
            Some(period) => Ending::Cycle(period),
            None => Ending::Chaos,
        };
        Self { places, ending }
    }
}

/// The smallest number of steps after which all points repeat.
fn period(places: &[[f64; 2]], tolerance: f64) -> Option<usize> {
    let same = |a: &[f64; 2], b: &[f64; 2]| (0..2).all(|i| (a[i] - b[i]).abs() <= tolerance);
    (1..=LONGEST_CYCLE).find(|&period| places.iter().zip(&places[period..]).all(|(a, b)| same(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(start: [f64; 2], rate: f64) -> Ending {
        Orbit::new(Surface::Himmelblau, Optimizer::Sgd, rate, start).ending
    }

    #[test]
    fn a_growing_rate_doubles_the_period_until_it_is_chaos_and_then_infinity() {
        let from_4_0 = |rate| ending([4.0, 0.0], rate);
        assert_eq!(from_4_0(0.001), Ending::Point(Some(3)));
        assert_eq!(from_4_0(0.0188), Ending::Point(Some(3)));
        for (rate, period) in [(0.02, 2), (0.024, 4), (0.0245, 8), (0.0247, 16), (0.0277, 3)] {
            assert_eq!(from_4_0(rate), Ending::Cycle(period), "{rate}");
        }
        assert_eq!(from_4_0(0.0252), Ending::Chaos);
        assert_eq!(from_4_0(0.05), Ending::Diverged);
    }

    #[test]
    fn a_point_is_lost_where_the_rate_times_the_steepest_curvature_passes_two() {
        // λ is the larger eigenvalue of the Hessian at the minimum near (3.58, −1.85); the limit is 2/λ.
        let [x, y] = Surface::Himmelblau.minima()[3];
        let (a, b, d) = (12.0 * x * x + 4.0 * y - 42.0, 4.0 * (x + y), 12.0 * y * y + 4.0 * x - 26.0);
        let largest = f64::midpoint(a, d) + libm::hypot((a - d) / 2.0, b);
        let limit = 2.0 / largest;
        assert!(matches!(ending([4.0, 0.0], limit * 0.999), Ending::Point(Some(3))));
        assert_eq!(ending([4.0, 0.0], limit * 1.001), Ending::Cycle(2));
    }

    #[test]
    fn a_saddle_on_its_ridge_is_a_point_that_is_no_minimum() {
        let saddle = |start| Orbit::new(Surface::Saddle, Optimizer::Sgd, 0.1, start).ending;
        assert_eq!(saddle([2.0, 0.0]), Ending::Point(None));
        assert_eq!(saddle([2.0, 0.001]), Ending::Diverged);
    }

    #[test]
    fn rmsprop_ends_hopping_over_the_minimum() {
        let orbit = Orbit::new(Surface::Himmelblau, Optimizer::RmsProp, 0.05, [4.0, 0.0]);
        assert_eq!((orbit.ending, orbit.places.len()), (Ending::Cycle(2), LAST));
    }
}
