//! Losses: the functions that training minimises, each in a file of its own.
//!
//! A target is a class; as numbers, targets are 1 for the class and 0 for the others. A loss owns
//! the δ = ∂L/∂z of the last layer, since some have a short form for it.

mod mse;

use crate::activation::Activation;
use crate::choice::choices;
use crate::numeric::lanes::F64x2;

/// The definition of one loss.
trait Rule {
    /// L of one sample before it is divided by the divisor.
    fn sum(output: &[f64], class: usize) -> f64;
    /// The divisor for this number of outputs.
    fn divisor(outputs: usize) -> f64;
    /// ∂L/∂a of each output.
    fn error(output: &[f64], class: usize) -> Vec<f64>;
    /// δ = ∂L/∂z of the last layer, from its z and a, laid into vectors.
    fn delta(layer: Output, class: usize, delta: &mut [F64x2]);
    /// In the program: L over the training part, and −∂L/∂a of a sample.
    const PYTHON: [&str; 2];
    /// L as an expression of the outputs of these names and the targets t0, t1, ….
    fn formula(outputs: &[String]) -> String;
}

/// The last layer, as a loss needs it.
#[derive(Clone, Copy)]
pub(crate) struct Output<'a> {
    /// The number of outputs; the vectors' remaining lanes are padding.
    pub size: usize,
    pub activation: Activation,
    pub leak: f64,
    pub z: &'a [F64x2],
    pub a: &'a [F64x2],
}

/// The list, in the order in which choices are offered.
macro_rules! losses {
    ($($(#[$doc:meta])* $member:ident = $name:literal in $file:ident;)+) => {
        choices! {
            /// A function that training minimises.
            Loss { $($(#[$doc])* $member = $name,)+ }
        }

        impl Loss {
            /// L of one sample, from its outputs and its class.
            pub fn value(self, output: &[f64], class: usize) -> f64 {
                self.sum(output, class) / self.divisor(output.len())
            }

            /// L before it is divided by [`divisor`](Self::divisor), to be added up over samples.
            pub fn sum(self, output: &[f64], class: usize) -> f64 {
                match self {
                    $(Self::$member => $file::$member::sum(output, class),)+
                }
            }

            /// The divisor of one sample's sum for this number of outputs.
            pub fn divisor(self, outputs: usize) -> f64 {
                match self {
                    $(Self::$member => $file::$member::divisor(outputs),)+
                }
            }

            /// ∂L/∂a of each output.
            pub fn error(self, output: &[f64], class: usize) -> Vec<f64> {
                match self {
                    $(Self::$member => $file::$member::error(output, class),)+
                }
            }

            /// δ = ∂L/∂z of the last layer.
            pub(crate) fn delta(self, layer: Output, class: usize, delta: &mut [F64x2]) {
                match self {
                    $(Self::$member => $file::$member::delta(layer, class, delta),)+
                }
            }

            /// In the program: L over the training part, and −∂L/∂a of a sample.
            pub fn python(self) -> [&'static str; 2] {
                match self {
                    $(Self::$member => $file::$member::PYTHON,)+
                }
            }

            /// L as an expression of the outputs of these names and the targets t0, t1, ….
            pub fn formula(self, outputs: &[String]) -> String {
                match self {
                    $(Self::$member => $file::$member::formula(outputs),)+
                }
            }
        }
    };
}

losses! {
    /// The mean squared error: the mean of (o − t)² over the outputs.
    Mse = "mse" in mse;
}

/// The target of an output: 1 if it is the one of the class, otherwise 0.
pub fn target(output: usize, class: usize) -> f64 {
    f64::from(u8::from(output == class))
}
