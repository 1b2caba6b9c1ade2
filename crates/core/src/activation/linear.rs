//! z itself.

use super::Function;
use crate::numeric::lanes::Lanes;

pub struct Linear;

impl Function for Linear {
    const FORMULA: Option<&str> = Some("1*{z}");
    const PYTHON: [&str; 2] = ["lambda z: z", "lambda z, y: np.ones_like(z)"];

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        z
    }

    #[inline]
    fn slope<V: Lanes>(_: V, _: V, _: V) -> V {
        V::splat(1.0)
    }
}
