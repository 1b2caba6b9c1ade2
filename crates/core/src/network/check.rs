//! Backpropagation checked against the definition of a derivative, on the next sample.

use super::backprop::Backprop;
use super::gradient::Gradient;
use super::{Activity, Network};
use crate::data::Sample;
use crate::numeric::difference::central_difference;

/// A gradient below this has no digits that a difference quotient could confirm, since rounding
/// alone puts that off by about 1e-11. Such gradients are compared on this scale.
pub const FLOOR: f64 = 1e-6;

/// The gradient of one parameter, computed in two ways.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Its index in [`Network::parameters`].
    pub index: usize,
    /// By backpropagation.
    pub gradient: f64,
    /// By the central difference.
    pub central: f64,
    /// |gradient − central| / max(|gradient|, |central|, [`FLOOR`]).
    pub relative: f64,
}

impl Difference {
    fn new(index: usize, gradient: f64, central: f64) -> Self {
        let mut scale = FLOOR;
        for x in [gradient.abs(), central.abs()] {
            if x > scale {
                scale = x;
            }
        }
        Self { index, gradient, central, relative: (gradient - central).abs() / scale }
    }
}

/// The gradients of the next sample by backpropagation, and what is needed to check them.
pub struct Check {
    network: Network,
    activity: Activity,
    gradient: Vec<f64>,
    sample: Sample,
}

impl Check {
    /// The check for this network and this sample.
    pub fn of(network: &Network, sample: Sample) -> Self {
        let mut gradient = Gradient::of(network);
        Backprop::of(network).add_gradient(network, &sample.input, sample.class, &mut gradient);
        Self {
            gradient: gradient.values(),
            activity: Activity::of(network),
            network: network.clone(),
            sample,
        }
    }

    /// One parameter, by its index in [`Network::parameters`].
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn at(&mut self, index: usize) -> Difference {
        let value = self.network.parameter(index);
        let central = central_difference(value, |moved| {
            self.network.set_parameter(index, moved);
            self.loss()
        });
        self.network.set_parameter(index, value);
        Difference::new(index, self.gradient[index], central)
    }

    /// The parameter in this range whose two gradients differ most; `None` if the range is empty.
    pub fn worst(&mut self, range: std::ops::Range<usize>) -> Option<Difference> {
        let end = range.end.min(self.gradient.len());
        (range.start..end).map(|index| self.at(index)).reduce(|worst, next| {
            // A gradient that is not a number is the worst of all.
            if next.relative > worst.relative || next.relative.is_nan() { next } else { worst }
        })
    }

    fn loss(&mut self) -> f64 {
        let output = self.network.predict(&self.sample.input, &mut self.activity);
        self.network.loss.value(output, self.sample.class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::run::Trainer;
    use proptest::prelude::*;

    /// For gradients away from kinks, with losses of about 1.
    const TOLERANCE: f64 = 2e-4;

    fn trainer(hidden: &[usize], seed: u32, activation: Activation, bias: bool) -> Trainer {
        let hidden = hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let activation = activation.name();
        let seed = format!("networkSeed={seed}&trainBias={bias}&activation={activation}");
        Trainer::with(&format!("samples=20&layers=2,{hidden},2&{seed}"))
    }

    fn check(trainer: &Trainer) -> Check {
        Check::of(trainer.network(), trainer.next_sample())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn backpropagation_is_the_central_difference(
            hidden in proptest::collection::vec(1..9_usize, 1..4), seed: u32, bias: bool,
            which in 0..Activation::ALL.len(), steps in 0..40_u64
        ) {
            let mut trainer = trainer(&hidden, seed, Activation::ALL[which], bias);
            trainer.step(steps);
            let near_kink = trainer.trace().layers.iter().any(|layer| layer.z.iter().any(|z| z.abs() < 1e-3));
            prop_assume!(!near_kink);
            let worst = check(&trainer).worst(0..usize::MAX).expect("parameters");
            prop_assert!(worst.relative < TOLERANCE, "{worst:?}");
        }
    }

    #[test]
    fn a_wrong_gradient_is_found() {
        let trainer = trainer(&[3], 0, Activation::Tanh, true);
        let mut check = check(&trainer);
        check.gradient[5] += 1e-3;
        let worst = check.worst(0..usize::MAX).expect("parameters");
        assert_eq!(worst.index, 5);
        assert!(worst.relative > 1e-3);
        assert_eq!(check.network.parameters(), trainer.network().parameters(), "it leaves no trace");
    }

    #[test]
    fn an_empty_range_has_no_worst() {
        assert_eq!(check(&trainer(&[3], 0, Activation::Tanh, true)).worst(99..99), None);
    }
}
