//! Activation functions, each beside its derivative.
//!
//! Every formula is written once over [`Lanes`], so the scalar that a reader asks for and the
//! vector that the kernel trains with are the same bits. Sigmoid and tanh share one exponential.

use crate::lanes::Lanes;

/// What a neuron does to its weighted sum z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// σ(z) = 1 / (1 + e⁻ᶻ), ℝ → (0, 1).
    Sigmoid,
    /// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), ℝ → (−1, 1).
    Tanh,
    /// max(0, z); its derivative at 0 is taken as 0.
    Relu,
    /// z for z > 0, leak · z otherwise; its derivative at 0 is taken as the leak.
    LeakyRelu,
    /// z itself.
    Linear,
}

impl Activation {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Sigmoid, Self::Tanh, Self::Relu, Self::LeakyRelu, Self::Linear];

    /// The name in settings, links and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
            Self::LeakyRelu => "leakyRelu",
            Self::Linear => "linear",
        }
    }

    /// The activation of that [`name`](Self::name).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|activation| activation.name() == name)
    }

    /// f(z). `leak` is the slope of leaky ReLU below 0; the others do not read it.
    #[must_use]
    pub fn value(self, z: f64, leak: f64) -> f64 {
        let mut a = [0.0];
        self.apply(&[z], &mut a, leak);
        a[0]
    }

    /// f′(z), given z and y = f(z), which the forward pass already holds.
    #[must_use]
    pub fn slope(self, z: f64, y: f64, leak: f64) -> f64 {
        let mut delta = [1.0];
        self.chain(&[z], &[y], &mut delta, leak);
        delta[0]
    }

    /// a = f(z), lane by lane.
    pub(crate) fn apply<V: Lanes>(self, z: &[V], a: &mut [V], leak: f64) {
        let leak = V::splat(leak);
        match self {
            Self::Sigmoid => map(z, a, sigmoid),
            Self::Tanh => map(z, a, tanh),
            Self::Relu => map(z, a, relu),
            Self::LeakyRelu => map(z, a, |z| leaky_relu(z, leak)),
            Self::Linear => map(z, a, |z| z),
        }
    }

    /// δ ← δ · f′(z), lane by lane: from dE/da to dE/dz.
    pub(crate) fn chain<V: Lanes>(self, z: &[V], y: &[V], delta: &mut [V], leak: f64) {
        let leak = V::splat(leak);
        match self {
            Self::Sigmoid => scale(z, y, delta, |_, y| sigmoid_slope(y)),
            Self::Tanh => scale(z, y, delta, |_, y| tanh_slope(y)),
            Self::Relu => scale(z, y, delta, |z, _| relu_slope(z)),
            Self::LeakyRelu => scale(z, y, delta, |z, _| leaky_relu_slope(z, leak)),
            Self::Linear => (),
        }
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

#[inline]
fn sigmoid<V: Lanes>(z: V) -> V {
    // With e⁻ᶻ = 2ᵏ · (q + p) / (q − p), the fraction of the exponential goes into σ's own: one
    // division. Beyond 709.44 the power is ∞ and σ is 0, where the true value is below 1e-308.
    let Exponential { scale, p, q } = Exponential::of(clamp(-z, -708.0, 709.5));
    let denominator = q - p;
    denominator / (denominator + scale * (q + p))
}

#[inline]
fn sigmoid_slope<V: Lanes>(y: V) -> V {
    y * (V::splat(1.0) - y)
}

#[inline]
fn tanh<V: Lanes>(z: V) -> V {
    // (e²ᶻ − 1) / (e²ᶻ + 1), multiplied out so that nothing cancels near 0 (there 2ᵏ − 1 = 0 and
    // p carries all the digits). From |z| = 20 on tanh rounds to ±1.
    let z = clamp(z, -20.0, 20.0);
    let Exponential { scale, p, q } = Exponential::of(z + z);
    let (less, more) = (scale - V::splat(1.0), scale + V::splat(1.0));
    (less * q + more * p) / (more * q + less * p)
}

#[inline]
fn tanh_slope<V: Lanes>(y: V) -> V {
    V::splat(1.0) - y * y
}

#[inline]
fn relu<V: Lanes>(z: V) -> V {
    // Not max(z, 0), which would turn NaN into 0 and hide a run that has diverged.
    z.if_negative(V::splat(0.0), z)
}

#[inline]
fn relu_slope<V: Lanes>(z: V) -> V {
    z.if_positive(V::splat(1.0), V::splat(0.0))
}

#[inline]
fn leaky_relu<V: Lanes>(z: V, leak: V) -> V {
    z.if_positive(z, leak * z)
}

#[inline]
fn leaky_relu_slope<V: Lanes>(z: V, leak: V) -> V {
    z.if_positive(V::splat(1.0), leak)
}

/// `x` between `low` and `high`; NaN stays NaN.
#[inline]
fn clamp<V: Lanes>(x: V, low: f64, high: f64) -> V {
    let (low, high) = (V::splat(low), V::splat(high));
    let x = (x - low).if_negative(low, x);
    (x - high).if_positive(high, x)
}

/// eˣ = scale · (q + p) / (q − p), before the division.
///
/// Source: the Padé form of S. L. Moshier's Cephes library, `exp.c`: x = k·ln 2 + r with
/// |r| ≤ ln 2 / 2, p = r·P(r²), q = Q(r²), scale = 2ᵏ; ln 2 is split in two so that r is exact.
struct Exponential<V> {
    scale: V,
    p: V,
    q: V,
}

impl<V: Lanes> Exponential<V> {
    /// For −708 ≤ x ≤ 709.5; there, and nowhere else, k fits the exponent of a double.
    #[inline]
    fn of(x: V) -> Self {
        const LN_2_HIGH: f64 = 6.931_457_519_531_25e-1;
        const LN_2_LOW: f64 = 1.428_606_820_309_417_2e-6;
        // Adding 1.5 · 2⁵² rounds to an integer, which then sits in the lowest bits.
        const TO_INTEGER: f64 = 6_755_399_441_055_744.0;
        let c = V::splat;
        let biased = x * c(std::f64::consts::LOG2_E) + c(TO_INTEGER);
        let k = biased - c(TO_INTEGER);
        let r = (x - k * c(LN_2_HIGH)) - k * c(LN_2_LOW);
        let s = r * r;
        let p = (c(1.261_771_930_748_105_9e-4) * s + c(3.029_944_077_074_419_6e-2)) * s + c(1.0);
        let q = ((c(3.001_985_051_386_644_6e-6) * s + c(2.524_483_403_496_841e-3)) * s
            + c(2.272_655_482_081_550_3e-1))
            * s
            + c(2.0);
        Self { scale: biased.exp2_of_biased(), p: r * p, q }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::F64x2;
    use crate::reference::{close, floats, load};
    use proptest::prelude::*;

    /// Distance in units of the last place of `expected`.
    fn ulps(got: f64, expected: f64) -> f64 {
        let unit = f64::from_bits(expected.abs().to_bits() + 1) - expected.abs();
        ((got - expected) / unit).abs()
    }

    /// Two roundings in p and q, two in the sums, one in the quotient.
    const ULPS: f64 = 4.0;

    proptest! {
        #[test]
        fn sigmoid_is_within_a_few_ulp(z in -700.0..700.0_f64) {
            let expected = 1.0 / (1.0 + libm::exp(-z));
            prop_assert!(ulps(sigmoid(z), expected) <= ULPS, "{z}: {} {expected}", sigmoid(z));
        }

        #[test]
        fn tanh_is_within_a_few_ulp(z in -22.0..22.0_f64, tiny in -300..0_i32) {
            for z in [z, libm::ldexp(z, tiny)] {
                prop_assert!(ulps(tanh(z), libm::tanh(z)) <= ULPS, "{z}: {}", tanh(z));
            }
        }

        #[test]
        fn the_vector_gives_the_bits_of_the_scalar(low in any::<f64>(), high in any::<f64>()) {
            for activation in Activation::ALL {
                let mut pair = [F64x2::zero()];
                activation.apply(&[F64x2::new(low, high)], &mut pair, 0.01);
                for (got, z) in [(pair[0].low(), low), (pair[0].high(), high)] {
                    let expected = activation.value(z, 0.01);
                    prop_assert!(got.to_bits() == expected.to_bits() || got.is_nan() && expected.is_nan());
                }
            }
        }

        #[test]
        fn slopes_are_central_differences(z in -5.0..5.0_f64) {
            prop_assume!(z.abs() > 1e-4); // away from the kinks
            for activation in Activation::ALL {
                let h = 1e-6;
                let f = |z| activation.value(z, 0.1);
                let central = (f(z + h) - f(z - h)) / (2.0 * h);
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
    }

    #[test]
    fn the_kinks_have_the_slope_of_the_left_side() {
        assert_eq!(Activation::Relu.slope(0.0, 0.0, 0.01), 0.0);
        assert_eq!(Activation::LeakyRelu.slope(0.0, 0.0, 0.01), 0.01);
    }

    #[test]
    fn values_and_derivatives_are_numpys() {
        let expected = load("activations.json");
        let names = ["sigmoid", "tanh", "relu", "leaky_relu", "linear"];
        for (activation, name) in Activation::ALL.into_iter().zip(names) {
            let [values, derivatives] = ["value", "derivative"].map(|key| floats(&expected[name][key]));
            for ((z, value), derivative) in floats(&expected["z"]).into_iter().zip(values).zip(derivatives) {
                let y = activation.value(z, 0.01);
                close(y, value, 4.0 * f64::EPSILON * value.abs());
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
}
