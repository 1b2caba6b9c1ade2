//! The functions that an expression may call.

use crate::activation::{Activation, LEAK};
use crate::tape::Unary;

const MAX: &str = "max";
const ELEMENTARY: [Unary; 5] = [Unary::Sin, Unary::Cos, Unary::Exp, Unary::Ln, Unary::Sqrt];

/// Those of one argument: the elementary ones and all activations that do anything.
fn unaries() -> impl Iterator<Item = Unary> {
    let activations = Activation::ALL.into_iter().filter(|&f| f != Activation::Linear);
    ELEMENTARY.into_iter().chain(activations.map(|f| Unary::Activation(f, LEAK)))
}

/// The function of one argument of that name.
pub fn unary(name: &str) -> Option<Unary> {
    unaries().find(|function| function.name() == name)
}

/// Whether the name belongs to a function.
pub fn is_function(name: &str) -> bool {
    name == MAX || unary(name).is_some()
}

/// All names, in the order in which they are offered.
pub fn function_names() -> Vec<&'static str> {
    unaries().map(Unary::name).chain([MAX]).collect()
}
