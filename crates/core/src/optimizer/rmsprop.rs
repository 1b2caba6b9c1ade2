//! RMSProp: v ← ρv + (1 − ρ) g², Δ = −η g / (√v + ε).
//!
//! Source: Tieleman & Hinton, *Neural Networks for Machine Learning*, lecture 6.5 (2012), whose decay is
//! 0.9 (Keras' default too; PyTorch's is 0.99); ε outside the root.

use super::{Constants, Parts, Rule, Slots, mean, scaled};
use crate::numeric::lanes::Lanes;

pub struct RmsProp;

impl Rule for RmsProp {
    const PYTHON: &str = r#"V = {}  # of every array, v


def descend(array, down, rate):
    """RMSProp: steps of about the same length however steep it is."""
    v = V.setdefault(id(array), np.zeros_like(array))
    v[...] = ${decay} * v + (1 - ${decay}) * down * down
    array += rate * down / (np.sqrt(v) + ${epsilon})"#;

    #[inline]
    fn step<V: Lanes>(c: &Constants, _: [f64; 2], rate: f64, g: V, slots: &mut Slots<V>) -> Parts<V> {
        slots.v = mean(slots.v, g * g, c.decay);
        Parts { v: Some(slots.v), ..Parts::of(scaled(rate, g, slots.v, c.epsilon)) }
    }
}
