//! Activation functions, each with its derivative.
//!
//! Every formula is written once over `Lanes`, so a single value has the same bits as in the
//! vectors that the kernel trains with. All but GELU share one exponential.

mod elu;
mod exponential;
mod gelu;
mod leaky_relu;
mod linear;
mod normal;
mod relu;
mod shape;
mod sigmoid;
mod silu;
mod softplus;
mod tanh;

use crate::choice::choices;
use crate::numeric::lanes::Lanes;
pub use normal::normal_and_density;
pub use shape::{SATURATED, VIEW, log_place, mean_difference, tanh_by_sigmoid};

/// The usual slope of leaky ReLU below 0: the default of the setting, and the slope in expressions.
pub const LEAK: f64 = 0.01;

/// The definition of one activation. `leak` is the slope of leaky ReLU below 0; the others ignore
/// it.
trait Function {
    /// f(z) as an expression of `{z}` and `{leak}`; `None` if the language cannot express it.
    const FORMULA: Option<&str>;
    /// f(z), and f′ of z and y = f(z), in NumPy; the parameter is called LEAK.
    const PYTHON: [&str; 2];

    /// The z of f's corner; the corner itself counts as left of it.
    fn kink(_leak: f64) -> Option<f64> {
        None
    }

    /// f(z).
    fn value<V: Lanes>(z: V, leak: V) -> V;

    /// f′(z), given y = f(z) from the forward pass; z is needed where y alone does not tell the
    /// branch of f.
    fn slope<V: Lanes>(z: V, y: V, leak: V) -> V;
}

/// The list, in the order in which choices are offered.
macro_rules! activations {
    ($($(#[$doc:meta])* $member:ident = $name:literal in $file:ident;)+) => {
        choices! {
            /// The function that a neuron applies to its weighted sum z.
            Activation { $($(#[$doc])* $member = $name,)+ }
        }

        impl Activation {
            /// a = f(z), lane by lane.
            pub(crate) fn apply<V: Lanes>(self, z: &[V], a: &mut [V], leak: f64) {
                let leak = V::splat(leak);
                match self {
                    $(Self::$member => map(z, a, |z| $file::$member::value(z, leak)),)+
                }
            }

            /// δ ← δ · f′(z), lane by lane: from dE/da to dE/dz.
            pub(crate) fn chain<V: Lanes>(self, z: &[V], y: &[V], delta: &mut [V], leak: f64) {
                let leak = V::splat(leak);
                match self {
                    $(Self::$member => scale(z, y, delta, |z, y| $file::$member::slope(z, y, leak)),)+
                }
            }

            /// The z of f's corner: f′ differs between its two sides, and the corner itself counts
            /// as left of it.
            pub fn kink(self, leak: f64) -> Option<f64> {
                match self {
                    $(Self::$member => $file::$member::kink(leak),)+
                }
            }

            /// f(z) as an expression, with this text for z; `None` if the language cannot express it.
            pub fn formula(self, z: &str, leak: f64) -> Option<String> {
                let text = match self {
                    $(Self::$member => $file::$member::FORMULA,)+
                };
                Some(text?.replace("{z}", z).replace("{leak}", &leak.to_string()))
            }

            /// f(z), and f′ of z and y = f(z), in NumPy; the parameter is called LEAK.
            pub fn python(self) -> [&'static str; 2] {
                match self {
                    $(Self::$member => $file::$member::PYTHON,)+
                }
            }
        }
    };
}

activations! {
    /// σ(z) = 1 / (1 + e⁻ᶻ), ℝ → (0, 1).
    Sigmoid = "sigmoid" in sigmoid;
    /// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), ℝ → (−1, 1).
    Tanh = "tanh" in tanh;
    /// max(0, z); its derivative at 0 is taken as 0.
    Relu = "relu" in relu;
    /// z for z > 0, leak · z otherwise; its derivative at 0 is taken as the leak.
    LeakyRelu = "leakyRelu" in leaky_relu;
    /// z itself.
    Linear = "linear" in linear;
    /// z for z > 0, eᶻ − 1 otherwise (the exponential linear unit with α = 1), ℝ → (−1, ∞).
    Elu = "elu" in elu;
    /// z · Φ(z), Φ being the normal distribution, computed exactly by erf. It falls, then rises.
    Gelu = "gelu" in gelu;
    /// ln(1 + eᶻ), ℝ → (0, ∞): a ReLU without its corner.
    Softplus = "softplus" in softplus;
    /// z · σ(z), also called swish. It falls, then rises.
    Silu = "silu" in silu;
}

impl Activation {
    /// f(z). `leak` is the slope of leaky ReLU below 0; the others ignore it.
    pub fn value(self, z: f64, leak: f64) -> f64 {
        let mut a = [0.0];
        self.apply(&[z], &mut a, leak);
        a[0]
    }

    /// f′(z), given z and y = f(z), which the forward pass already holds.
    pub fn slope(self, z: f64, y: f64, leak: f64) -> f64 {
        let mut delta = [1.0];
        self.chain(&[z], &[y], &mut delta, leak);
        delta[0]
    }
}

#[inline]
fn map<V: Lanes>(z: &[V], a: &mut [V], f: impl Fn(V) -> V) {
    for (a, &z) in a.iter_mut().zip(z) {
        *a = f(z);
    }
}

#[inline]
fn scale<V: Lanes>(z: &[V], y: &[V], delta: &mut [V], slope: impl Fn(V, V) -> V) {
    for ((delta, &z), &y) in delta.iter_mut().zip(z).zip(y) {
        *delta = *delta * slope(z, y);
    }
}

/// Two roundings in p and q of the exponential, two in the sums, one in the quotient.
#[cfg(test)]
const ULPS: f64 = 4.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::lanes::F64x2;
    use crate::reference::{close, floats, load, ulps};
    use proptest::prelude::*;

    /// Payloads of NaN differ between machines.
    fn same(a: f64, b: f64) -> bool {
        a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
    }

    proptest! {
        #[test]
        fn the_vector_gives_the_bits_of_the_scalar(
            any in [any::<f64>(), any::<f64>()], usual in [-40.0..40.0_f64, -40.0..40.0]
        ) {
            for activation in Activation::ALL {
                for [low, high] in [any, usual] {
                    let (z, mut y) = (F64x2::new(low, high), [F64x2::zero()]);
                    let mut slope = [F64x2::splat(1.0)];
                    activation.apply(&[z], &mut y, 0.01);
                    activation.chain(&[z], &y, &mut slope, 0.01);
                    let lanes = [(low, y[0].low(), slope[0].low()), (high, y[0].high(), slope[0].high())];
                    for (z, y, slope) in lanes {
                        let alone = activation.value(z, 0.01);
                        prop_assert!(same(y, alone), "{activation:?} {z}: {y} {alone}");
                        let alone = activation.slope(z, alone, 0.01);
                        prop_assert!(same(slope, alone), "{activation:?}′ {z}: {slope} {alone}");
                    }
                }
            }
        }

        #[test]
        fn slopes_are_central_differences(z in -5.0..5.0_f64) {
            prop_assume!(z.abs() > 1e-4); // away from the kinks
            for activation in Activation::ALL {
                // The error from the curve's shape is h² f‴ / 6 < 4e-11; rounding adds 3 ulp of |f|
                // ≤ 5 at either end, < 3e-10.
                let [low, high] = [z - 1e-5, z + 1e-5];
                let f = |z| activation.value(z, 0.1);
                let central = (f(high) - f(low)) / (high - low);
                let slope = activation.slope(z, f(z), 0.1);
                prop_assert!((slope - central).abs() < 1e-9, "{activation:?} {z}: {slope} {central}");
            }
        }
    }

    #[test]
    fn nan_is_never_hidden_and_infinities_saturate() {
        for activation in Activation::ALL {
            assert!(activation.value(f64::NAN, 0.01).is_nan(), "{activation:?}");
        }
        let at = |f: Activation, z| f.value(z, 0.01);
        assert_eq!(at(Activation::Sigmoid, f64::INFINITY), 1.0);
        assert_eq!(at(Activation::Sigmoid, -800.0), 0.0);
        assert!(at(Activation::Sigmoid, f64::NEG_INFINITY) == 0.0);
        assert_eq!(at(Activation::Tanh, f64::NEG_INFINITY), -1.0);
        assert_eq!(at(Activation::Relu, f64::INFINITY), f64::INFINITY);
        assert_eq!(at(Activation::Elu, f64::NEG_INFINITY), -1.0);
        for activation in [Activation::Gelu, Activation::Softplus, Activation::Silu] {
            for (z, value, slope) in
                [(f64::INFINITY, f64::INFINITY, 1.0), (f64::NEG_INFINITY, 0.0, 0.0), (-1e300, 0.0, 0.0)]
            {
                let y = at(activation, z);
                assert_eq!((y, activation.slope(z, y, 0.01)), (value, slope), "{activation:?} {z}");
            }
        }
    }

    #[test]
    fn the_kinks_have_the_slope_of_the_left_side() {
        assert_eq!(Activation::Relu.slope(0.0, 0.0, 0.01), 0.0);
        assert_eq!(Activation::LeakyRelu.slope(0.0, 0.0, 0.01), 0.01);
    }

    #[test]
    fn values_and_derivatives_are_numpys() {
        let expected = load("activations.json");
        for activation in Activation::ALL {
            let name = if activation == Activation::LeakyRelu { "leaky_relu" } else { activation.name() };
            let [values, derivatives] = ["value", "derivative"].map(|key| floats(&expected[name][key]));
            for ((z, value), derivative) in floats(&expected["z"]).into_iter().zip(values).zip(derivatives) {
                let y = activation.value(z, 0.01);
                // scipy rounds z / √2 before erf, whose tail amplifies that error z² times.
                let ulps = if activation == Activation::Gelu { 4.0 + z * z } else { 4.0 };
                close(y, value, ulps * f64::EPSILON * value.abs());
                // 1 − y² of a y near 1 keeps the absolute error of y, not the relative one.
                close(activation.slope(z, y, 0.01), derivative, 4.0 * f64::EPSILON);
            }
        }
    }

    #[test]
    fn names_find_their_activation() {
        for activation in Activation::ALL {
            assert_eq!(Activation::named(activation.name()), Some(activation));
        }
        assert_eq!(Activation::named("Sigmoid"), None);
    }

    /// In the tails only the relative error is telling. Values from mpmath 1.4 with 50 digits.
    #[test]
    fn tails_keep_their_digits() {
        let value = |activation: Activation, z| activation.value(z, 0.0);
        for (got, expected, within) in [
            (value(Activation::Elu, -20.0), -0.999_999_997_938_846_4, ULPS),
            (value(Activation::Gelu, -6.0), -5.919_525_870_226_188_5e-9, ULPS),
            (Activation::Gelu.slope_at(-6.0, 0.0), -3.546_870_945_390_201_5e-8, ULPS),
            (value(Activation::Gelu, -20.0), -5.507_248_237_212_468e-88, ULPS),
            (Activation::Gelu.slope_at(-20.0, 0.0), -1.101_436_048_313_344_6e-86, 3.0 * ULPS),
            (value(Activation::Softplus, -20.0), 2.061_153_620_314_381e-9, ULPS),
            (Activation::Softplus.slope_at(-20.0, 0.0), 2.061_153_618_190_203_7e-9, ULPS),
            (value(Activation::Silu, -20.0), -4.122_307_236_380_407e-8, ULPS),
            (Activation::Silu.slope_at(-20.0, 0.0), -3.916_191_866_064_678_6e-8, ULPS),
        ] {
            let far = ulps(got, expected);
            assert!(far <= within, "{got} is {far} ulp from {expected}");
        }
    }
}
