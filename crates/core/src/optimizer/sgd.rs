//! Gradient descent: Δ = −η g.

use super::{Constants, Parts, Rule, Slots};
use crate::numeric::lanes::Lanes;

pub struct Sgd;

impl Rule for Sgd {
    const PYTHON: &str = r#"def descend(array, down, rate):
    """Gradient descent: down the slope, as far as it is steep."""
    array += rate * down"#;

    #[inline]
    fn step<V: Lanes>(_: &Constants, _: [f64; 2], rate: f64, g: V, _: &mut Slots<V>) -> Parts<V> {
        Parts::of(V::splat(-rate) * g)
    }
}
