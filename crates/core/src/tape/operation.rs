//! The operations of a tape: the value of each and, in the same line, its local derivatives. A
//! backward pass only multiplies and adds these.

use super::Id;
use crate::activation::Activation;

/// The origin of a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// A variable: its value is set from outside.
    Leaf,
    /// A number in a formula: it never changes and carries no gradient.
    Constant,
    /// A function of one node.
    Unary(Unary, Id),
    /// A function of two nodes, which may be the same.
    Binary(Binary, Id, Id),
}

impl Op {
    /// The operands, in their order in the formula.
    pub fn operands(self) -> impl Iterator<Item = Id> {
        let [a, b] = match self {
            Self::Leaf | Self::Constant => [None, None],
            Self::Unary(_, a) => [Some(a), None],
            Self::Binary(_, a, b) => [Some(a), Some(b)],
        };
        a.into_iter().chain(b)
    }

    /// True for all but leaves and constants.
    pub fn is_operation(self) -> bool {
        matches!(self, Self::Unary(..) | Self::Binary(..))
    }

    /// Its name in messages and links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leaf => "leaf",
            Self::Constant => "constant",
            Self::Unary(unary, _) => unary.name(),
            Self::Binary(binary, ..) => binary.name(),
        }
    }
}

/// Functions with the same number of operands: variant, name in messages and formulas, value and slopes.
macro_rules! functions {
    (
        $(#[$about:meta])* $kind:ident($($x:ident),+) -> $slopes:ty;
        $($(#[$doc:meta])* $variant:ident $(($($part:ident: $type:ty),+))?, $name:expr => $rule:expr;)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum $kind {
            $($(#[$doc])* $variant $(($($type),+))?,)+
        }

        impl $kind {
            /// Its value and its derivative with respect to each operand.
            pub fn rule(self, $($x: f64),+) -> (f64, $slopes) {
                match self { $(Self::$variant $(($($part),+))? => $rule,)+ }
            }

            /// Its name in messages; a function's is also what a student writes.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant $(($($part),+))? => { $($(let _ = $part;)+)? $name })+
                }
            }
        }
    };
}

functions! {
    /// Functions of one number.
    Unary(x) -> f64;
    /// −x.
    Neg, "neg" => (-x, -1.0);
    /// sin x, in radians.
    Sin, "sin" => (libm::sin(x), libm::cos(x));
    /// cos x, in radians.
    Cos, "cos" => (libm::cos(x), -libm::sin(x));
    /// eˣ.
    Exp, "exp" => both(libm::exp(x), |y| y);
    /// The natural logarithm; NaN below 0.
    Ln, "ln" => both(libm::log(x), |y| if y.is_nan() { y } else { 1.0 / x });
    /// √x; NaN below 0.
    Sqrt, "sqrt" => both(libm::sqrt(x), |y| 0.5 / y);
    /// An activation function; the number is the slope of leaky ReLU below 0.
    Activation(f: Activation, leak: f64), f.name() => both(f.value(x, leak), |y| f.slope(x, y, leak));
}

functions! {
    /// Functions of two numbers.
    Binary(x, y) -> [f64; 2];
    /// x + y.
    Add, "add" => (x + y, [1.0, 1.0]);
    /// x − y.
    Sub, "sub" => (x - y, [1.0, -1.0]);
    /// x · y.
    Mul, "mul" => (x * y, [y, x]);
    /// x / y.
    Div, "div" => (x / y, [1.0 / y, -(x / y) / y]);
    /// xʸ.
    Pow, "pow" => (power(x, y), power_slopes(x, y));
    /// The greater one; where they are equal, x and its gradient. NaN if either is NaN.
    Max, "max" => greater(x, y);
}

/// A value, and the slope computed from it.
fn both(y: f64, slope: impl Fn(f64) -> f64) -> (f64, f64) {
    (y, slope(y))
}

fn greater(x: f64, y: f64) -> (f64, [f64; 2]) {
    if x >= y {
        (x, [1.0, 0.0])
    } else if x < y {
        (y, [0.0, 1.0])
    } else {
        (f64::NAN, [f64::NAN; 2]) // one of them is NaN, which must not be hidden
    }
}

/// xʸ; squares are rounded once, as x · x is.
fn power(x: f64, y: f64) -> f64 {
    if y == 2.0 { x * x } else { libm::pow(x, y) }
}

/// y · xʸ⁻¹ and xʸ · ln x, with the limits where a factor of the formula is infinite: x⁰ is flat,
/// and 0ʸ is 0 for every y > 0.
fn power_slopes(x: f64, y: f64) -> [f64; 2] {
    let by_base = if y == 0.0 { 0.0 } else { y * power(x, y - 1.0) };
    let by_exponent = if x == 0.0 && y >= 0.0 { 0.0 } else { power(x, y) * libm::log(x) };
    [by_base, by_exponent]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_in_max_goes_to_the_first() {
        assert_eq!(Binary::Max.rule(3.0, 3.0), (3.0, [1.0, 0.0]));
        assert_eq!(Binary::Max.rule(2.0, 3.0), (3.0, [0.0, 1.0]));
        assert_eq!(Binary::Max.rule(-0.0, 0.0).1, [1.0, 0.0]);
        assert!(Binary::Max.rule(f64::NAN, 3.0).0.is_nan() && Binary::Max.rule(3.0, f64::NAN).0.is_nan());
    }

    #[test]
    fn powers_have_their_limits_as_slopes() {
        assert_eq!(Binary::Pow.rule(3.0, 2.0), (9.0, [6.0, 9.0 * libm::log(3.0)]));
        assert_eq!(Binary::Pow.rule(0.0, 0.0), (1.0, [0.0, 0.0]));
        assert_eq!(Binary::Pow.rule(0.0, 2.0), (0.0, [0.0, 0.0]));
        assert_eq!(Binary::Pow.rule(-2.0, 3.0).1[0], 12.0);
        assert!(Binary::Pow.rule(-2.0, 3.0).1[1].is_nan(), "no real slope along the exponent");
    }

    #[test]
    fn where_there_is_no_value_there_is_no_slope() {
        for unary in [Unary::Ln, Unary::Sqrt] {
            let (value, slope) = unary.rule(-1.0);
            assert!(value.is_nan() && slope.is_nan(), "{unary:?}");
            assert_eq!(unary.rule(0.0).1, f64::INFINITY, "{unary:?}");
        }
    }
}
