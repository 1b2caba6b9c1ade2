//! Momentum: m ← βm + g, Δ = −η m.
//!
//! Source: Polyak, *USSR Computational Mathematics* 4 (1964), in the form of PyTorch's
//! `SGD(momentum=0.9)`.

use super::{Constants, Parts, Rule, Slots};
use crate::numeric::lanes::Lanes;

pub struct Momentum;

impl Rule for Momentum {
    const PYTHON: &str = r#"M = {}  # of every array, m


def descend(array, down, rate):
    """Momentum: m remembers where it came from."""
    m = M.setdefault(id(array), np.zeros_like(array))
    m[...] = ${momentum} * m + down
    array += rate * m"#;

    #[inline]
    fn step<V: Lanes>(c: &Constants, _: [f64; 2], rate: f64, g: V, slots: &mut Slots<V>) -> Parts<V> {
        slots.m = V::splat(c.momentum) * slots.m + g;
        Parts { m: Some(slots.m), ..Parts::of(V::splat(-rate) * slots.m) }
    }
}
