//! Derivatives by their definition, to check computed ones against.

/// (f(x + h) − f(x − h)) / 2h, with h = ∛ε · max(1, |x|).
///
/// The formula's error grows as h², rounding error as ε / h: the sum is least near h = ∛ε. The
/// divisor is the distance after rounding.
/// Source: Press et al., *Numerical Recipes*, section 5.7.
pub fn central_difference(x: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    let h = width(x);
    let (right, left) = (x + h, x - h);
    (f(right) - f(left)) / (right - left)
}

/// The same, with a smaller width where the function changes within that one; NaN where no width will do.
///
/// A quotient counts if that of half its width agrees and the slopes to both sides approach one another:
/// h may step over the border of a domain, over a pole, a corner or whole periods, which no single quotient
/// shows.
pub fn settled_difference(x: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    let here = f(x);
    let mut sides = |h: f64| {
        let (right, left) = (x + h, x - h);
        let ahead = f(right);
        let behind = f(left);
        let noise = 8.0 * f64::EPSILON * (here.abs() + ahead.abs() + behind.abs()) / h;
        let gap = (ahead - here) / (right - x) - (here - behind) / (x - left);
        ((ahead - behind) / (right - left), gap.abs(), noise)
    };
    let mut h = width(x);
    for _ in 0..WIDTHS {
        let (quotient, gap, _) = sides(h);
        let (closer, closer_gap, noise) = sides(h / 2.0);
        let agrees = (quotient - closer).abs() <= AGREEMENT * closer.abs() + FLAT + noise;
        if here.is_finite() && quotient.is_finite() && agrees && closer_gap <= 0.75 * gap + noise {
            return quotient;
        }
        h /= 16.0;
    }
    f64::NAN
}

/// Widths that are tried, each a sixteenth of the one before.
const WIDTHS: usize = 5;
/// The largest relative difference of the quotients of two widths: a quotient that counts has four digits or
/// more.
const AGREEMENT: f64 = 1e-6;
/// A slope below this is none: quotients are shown with seven digits.
const FLAT: f64 = 1e-9;

fn width(x: f64) -> f64 {
    libm::cbrt(f64::EPSILON) * if x.abs() > 1.0 { x.abs() } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_that_is_too_large_is_made_smaller() {
        let near =
            |got: f64, slope: f64| assert!((got - slope).abs() <= 1e-5 * slope.abs(), "{got} for {slope}");
        for x in [1e-6, 1e-5, 1.0, 1e6] {
            near(settled_difference(x, libm::log), 1.0 / x);
        }
        for x in [1e4, 1e5, 1e6] {
            near(settled_difference(x, libm::sin), libm::cos(x));
        }
        assert_eq!(settled_difference(1e-6, |x| x.max(0.0)), 1.0);
        assert_eq!(settled_difference(-1e-6, |x| x.max(0.0)), 0.0);
        near(settled_difference(3.0, |x| x * x), 6.0);
        assert!(settled_difference(0.0, |x| x * x).abs() < 1e-10);
        assert!(settled_difference(0.0, |x| x * x * x).abs() < 1e-9);
        assert_eq!(settled_difference(2.0, |_| 5.0), 0.0);
    }

    #[test]
    fn at_corners_and_borders_there_is_no_quotient() {
        assert!(settled_difference(0.0, |x| x.max(0.0)).is_nan());
        assert!(settled_difference(0.0, f64::abs).is_nan());
        assert!(settled_difference(0.0, libm::sqrt).is_nan());
        assert!(settled_difference(0.0, libm::log).is_nan());
        assert!(settled_difference(0.0, |x| 1.0 / x).is_nan());
    }

    #[test]
    fn where_one_width_does_both_agree_to_the_bit() {
        for x in [-2.0, 0.3, 1.0, 7.0] {
            let f = |x: f64| libm::tanh(x * 0.7) + x * x;
            assert_eq!(settled_difference(x, f).to_bits(), central_difference(x, f).to_bits());
        }
    }
}
