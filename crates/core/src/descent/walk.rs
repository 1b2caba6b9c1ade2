//! A descent: step by step from a start, up to a number of steps or the first non-finite number.

use super::surface::Surface;
use crate::choice::choices;
use crate::numeric::lanes::F64x2;
use crate::optimizer::{Constants, Optimizer, Parts, Slots};

/// The number of steps that the chapter takes.
pub const STEPS: usize = 200;
/// The lesson's constants: RMSProp's decay is the 0.9 of its lecture; PyTorch's default is 0.99.
pub const CONSTANTS: Constants = Constants { momentum: 0.9, decay: 0.9, betas: [0.9, 0.999], epsilon: 1e-8 };
/// The largest learning rate on offer.
pub const LARGEST_RATE: f64 = 10.0;
/// A point this near to a minimum counts as having reached it.
pub const NEAR: f64 = 0.01;

/// A point descending a surface under an optimizer.
#[derive(Clone, Copy, Debug)]
pub struct Walker {
    surface: Surface,
    optimizer: Optimizer,
    rate: f64,
    slots: Slots<F64x2>,
    /// β₁ᵗ and β₂ᵗ, t being the steps taken.
    left: [f64; 2],
    at: [f64; 2],
}

/// One step and everything it was computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The point at which it began.
    pub from: [f64; 2],
    /// f there.
    pub value: f64,
    /// ∇f there.
    pub gradient: [f64; 2],
    /// The optimizer's parts of the step.
    pub parts: Parts<[f64; 2]>,
    /// The point that it reached.
    pub to: [f64; 2],
}

choices! {
    /// A number of a step, in the order of computation.
    Quantity {
        /// f(x, y).
        Value = "f",
        /// ∂f/∂x.
        GradientX = "df-dx",
        /// ∂f/∂y.
        GradientY = "df-dy",
        /// A running mean of the optimizer.
        Mean = "mean",
        /// The new x.
        X = "x",
        /// The new y.
        Y = "y",
    }
}

/// The first number that was not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// The step, from 0.
    pub step: usize,
    /// The number itself.
    pub quantity: Quantity,
}

/// The outcome of a descent after its last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Near the minimum of this index.
    Minimum(usize),
    /// Not near any minimum.
    Away,
    /// A number was no longer finite.
    Diverged(Overflow),
}

/// A descent with all its steps; the last one is the first that overflowed, if any did.
#[derive(Clone, Debug)]
pub struct Descent {
    /// The steps.
    pub moves: Vec<Move>,
    /// The step that would follow, unless it diverged.
    pub next: Option<Move>,
    /// The outcome.
    pub arrival: Arrival,
}

impl Walker {
    /// A walker at `start` that has taken no step yet.
    pub fn new(surface: Surface, optimizer: Optimizer, rate: f64, start: [f64; 2]) -> Self {
        Self { surface, optimizer, rate, slots: Slots::default(), left: [1.0; 2], at: start }
    }

    /// The current point.
    pub fn at(&self) -> [f64; 2] {
        self.at
    }

    /// Takes one step. It never stops: beyond the largest double come infinities, then NaN.
    pub fn step(&mut self) -> Move {
        let from = self.at;
        let value = self.surface.value(from[0], from[1]);
        let gradient = self.surface.gradient(from);
        let parts = self.walk(gradient);
        Move { from, value, gradient, parts, to: self.at }
    }

    /// The same step without the value of f, for many steps of many walkers; false if it moved
    /// nowhere, or nowhere finite.
    pub fn step_fast(&mut self) -> bool {
        let from = self.at;
        self.walk(self.surface.gradient(from));
        self.at != from && self.at[0].is_finite() && self.at[1].is_finite()
    }

    fn walk(&mut self, [x, y]: [f64; 2]) -> Parts<[f64; 2]> {
        self.left = [0, 1].map(|i| self.left[i] * CONSTANTS.betas[i]);
        let gradient = F64x2::new(x, y);
        let parts = self.optimizer.step(&CONSTANTS, self.left, self.rate, gradient, &mut self.slots);
        let parts = parts.map(|pair| [pair.low(), pair.high()]);
        self.at = [0, 1].map(|i| self.at[i] + parts.change[i]);
        parts
    }

    /// The index of the minimum nearby, if there is one.
    pub fn minimum(&self) -> Option<usize> {
        self.surface.minima().iter().position(|&minimum| near(self.at, minimum))
    }
}

fn near(at: [f64; 2], minimum: [f64; 2]) -> bool {
    let [dx, dy] = [0, 1].map(|i| at[i] - minimum[i]);
    dx * dx + dy * dy <= NEAR * NEAR
}

impl Move {
    /// The first of the step's numbers that is not finite.
    pub fn overflow(&self) -> Option<Quantity> {
        let not_finite = |pair: [f64; 2]| !pair.iter().all(|x| x.is_finite());
        let Parts { m, v, m_hat, v_hat, .. } = self.parts;
        let means = [m, v, m_hat, v_hat].into_iter().flatten().any(not_finite);
        let checks = [
            (!self.value.is_finite(), Quantity::Value),
            (!self.gradient[0].is_finite(), Quantity::GradientX),
            (!self.gradient[1].is_finite(), Quantity::GradientY),
            (means, Quantity::Mean),
            (!self.to[0].is_finite(), Quantity::X),
            (!self.to[1].is_finite(), Quantity::Y),
        ];
        checks.into_iter().find_map(|(overflowed, quantity)| overflowed.then_some(quantity))
    }
}

impl Descent {
    /// Walks `steps` steps, or up to the first number that is not finite.
    pub fn new(mut walker: Walker, steps: usize) -> Self {
        let mut moves = Vec::with_capacity(steps);
        for step in 0..steps {
            moves.push(walker.step());
            if let Some(quantity) = moves[step].overflow() {
                let arrival = Arrival::Diverged(Overflow { step, quantity });
                return Self { moves, next: None, arrival };
            }
        }
        let arrival = walker.minimum().map_or(Arrival::Away, Arrival::Minimum);
        Self { moves, next: Some(walker.step()), arrival }
    }

    /// The number of steps after which it stays near the minimum where it ends.
    pub fn arrived(&self, surface: Surface) -> Option<usize> {
        let Arrival::Minimum(index) = self.arrival else { return None };
        let away = |step: &Move| !near(step.from, surface.minima()[index]);
        Some(self.moves.iter().rposition(away).map_or(0, |last| last + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{close, floats, load};

    fn chapter(start: [f64; 2], rate: f64) -> Descent {
        let walker = Walker::new(Surface::Himmelblau, Optimizer::Sgd, rate, start);
        Descent::new(walker, STEPS)
    }

    #[test]
    fn the_chapters_four_descents_are_numpys() {
        let runs = load("himmelblau.json");
        let runs = runs.as_array().expect("runs");
        let starts: Vec<Vec<f64>> = runs.iter().map(|run| floats(&run["start"])).collect();
        assert_eq!(starts, Surface::Himmelblau.starts());
        for run in runs {
            let start = floats(&run["start"]);
            let descent = chapter([start[0], start[1]], run["learning_rate"].as_f64().expect("a rate"));
            for row in run["rows_step_x_y_f"].as_array().expect("rows") {
                let row = floats(row);
                let reached = descent.moves[row[0] as usize];
                close(reached.to[0], row[1], 1e-12);
                close(reached.to[1], row[2], 1e-12);
                close(reached.value, row[3], 1e-12 * row[3].abs().max(1.0));
            }
        }
    }

    #[test]
    fn each_of_the_chapters_starts_finds_another_minimum() {
        let found: Vec<Arrival> =
            Surface::Himmelblau.starts().iter().map(|&start| chapter(start, 0.01).arrival).collect();
        assert_eq!(found, [0, 2, 3, 1].map(Arrival::Minimum));
    }

    #[test]
    fn it_has_arrived_at_the_first_step_from_which_on_it_stays_near() {
        for optimizer in Optimizer::ALL {
            for &start in Surface::Himmelblau.starts() {
                let descent = Descent::new(Walker::new(Surface::Himmelblau, optimizer, 0.01, start), STEPS);
                let Arrival::Minimum(index) = descent.arrival else {
                    assert_eq!(descent.arrived(Surface::Himmelblau), None);
                    continue;
                };
                let arrived = descent.arrived(Surface::Himmelblau).expect("an arrival");
                let [x, y] = Surface::Himmelblau.minima()[index];
                let far = |step: &Move| (step.from[0] - x).hypot(step.from[1] - y) > NEAR;
                assert!(arrived > 0 && far(&descent.moves[arrived - 1]), "{optimizer:?} {start:?} {arrived}");
                assert!(!descent.moves[arrived..].iter().any(far), "{optimizer:?} {start:?} {arrived}");
            }
        }
    }

    #[test]
    fn a_large_rate_diverges_and_the_first_number_that_overflows_is_named() {
        let descent = chapter([4.0, 0.0], 0.05);
        let Arrival::Diverged(Overflow { step, quantity }) = descent.arrival else { panic!("{descent:?}") };
        assert_eq!(descent.moves.len(), step + 1);
        assert_eq!((step, quantity), (9, Quantity::Value));
        let last = descent.moves[step];
        assert!(last.from.iter().all(|x| x.is_finite()) && last.value == f64::INFINITY);
        assert!(descent.moves[..step].iter().all(|earlier| earlier.overflow().is_none()));
    }

    #[test]
    fn every_number_that_overflows_has_its_name() {
        let calm = chapter([1.0, 0.0], 0.01).moves[0];
        assert_eq!(calm.overflow(), None);
        let lost = f64::INFINITY;
        let mean = Parts { v: Some([lost, 0.0]), ..calm.parts };
        for (overflowing, quantity) in [
            (Move { gradient: [lost, lost], to: [lost; 2], ..calm }, Quantity::GradientX),
            (Move { gradient: [0.0, lost], ..calm }, Quantity::GradientY),
            (Move { parts: mean, to: [lost; 2], ..calm }, Quantity::Mean),
            (Move { to: [f64::NAN, 0.0], ..calm }, Quantity::X),
            (Move { to: [0.0, lost], ..calm }, Quantity::Y),
        ] {
            assert_eq!(overflowing.overflow(), Some(quantity));
        }
    }

    #[test]
    fn a_hurried_step_leads_where_a_step_leads() {
        for optimizer in Optimizer::ALL {
            let mut slow = Walker::new(Surface::Himmelblau, optimizer, 0.01, [-4.0, 0.0]);
            let mut fast = slow;
            for _ in 0..STEPS {
                slow.step();
                fast.step_fast();
                assert_eq!(slow.at(), fast.at(), "{optimizer:?}");
            }
        }
    }
}
