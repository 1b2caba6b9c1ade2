//! z for z > 0, leak · z otherwise; its derivative at 0 is taken as the leak.

use super::Function;
use crate::numeric::lanes::Lanes;

pub struct LeakyRelu;

impl Function for LeakyRelu {
    const FORMULA: Option<&str> = Some("max({leak}*{z}, {z})");
    const PYTHON: [&str; 2] =
        ["lambda z: np.where(z > 0, z, LEAK * z)", "lambda z, y: np.where(z > 0, 1.0, LEAK)"];

    fn kink(leak: f64) -> Option<f64> {
        (leak != 1.0).then_some(0.0)
    }

    #[inline]
    fn value<V: Lanes>(z: V, leak: V) -> V {
        z.if_positive(z, leak * z)
    }

    #[inline]
    fn slope<V: Lanes>(z: V, _: V, leak: V) -> V {
        z.if_positive(V::splat(1.0), leak)
    }
}
