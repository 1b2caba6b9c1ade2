//! What is wrong with a text, where, and what would have been right.

use crate::choice::choices;
use std::fmt;
use std::ops::Range;

choices! {
    /// Kinds of errors.
    ErrorCode {
        /// Nothing to compute.
        Empty = "empty",
        /// A character that no expression holds.
        UnknownCharacter = "unknownCharacter",
        /// Something stands where it does not belong, or the text ends too early.
        Unexpected = "unexpected",
        /// A name before a parenthesis that is no function.
        UnknownFunction = "unknownFunction",
        /// The name of a function where a variable is given a value.
        Reserved = "reserved",
        /// A name that already stands for something is given another value.
        Reassigned = "reassigned",
        /// A variable that was used is given its value only then.
        UsedBefore = "usedBefore",
        /// A number beyond 1.8e308.
        NumberTooLarge = "numberTooLarge",
        /// More characters than [`LONGEST_TEXT`](super::LONGEST_TEXT).
        TooLong = "tooLong",
        /// Nested more deeply than [`DEEPEST`](super::DEEPEST).
        TooDeep = "tooDeep",
        /// More nodes than [`MOST_NODES`](super::MOST_NODES).
        TooManyNodes = "tooManyNodes",
    }
}

choices! {
    /// What can be right at a place.
    Expected {
        /// A number, a name or an opening parenthesis.
        Operand = "operand",
        /// One of + − * / ^.
        Operator = "operator",
        /// `(`, after the name of a function.
        Opening = "opening",
        /// `)`.
        Closing = "closing",
        /// `,`, between the arguments of max.
        Comma = "comma",
        /// `;`, a new line or the end.
        End = "end",
        /// One of [`function_names`](super::function_names).
        Function = "function",
    }
}

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// What kind of error.
    pub code: ErrorCode,
    /// Where, in UTF-16 units, as JavaScript counts; empty at the end of the text.
    pub span: Range<usize>,
    /// What stands there, cut short if it is long; empty at the end of the text.
    pub found: String,
    /// What would have been right there.
    pub expected: &'static [Expected],
    /// The limit that was passed.
    pub limit: Option<usize>,
}

impl fmt::Display for ExpressionError {
    /// For developers; the page words its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, span, found, expected, limit } = self;
        write!(f, "{} at {}", code.name(), span.start)?;
        if !found.is_empty() {
            write!(f, ", found \"{found}\"")?;
        }
        if !expected.is_empty() {
            let names: Vec<_> = expected.iter().map(|expected| expected.name()).collect();
            write!(f, ", expected {}", names.join(" or "))?;
        }
        limit.map_or(Ok(()), |limit| write!(f, ", at most {limit}"))
    }
}

impl std::error::Error for ExpressionError {}
