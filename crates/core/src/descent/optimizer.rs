//! Four ways to walk down a slope, each step in its named parts.
//!
//! All of them see the gradient at the place where they stand, and nothing else. With gₜ the
//! gradient at step t = 1, 2, …, component by component:
//!
//! | | |
//! |---|---|
//! | gradient descent | Δ = −η g |
//! | momentum | m ← βm + g, Δ = −η m; β = 0.9 |
//! | RMSProp | v ← ρv + (1 − ρ) g², Δ = −η g / (√v + ε); ρ = 0.9, ε = 1e-8 |
//! | Adam | m ← β₁m + (1 − β₁) g, v ← β₂v + (1 − β₂) g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), Δ = −η m̂ / (√v̂ + ε); β₁ = 0.9, β₂ = 0.999, ε = 1e-8 |
//!
//! Sources. Momentum: Polyak, *USSR Computational Mathematics* 4 (1964), in the form of PyTorch's
//! `SGD(momentum=0.9)`. RMSProp: Tieleman & Hinton, *Neural Networks for Machine Learning*, lecture
//! 6.5 (2012), whose decay is 0.9 (Keras' default too; PyTorch's is 0.99); ε outside the root.
//! Adam: Kingma & Ba, *ICLR* (2015), algorithm 1 and its defaults.

/// The share of the old direction that momentum keeps.
pub const MOMENTUM: f64 = 0.9;
/// The share of the old mean square that RMSProp keeps.
pub const RMSPROP_DECAY: f64 = 0.9;
/// The shares of the old means that Adam keeps: of the gradient, of its square.
pub const ADAM_DECAYS: [f64; 2] = [0.9, 0.999];
/// What keeps RMSProp and Adam from dividing by 0.
pub const EPSILON: f64 = 1e-8;

/// A rule for the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimizer {
    /// Down the gradient, as far as it is steep.
    GradientDescent,
    /// A ball that keeps rolling.
    Momentum,
    /// Steps of about the same length however steep it is.
    RmsProp,
    /// Momentum and RMSProp together, corrected for their start from 0.
    Adam,
}

/// What a rule remembers from step to step; it begins with nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    m: [f64; 2],
    v: [f64; 2],
    /// β₁ᵗ and β₂ᵗ.
    decayed: [f64; 2],
}

/// The parts of a step, in the order in which they are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// m, the running mean (of momentum: sum) of the gradient.
    pub m: Option<[f64; 2]>,
    /// v, the running mean of the squared gradient.
    pub v: Option<[f64; 2]>,
    /// m̂, the mean corrected for its start from 0.
    pub m_hat: Option<[f64; 2]>,
    /// v̂, the mean square corrected for its start from 0.
    pub v_hat: Option<[f64; 2]>,
    /// Δ, what is added to the place.
    pub change: [f64; 2],
}

impl Default for State {
    fn default() -> Self {
        Self { m: [0.0; 2], v: [0.0; 2], decayed: [1.0; 2] }
    }
}

impl Optimizer {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::GradientDescent, Self::Momentum, Self::RmsProp, Self::Adam];

    /// The name in links, options and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GradientDescent => "gradientDescent",
            Self::Momentum => "momentum",
            Self::RmsProp => "rmsProp",
            Self::Adam => "adam",
        }
    }

    /// The rule of that [`name`](Self::name).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|optimizer| optimizer.name() == name)
    }

    /// The parts of the next step for a gradient; the state moves on with it.
    #[must_use]
    pub fn step(self, rate: f64, g: [f64; 2], state: &mut State) -> Parts {
        let none = Parts { m: None, v: None, m_hat: None, v_hat: None, change: [0.0; 2] };
        match self {
            Self::GradientDescent => Parts { change: g.map(|g| -rate * g), ..none },
            Self::Momentum => {
                state.m = [0, 1].map(|i| MOMENTUM * state.m[i] + g[i]);
                Parts { m: Some(state.m), change: state.m.map(|m| -rate * m), ..none }
            }
            Self::RmsProp => {
                state.v = mean(state.v, g.map(|g| g * g), RMSPROP_DECAY);
                Parts { v: Some(state.v), change: scaled(rate, g, state.v), ..none }
            }
            Self::Adam => {
                state.m = mean(state.m, g, ADAM_DECAYS[0]);
                state.v = mean(state.v, g.map(|g| g * g), ADAM_DECAYS[1]);
                state.decayed = [0, 1].map(|i| state.decayed[i] * ADAM_DECAYS[i]);
                let m_hat = state.m.map(|m| m / (1.0 - state.decayed[0]));
                let v_hat = state.v.map(|v| v / (1.0 - state.decayed[1]));
                Parts {
                    m: Some(state.m),
                    v: Some(state.v),
                    m_hat: Some(m_hat),
                    v_hat: Some(v_hat),
                    change: scaled(rate, m_hat, v_hat),
                }
            }
        }
    }
}

/// A running mean that forgets: `decay` of the old, the rest of the new.
fn mean(old: [f64; 2], new: [f64; 2], decay: f64) -> [f64; 2] {
    [0, 1].map(|i| decay * old[i] + (1.0 - decay) * new[i])
}

/// −η direction / (√square + ε). IEEE 754 rounds roots correctly, so this `sqrt`, unlike std's other
/// functions, has the same bits everywhere; and it is one instruction.
fn scaled(rate: f64, direction: [f64; 2], square: [f64; 2]) -> [f64; 2] {
    [0, 1].map(|i| -rate * direction[i] / (square[i].sqrt() + EPSILON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changes(optimizer: Optimizer, gradients: &[[f64; 2]]) -> Vec<Parts> {
        let mut state = State::default();
        gradients.iter().map(|&g| optimizer.step(0.1, g, &mut state)).collect()
    }

    /// A pocket-calculator run of the table above: η = 0.1, g = 2, then g = −1.
    #[test]
    fn two_steps_of_each_are_those_of_the_table() {
        let expected = [
            (Optimizer::GradientDescent, [-0.2, 0.1]),
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
            // This is what dividing by 1 − βᵗ is for, and what multiplying by it would break.
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
    fn names_find_their_rule() {
        for optimizer in Optimizer::ALL {
            assert_eq!(Optimizer::named(optimizer.name()), Some(optimizer));
        }
        assert_eq!(Optimizer::named("sgd"), None);
    }
}
