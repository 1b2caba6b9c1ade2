//! Optimizers: how a gradient becomes a step, component by component, each in a file of its own.
//!
//! All of them see only the gradient at the current point. The same rules descend surfaces and
//! train networks, with different constants.

mod adam;
mod momentum;
mod rmsprop;
mod sgd;

use crate::choice::choices;
use crate::numeric::lanes::{F64x2, Lanes};

/// The constants of the rules, without the learning rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// The share of the old direction that momentum keeps.
    pub momentum: f64,
    /// The share of the old mean square that RMSProp keeps.
    pub decay: f64,
    /// The shares of the old means that Adam keeps: of the gradient, of its square.
    pub betas: [f64; 2],
    /// Keeps RMSProp and Adam from dividing by 0.
    pub epsilon: f64,
}

impl Default for Constants {
    /// PyTorch's defaults.
    fn default() -> Self {
        Self { momentum: 0.9, decay: 0.99, betas: [0.9, 0.999], epsilon: 1e-8 }
    }
}

/// The state that a rule keeps for each component; all zero at first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slots<V> {
    /// A running mean (of momentum: sum) of gradients.
    pub m: V,
    /// A running mean of squared gradients.
    pub v: V,
}

impl<V: Lanes> Default for Slots<V> {
    fn default() -> Self {
        Self { m: V::splat(0.0), v: V::splat(0.0) }
    }
}

/// The parts of a step, in the order in which they are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts<V> {
    /// m, the running mean (of momentum: sum) of the gradient.
    pub m: Option<V>,
    /// v, the running mean of the squared gradient.
    pub v: Option<V>,
    /// m̂, the mean corrected for its start from 0.
    pub m_hat: Option<V>,
    /// v̂, the mean square corrected for its start from 0.
    pub v_hat: Option<V>,
    /// Δ, the change to be added.
    pub change: V,
}

impl<V> Parts<V> {
    /// A step with no other parts.
    pub(crate) fn of(change: V) -> Self {
        Self { m: None, v: None, m_hat: None, v_hat: None, change }
    }

    /// Converts every part.
    pub fn map<W>(self, f: impl Fn(V) -> W) -> Parts<W> {
        let Self { m, v, m_hat, v_hat, change } = self;
        Parts { m: m.map(&f), v: v.map(&f), m_hat: m_hat.map(&f), v_hat: v_hat.map(&f), change: f(change) }
    }
}

/// A rule for the next step.
trait Rule {
    /// The parts of a step of length `rate` for a gradient. `left` is the weight that the start
    /// from 0 still has after this step: β₁ᵗ and β₂ᵗ, where this is step t = 1, 2, …
    fn step<V: Lanes>(
        constants: &Constants,
        left: [f64; 2],
        rate: f64,
        g: V,
        slots: &mut Slots<V>,
    ) -> Parts<V>;

    /// In the program: `descend(array, down, rate)` moves an array of parameters in place. `down` is
    /// −∂L/∂w, the chapter's sign.
    const PYTHON: &str;
}

/// A vector of parameters with its gradient, m and v.
pub(crate) type Moving<'a> = (&'a mut F64x2, &'a F64x2, &'a mut F64x2, &'a mut F64x2);

/// The weight that a start from 0 still has after so many steps: β₁ᵗ and β₂ᵗ.
pub(crate) fn left(constants: &Constants, steps: u64) -> [f64; 2] {
    constants.betas.map(|beta| power(beta, steps))
}

/// baseⁿ by squaring: exact but for one rounding per multiplication, about 2 log₂ n of them.
fn power(base: f64, n: u64) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let half = power(base, n / 2);
    half * half * if n % 2 == 1 { base } else { 1.0 }
}

/// The list, in the order in which choices are offered.
macro_rules! optimizers {
    ($($(#[$doc:meta])* $member:ident = $name:literal $(or $old:literal)? in $file:ident;)+) => {
        choices! {
            /// A rule for the next step.
            Optimizer { $($(#[$doc])* $member = $name $(or $old)?,)+ }
        }

        impl Optimizer {
            /// The parts of the next step for a gradient, with the slots updated. `left`: see the rules.
            #[inline]
            pub(crate) fn step<V: Lanes>(
                self, constants: &Constants, left: [f64; 2], rate: f64, g: V, slots: &mut Slots<V>,
            ) -> Parts<V> {
                match self {
                    $(Self::$member => $file::$member::step(constants, left, rate, g, slots),)+
                }
            }

            /// Makes that step for many vectors, each with its gradient and its m and v.
            pub(crate) fn step_all<'a>(
                self, constants: &Constants, left: [f64; 2], rate: f64, vectors: impl Iterator<Item = Moving<'a>>,
            ) {
                match self {
                    $(Self::$member => for (w, &g, m, v) in vectors {
                        let mut slots = Slots { m: *m, v: *v };
                        *w = *w + $file::$member::step(constants, left, rate, g, &mut slots).change;
                        (*m, *v) = (slots.m, slots.v);
                    })+
                }
            }

            /// In the program: `descend(array, down, rate)`; settings are in braces, `${momentum}`.
            pub fn python(self) -> &'static str {
                match self {
                    $(Self::$member => $file::$member::PYTHON,)+
                }
            }
        }
    };
}

optimizers! {
    /// Steps down the gradient, in proportion to its size.
    Sgd = "sgd" or "gradientDescent" in sgd;
    /// Steps along a decaying sum of the gradients so far.
    Momentum = "momentum" in momentum;
    /// Steps of about the same length however steep the function is.
    RmsProp = "rmsprop" or "rmsProp" in rmsprop;
    /// Momentum and RMSProp together, corrected for their start from 0.
    Adam = "adam" in adam;
}

impl Optimizer {
    /// The parts of the next step for one number.
    #[inline(never)] // the rules are long, and this is not for training
    pub(crate) fn step_of(
        self,
        constants: &Constants,
        left: [f64; 2],
        rate: f64,
        g: f64,
        mut slots: Slots<f64>,
    ) -> Parts<f64> {
        self.step(constants, left, rate, g, &mut slots)
    }
}

/// An exponential running mean: `decay` of the old, the rest of the new.
#[inline]
fn mean<V: Lanes>(old: V, new: V, decay: f64) -> V {
    V::splat(decay) * old + V::splat(1.0 - decay) * new
}

/// −η direction / (√square + ε). IEEE 754 rounds roots correctly, so this `sqrt`, unlike std's other
/// functions, has the same bits everywhere; and it is one instruction.
#[inline]
fn scaled<V: Lanes>(rate: f64, direction: V, square: V, epsilon: f64) -> V {
    V::splat(-rate) * direction / (square.each(f64::sqrt) + V::splat(epsilon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::CONSTANTS;
    use proptest::prelude::*;

    fn changes(optimizer: Optimizer, gradients: &[[f64; 2]]) -> Vec<Parts<[f64; 2]>> {
        let (mut slots, mut left) = (Slots::default(), [1.0; 2]);
        let step = |&[x, y]: &[f64; 2]| {
            left = [0, 1].map(|i| left[i] * CONSTANTS.betas[i]);
            let parts = optimizer.step(&CONSTANTS, left, 0.1, F64x2::new(x, y), &mut slots);
            parts.map(|pair| [pair.low(), pair.high()])
        };
        gradients.iter().map(step).collect()
    }

    /// The rules worked out by hand: η = 0.1, g = 2, then g = −1.
    #[test]
    fn two_steps_of_each_are_those_of_the_table() {
        let expected = [
            (Optimizer::Sgd, [-0.2, 0.1]),
            (Optimizer::Momentum, [-0.2, -0.08]),
            (Optimizer::RmsProp, [-0.316_227_761, 0.147_441_954]),
            (Optimizer::Adam, [-0.1, -0.026_633_704]),
        ];
        for (optimizer, expected) in expected {
            let parts = changes(optimizer, &[[2.0, 2.0], [-1.0, -1.0]]);
            for (parts, expected) in parts.iter().zip(expected) {
                assert_eq!(parts.change[0], parts.change[1]);
                assert!((parts.change[0] - expected).abs() < 5e-9, "{optimizer:?} {}", parts.change[0]);
            }
        }
    }

    proptest! {
        #[test]
        fn adams_means_are_exact_for_a_gradient_that_stays(
            g in prop::array::uniform2(-1e3..1e3_f64), steps in 1..500_usize,
        ) {
            // This is why Adam divides by 1 − βᵗ; multiplying by it would fail here.
            for parts in changes(Optimizer::Adam, &vec![g; steps]) {
                let (m, v) = (parts.m_hat.expect("a mean"), parts.v_hat.expect("a mean square"));
                for i in 0..2 {
                    prop_assert!((m[i] - g[i]).abs() <= 1e-11 * g[i].abs());
                    prop_assert!((v[i] - g[i] * g[i]).abs() <= 1e-11 * g[i] * g[i]);
                }
            }
        }

        #[test]
        fn the_first_step_of_adam_and_rmsprop_does_not_depend_on_the_slope(g in 1e-2..1e6_f64) {
            let first = |optimizer| changes(optimizer, &[[g, -g]])[0].change;
            prop_assert!((first(Optimizer::Adam)[0] + 0.1).abs() < 1e-6);
            prop_assert!((first(Optimizer::RmsProp)[1] - 0.1 / libm::sqrt(0.1)).abs() < 2e-5);
        }
    }

    #[test]
    fn powers_are_repeated_products_but_for_roundings() {
        let mut product = 1.0;
        for n in 0..2000 {
            assert!((power(0.999, n) - product).abs() <= n as f64 * f64::EPSILON * product, "{n}");
            product *= 0.999;
        }
    }

    #[test]
    fn names_of_old_links_find_their_rule_and_are_not_written() {
        for (old, name) in [("gradientDescent", "sgd"), ("rmsProp", "rmsprop"), ("adam", "adam")] {
            assert_eq!(Optimizer::named(old).map(Optimizer::name), Some(name));
        }
        assert_eq!(Optimizer::named("nesterov"), None);
    }
}
