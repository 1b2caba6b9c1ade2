//! Parses what a student types, `a = tanh(w*x + b); (a - t)^2`, onto a tape.
//!
//! Statements are separated by `;` or new lines. `name = number` makes a variable with that value,
//! `name = expression` names a result; a name without a value is a variable too, except e, pi and π.
//! −x² is −(x²), ^ is right-associative, and every use of a name is the same node.

mod error;
mod functions;
mod lexer;
mod parser;

use crate::tape::{Id, Tape};
pub use error::{ErrorCode, Expected, ExpressionError};
pub use functions::function_names;

/// The most UTF-16 units of a text.
pub const LONGEST_TEXT: usize = 40_000;
/// The deepest nesting of parentheses, calls, minus signs and powers: far below what overflows a stack.
pub const DEEPEST: usize = 100;
/// The most nodes on the tape.
pub const MOST_NODES: usize = 2000;
/// The value of a variable that was not given one.
pub const FIRST_VALUE: f64 = 1.0;

/// The chapter's graph with its values, as an expression: x → y1 = x·w1 + b1 → y2 = y1·w2 + b2 at x = 1,
/// w1 = 2, b1 = 1, w2 = 2, b2 = 1.
pub const CHAPTER: &str = "x = 1; w1 = 2; b1 = 1; w2 = 2; b2 = 1; y1 = x*w1 + b1; y2 = y1*w2 + b2";

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Expression {
    /// Its operations and variables.
    pub tape: Tape,
    /// The node of the last statement.
    pub root: Id,
    /// The variables that the text gives a value.
    pub given: Vec<Id>,
}

impl Expression {
    /// Reads a text.
    ///
    /// # Errors
    /// If the text is not an expression, or exceeds a limit.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        Self::parse_with(text, |text| text.parse().ok())
    }

    /// As [`parse`](Self::parse), with numbers read by `read`: a browser has a parser of its own, and
    /// Rust's brings ten kilobytes of tables.
    ///
    /// # Errors
    /// As for [`Expression::parse`].
    pub fn parse_with(text: &str, read: fn(&str) -> Option<f64>) -> Result<Self, ExpressionError> {
        if text.len() > LONGEST_TEXT && text.encode_utf16().nth(LONGEST_TEXT).is_some() {
            return Err(too_long());
        }
        parser::parse(&lexer::tokens(text, read)?)
    }
}

/// The error of a text that is too long to be read at all.
pub fn too_long() -> ExpressionError {
    ExpressionError {
        code: ErrorCode::TooLong,
        span: LONGEST_TEXT..LONGEST_TEXT,
        found: String::new(),
        expected: &[],
        limit: Some(LONGEST_TEXT),
    }
}

#[cfg(test)]
mod tests;
