//! Surfaces: the tape's gradient, the hand-derived one and the central difference agree at random
//! points of every surface; the minima are minima to the last digit.

use backprop_core::descent::surface::{Scalar, Surface, USUAL_CONDITIONING};
use backprop_core::expression::Expression;
use backprop_core::numeric::field::View;
use backprop_core::tape::{Id, Tape};
use proptest::prelude::*;
use std::cell::RefCell;
use std::ops::{Add, Mul, Sub};

/// A variable of a tape that records the operations on it.
#[derive(Clone, Copy)]
struct Variable<'a> {
    tape: &'a RefCell<Tape>,
    id: Id,
}

impl Variable<'_> {
    fn push(self, record: impl FnOnce(&mut Tape) -> Id) -> Self {
        Self { id: record(&mut self.tape.borrow_mut()), ..self }
    }
}

impl Add for Variable<'_> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.push(|tape| tape.add(self.id, other.id))
    }
}

impl Sub for Variable<'_> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.push(|tape| tape.sub(self.id, other.id))
    }
}

impl Mul for Variable<'_> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.push(|tape| tape.mul(self.id, other.id))
    }
}

impl Scalar for Variable<'_> {
    fn constant(self, value: f64) -> Self {
        self.push(|tape| tape.constant(value))
    }
}

/// The value and the gradient of the surface's own formula, recorded on a tape.
fn recorded(surface: Surface, [x, y]: [f64; 2]) -> (f64, [f64; 2]) {
    let tape = RefCell::new(Tape::new());
    let [x, y] = [("x", x), ("y", y)].map(|(name, value)| {
        let id = tape.borrow_mut().leaf(name, value);
        Variable { tape: &tape, id }
    });
    let root = surface.value(x, y).id;
    let derivatives = tape.borrow().derivatives(root);
    (tape.borrow().value(root), [x, y].map(|leaf| derivatives[leaf.id.index()]))
}

/// The same for the formula as a student would type it.
fn typed(surface: Surface, place: [f64; 2]) -> (f64, [f64; 2]) {
    let Expression { mut tape, root, .. } = Expression::parse(&surface.expression()).expect("an expression");
    let leaves = ["x", "y"].map(|name| tape.named(name).expect("a variable"));
    for (leaf, value) in leaves.into_iter().zip(place) {
        tape.set(leaf, value);
    }
    let derivatives = tape.derivatives(root);
    (tape.value(root), leaves.map(|leaf| derivatives[leaf.index()]))
}

fn surfaces(conditioning: f64, seed: u32) -> Vec<Surface> {
    let offered = Surface::ALL.map(|surface| match surface {
        Surface::Bowl { .. } => Surface::Bowl { conditioning },
        other => other,
    });
    offered.into_iter().chain([Surface::hidden(seed)]).collect()
}

proptest! {
    #[test]
    fn the_gradient_is_the_tapes_and_the_central_difference(
        x in -6.0..6.0_f64, y in -6.0..6.0_f64, k in 1.0..100.0_f64, seed in 0..1000_u32,
    ) {
        let h = 1e-5;
        for surface in surfaces(k, seed) {
            let f = |x, y| surface.value(x, y);
            let gradient = surface.gradient([x, y]);
            let (value, on_tape) = recorded(surface, [x, y]);
            prop_assert_eq!(value, f(x, y));
            let (also_value, as_typed) = typed(surface, [x, y]);
            let central = [
                (f(x + h, y) - f(x - h, y)) / (2.0 * h),
                (f(x, y + h) - f(x, y - h)) / (2.0 * h),
            ];
            // Large terms cancel in these sums; errors are relative to the value and its gradient.
            let scale = 1.0 + f(x, y).abs() + gradient[0].abs() + gradient[1].abs();
            prop_assert!((value - also_value).abs() <= 1e-13 * scale, "{:?}", surface);
            for i in 0..2 {
                prop_assert!((gradient[i] - on_tape[i]).abs() <= 1e-13 * scale, "{:?}", surface);
                prop_assert!((gradient[i] - as_typed[i]).abs() <= 1e-13 * scale, "{:?}", surface);
                prop_assert!((gradient[i] - central[i]).abs() <= 1e-7 * scale, "{:?} {}", surface, central[i]);
            }
        }
    }

    #[test]
    fn the_squares_of_the_residuals_make_up_the_value(x in -6.0..6.0_f64, y in -6.0..6.0_f64) {
        for surface in [Surface::Himmelblau, Surface::Beale, Surface::Rosenbrock, Surface::hidden(7)] {
            let weights = if surface == Surface::Rosenbrock { [1.0, 100.0, 0.0] } else { [1.0; 3] };
            let sum: f64 =
                surface.residuals([x, y]).iter().zip(weights).map(|(r, weight)| weight * r * r).sum();
            prop_assert!((sum - surface.value(x, y)).abs() <= 1e-13 * sum, "{:?}", surface);
        }
    }
}

/// One step of Newton's method, with the Hessian from differences of the gradient.
fn newton(surface: Surface, [x, y]: [f64; 2]) -> [f64; 2] {
    let h = 1e-4;
    let column = |dx: f64, dy: f64| {
        let (more, less) = (surface.gradient([x + dx, y + dy]), surface.gradient([x - dx, y - dy]));
        [0, 1].map(|i| (more[i] - less[i]) / (2.0 * h))
    };
    let ([a, b], [c, d]) = (column(h, 0.0), column(0.0, h));
    let [gx, gy] = surface.gradient([x, y]);
    let determinant = a * d - b * c;
    assert!(determinant > 0.0 && a > 0.0, "{surface:?}: a minimum curves upwards");
    [x - (d * gx - c * gy) / determinant, y - (a * gy - b * gx) / determinant]
}

#[test]
fn newtons_method_does_not_move_the_minima() {
    for surface in surfaces(USUAL_CONDITIONING, 7) {
        for &minimum in surface.minima() {
            let rough = [minimum[0] + 1e-3, minimum[1] - 1e-3];
            let polished = (0..20).fold(rough, |at, _| newton(surface, at));
            for i in 0..2 {
                let distance = (polished[i] - minimum[i]).abs();
                assert!(distance <= 4.0 * f64::EPSILON, "{surface:?} {minimum:?}: {distance:e}");
            }
            assert!(surface.value(minimum[0], minimum[1]) < 1e-28);
        }
    }
}

#[test]
fn starts_and_minima_are_in_view_and_names_find_their_surface() {
    for surface in Surface::ALL {
        assert_eq!(Surface::named(surface.name()), Some(surface));
        let View { x, y } = surface.view();
        for &[px, py] in surface.starts().iter().chain(surface.minima()) {
            assert!(x[0] < px && px < x[1] && y[0] < py && py < y[1], "{surface:?} {px} {py}");
        }
    }
    assert_eq!(Surface::named("hill"), None);
}
