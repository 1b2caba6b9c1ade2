//! The functions that an expression may call.

use crate::activation::{Activation, LEAK};
use crate::tape::Unary;

const MAX: &str = "max";
const ELEMENTARY: [Unary; 5] = [Unary::Sin, Unary::Cos, Unary::Exp, Unary::Ln, Unary::Sqrt];

/// The functions of one argument: the elementary ones and all activations but the linear one.
fn unaries() -> impl Iterator<Item = Unary> {
    let activations = Activation::ALL.into_iter().filter(|&f| f != Activation::Linear);
    ELEMENTARY.into_iter().chain(activations.map(|f| Unary::Activation(f, LEAK)))
}

/// The function of one argument of that name, however it is capitalised: `Sin`, `ReLU`, `leaky_relu`.
pub fn unary(name: &str) -> Option<Unary> {
    let wanted = bare(name);
    let wanted = if wanted == "log" { Unary::Ln.name() } else { &wanted };
    unaries().find(|function| bare(function.name()) == wanted)
}

/// Returns whether a function has exactly this name, so that nothing else can have it.
pub fn is_reserved(name: &str) -> bool {
    function_names().contains(&name)
}

/// Returns whether the name, before a parenthesis, means a function.
pub fn is_function(name: &str) -> bool {
    bare(name) == MAX || unary(name).is_some()
}

fn bare(name: &str) -> String {
    name.chars().filter(|&c| c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// The number of that name, unless the text gives the name another value.
pub fn constant(name: &str) -> Option<f64> {
    match name {
        "e" => Some(std::f64::consts::E),
        "pi" | "π" => Some(std::f64::consts::PI),
        _ => None,
    }
}

/// All function names, in the order in which they are offered.
pub fn function_names() -> Vec<&'static str> {
    unaries().map(Unary::name).chain([MAX]).collect()
}
