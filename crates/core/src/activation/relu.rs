//! max(0, z); its derivative at 0 is taken as 0.

use super::Function;
use crate::numeric::lanes::Lanes;

pub struct Relu;

impl Function for Relu {
    const FORMULA: Option<&str> = Some("relu({z})");
    const PYTHON: [&str; 2] = ["lambda z: np.maximum(z, 0)", "lambda z, y: (z > 0) * 1.0"];

    fn kink(_: f64) -> Option<f64> {
        Some(0.0)
    }

    #[inline]
    fn value<V: Lanes>(z: V, _: V) -> V {
        // Not max(z, 0), which would turn NaN into 0 and hide a run that has diverged.
        z.if_negative(V::splat(0.0), z)
    }

    #[inline]
    fn slope<V: Lanes>(z: V, _: V, _: V) -> V {
        z.if_positive(V::splat(1.0), V::splat(0.0))
    }
}
