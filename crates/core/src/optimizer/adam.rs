//! Adam: m ← β₁m + (1 − β₁) g, v ← β₂v + (1 − β₂) g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ),
//! Δ = −η m̂ / (√v̂ + ε).
//!
//! Source: Kingma & Ba, *ICLR* (2015), algorithm 1 and its defaults.

use super::{Constants, Parts, Rule, Slots, mean, scaled};
use crate::numeric::lanes::Lanes;

pub struct Adam;

impl Rule for Adam {
    const PYTHON: &str = r#"MEANS = {}  # of every array, m, v, and how many steps it has made


def descend(array, down, rate):
    """Adam: momentum and RMSProp together, corrected for their start from 0."""
    m, v, t = MEANS.get(id(array), (0, 0, 0))
    m, v, t = ${beta1} * m + (1 - ${beta1}) * down, ${beta2} * v + (1 - ${beta2}) * down * down, t + 1
    MEANS[id(array)] = m, v, t
    array += rate * m / (1 - ${beta1} ** t) / (np.sqrt(v / (1 - ${beta2} ** t)) + ${epsilon})"#;

    #[inline]
    fn step<V: Lanes>(c: &Constants, left: [f64; 2], rate: f64, g: V, slots: &mut Slots<V>) -> Parts<V> {
        let Slots { m, v } = slots;
        *m = mean(*m, g, c.betas[0]);
        *v = mean(*v, g * g, c.betas[1]);
        let (m_hat, v_hat) = (*m / V::splat(1.0 - left[0]), *v / V::splat(1.0 - left[1]));
        let change = scaled(rate, m_hat, v_hat, c.epsilon);
        Parts { m: Some(*m), v: Some(*v), m_hat: Some(m_hat), v_hat: Some(v_hat), change }
    }
}
