//! The shape of an activation as a gradient meets it: slope, flat ranges, corners, the gradient
//! left after a stack of layers; and how near a sketch of f′ comes.

use super::Activation;

/// The |f′| below which the function is saturated: almost no gradient passes back.
pub const SATURATED: f64 = 0.05;

/// The range of z that is examined: outside it the functions show nothing new.
pub const VIEW: [f64; 2] = [-6.0, 6.0];

/// Steps of the scan with which [`Activation::saturated`] brackets the ends of its ranges, and of
/// [`mean_difference`]. No function here crosses ±[`SATURATED`] twice within 1/1200 of −6 … 6.
const STEPS: usize = 1200;

impl Activation {
    /// f′(z), computing f(z) first.
    pub fn slope_at(self, z: f64, leak: f64) -> f64 {
        self.slope(z, self.value(z, leak), leak)
    }

    /// The gradient that is left of 1 after 1, 2, …, `layers` layers that all have this z: every
    /// layer multiplies by f′(z).
    pub fn remaining(self, z: f64, leak: f64, layers: usize) -> Vec<f64> {
        let slope = self.slope_at(z, leak);
        let product = |gradient: &mut f64, ()| {
            *gradient *= slope;
            Some(*gradient)
        };
        std::iter::repeat_n((), layers).scan(1.0, product).collect()
    }

    /// The ranges within `low ..= high` on which |f′| < [`SATURATED`], from left to right. Their
    /// ends inside it are the outermost doubles that belong to them.
    pub fn saturated(self, [low, high]: [f64; 2], leak: f64) -> Vec<[f64; 2]> {
        let flat = |z: f64| self.slope_at(z, leak).abs() < SATURATED;
        let mut ranges: Vec<[f64; 2]> = Vec::new();
        let (mut from, mut inside) = (low, flat(low));
        if inside {
            ranges.push([low, low]);
        }
        for step in 1..=STEPS {
            let to = if step == STEPS { high } else { node([low, high], step) };
            match (inside, flat(to)) {
                (false, true) => ranges.push([boundary(to, from, flat), to]),
                (true, false) => set_end(&mut ranges, boundary(from, to, flat)),
                (true, true) => set_end(&mut ranges, to),
                (false, false) => (),
            }
            (from, inside) = (to, flat(to));
        }
        ranges
    }
}

fn set_end(ranges: &mut [[f64; 2]], end: f64) {
    if let Some(range) = ranges.last_mut() {
        range[1] = end;
    }
}

/// The end of the first `step` of [`STEPS`] equal steps through a range.
fn node([low, high]: [f64; 2], step: usize) -> f64 {
    low + (high - low) * (step as f64 / STEPS as f64)
}

/// The last flat double between `flat` and `steep`, by bisection.
fn boundary(mut flat: f64, mut steep: f64, is_flat: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = f64::midpoint(flat, steep);
        if middle == flat || middle == steep {
            return flat;
        }
        *(if is_flat(middle) { &mut flat } else { &mut steep }) = middle;
    }
}

/// tanh z from the sigmoid, as the chapter computes it: σ(2z), and 2σ(2z) − 1.
pub fn tanh_by_sigmoid(z: f64) -> [f64; 2] {
    let sigmoid = Activation::Sigmoid.value(2.0 * z, 0.0);
    [sigmoid, 2.0 * sigmoid - 1.0]
}

/// The position of |x| on a logarithmic axis from `ends[0]` (0) to `ends[1]` (1), clamped to the
/// ends; NaN for zero.
pub fn log_place(x: f64, ends: [f64; 2]) -> f64 {
    if x == 0.0 {
        return f64::NAN;
    }
    let [low, high] = ends.map(libm::log10);
    ((libm::log10(x.abs()) - low) / (high - low)).clamp(0.0, 1.0)
}

/// The mean absolute difference between a sketch of f′ and f′ over the range.
///
/// The sketch is given at equal distances, the first value at `low` and the last at `high`, and is
/// interpolated linearly. It has at least two values.
pub fn mean_difference(activation: Activation, leak: f64, range: [f64; 2], sketch: &[f64]) -> f64 {
    debug_assert!(sketch.len() >= 2);
    let difference = |step: usize| {
        let place = step as f64 / STEPS as f64 * (sketch.len() - 1) as f64;
        let left = (place as usize).min(sketch.len() - 2);
        let part = place - left as f64;
        let drawn = sketch[left] * (1.0 - part) + sketch[left + 1] * part;
        (drawn - activation.slope_at(node(range, step), leak)).abs()
    };
    // The trapezoidal rule: both ends count half.
    let ends = f64::midpoint(difference(0), difference(STEPS));
    ((1..STEPS).map(difference).sum::<f64>() + ends) / STEPS as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(activation: Activation) -> Vec<[f64; 2]> {
        activation.saturated(VIEW, 0.01)
    }

    proptest! {
        #[test]
        fn a_place_is_in_a_range_exactly_where_the_slope_is_small(z in -6.0..=6.0_f64, leak in 0.0..0.2_f64) {
            for activation in Activation::ALL {
                let inside = activation.saturated(VIEW, leak).iter().any(|r| r[0] <= z && z <= r[1]);
                prop_assert_eq!(inside, activation.slope_at(z, leak).abs() < SATURATED, "{:?}", activation);
            }
        }

        #[test]
        fn tanh_by_way_of_the_sigmoid_is_tanh_but_for_the_last_digits(z in -20.0..20.0_f64) {
            let [_, detour] = tanh_by_sigmoid(z);
            prop_assert!((detour - Activation::Tanh.value(z, 0.0)).abs() <= 4.0 * f64::EPSILON);
        }

        #[test]
        fn the_ends_are_exact(leak in 0.0..0.2_f64) {
            for activation in Activation::ALL {
                let flat = |z: f64| activation.slope_at(z, leak).abs() < SATURATED;
                for [from, to] in activation.saturated(VIEW, leak) {
                    prop_assert!(flat(from) && flat(to));
                    prop_assert!(from == VIEW[0] || !flat(from.next_down()), "{activation:?} {from}");
                    prop_assert!(to == VIEW[1] || !flat(to.next_up()), "{activation:?} {to}");
                }
            }
        }
    }

    #[test]
    fn sigmoid_saturates_where_the_equation_says() {
        // σ(1 − σ) = 1/20 at σ = (1 ± √0.8) / 2.
        let end = libm::log((1.0 + libm::sqrt(0.8)) / (1.0 - libm::sqrt(0.8)));
        let [[low, left], [right, high]] = at(Activation::Sigmoid)[..] else { panic!("two ranges") };
        assert!((left + end).abs() < 1e-14 && (right - end).abs() < 1e-14, "{left} {right} {end}");
        assert_eq!([low, high], VIEW);
    }

    #[test]
    fn each_function_is_flat_where_it_is() {
        assert_eq!(at(Activation::Relu), [[-6.0, 0.0]]);
        assert_eq!(at(Activation::LeakyRelu), [[-6.0, 0.0]]);
        assert_eq!(at(Activation::Linear), [[0.0; 2]; 0]);
        let counts = [Activation::Tanh, Activation::Elu, Activation::Softplus].map(|f| at(f).len());
        assert_eq!(counts, [2, 1, 1]);
        // Those that fall, then rise, are flat around their minimum as well.
        for (activation, lowest) in [(Activation::Gelu, -0.751_791_5), (Activation::Silu, -1.278_464_5)] {
            let [_, [from, to]] = at(activation)[..] else { panic!("two ranges") };
            assert!(from < lowest && lowest < to, "{activation:?} {from} {to}");
        }
    }

    #[test]
    fn ten_sigmoids_at_0_leave_a_millionth_and_ten_linear_ones_all() {
        let left = Activation::Sigmoid.remaining(0.0, 0.01, 10);
        assert_eq!((left[0], left[4], left[9]), (0.25, 0.25_f64.powi(5), 0.25_f64.powi(10)));
        assert_eq!(Activation::Linear.remaining(3.0, 0.01, 4), [1.0; 4]);
        assert_eq!(Activation::LeakyRelu.remaining(0.0, 0.5, 2), [0.5, 0.25]);
        assert!(Activation::Tanh.remaining(1.0, 0.01, 0).is_empty());
    }

    #[test]
    fn a_logarithmic_axis_has_its_ends_its_middle_and_no_zero() {
        let place = |x| log_place(x, [1e-12, 10.0]);
        assert_eq!((place(10.0), place(1e-12), place(1e-30), place(1e9)), (1.0, 0.0, 0.0, 1.0));
        assert!((place(-1.0) - 12.0 / 13.0).abs() < 1e-15);
        assert!(place(0.0).is_nan() && place(-0.0).is_nan());
    }

    #[test]
    fn corners_are_where_the_slope_jumps() {
        for activation in Activation::ALL {
            let jump = activation.slope_at(1e-9, 0.3) - activation.slope_at(-1e-9, 0.3);
            assert_eq!(activation.kink(0.3).is_some(), jump.abs() > 0.1, "{activation:?}");
        }
        assert_eq!(Activation::LeakyRelu.kink(1.0), None);
        let kinks = Activation::ALL.into_iter().filter_map(|activation| activation.kink(0.3));
        assert!(kinks.into_iter().all(|z| z == 0.0), "pictures look for corners at 0 alone");
    }

    #[test]
    fn a_sketch_is_measured_by_the_area_between() {
        let measure = |activation, sketch: &[f64]| mean_difference(activation, 0.01, VIEW, sketch);
        assert_eq!(measure(Activation::Linear, &[1.0, 1.0]), 0.0);
        assert!((measure(Activation::Linear, &[0.0, 1.0]) - 0.5).abs() < 1e-12);
        // The sigmoid's f′ is above the sketch of 0 throughout: its mean is (f(6) − f(−6)) / 12.
        let rise = Activation::Sigmoid.value(6.0, 0.0) - Activation::Sigmoid.value(-6.0, 0.0);
        assert!((measure(Activation::Sigmoid, &[0.0; 25]) - rise / 12.0).abs() < 1e-6);
        let drawn: Vec<f64> =
            (0..25).map(|i| Activation::Tanh.slope_at(-6.0 + 0.5 * f64::from(i), 0.0)).collect();
        assert!(measure(Activation::Tanh, &drawn) < 0.01);
    }
}
