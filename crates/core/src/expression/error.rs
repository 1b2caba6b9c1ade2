//! Parse errors: what is wrong with a text, where, and what was expected there.

use crate::choice::choices;
use std::fmt;
use std::ops::Range;

choices! {
    /// Kinds of errors.
    ErrorCode {
        /// Nothing to compute.
        Empty = "empty",
        /// A character that no expression contains.
        UnknownCharacter = "unknownCharacter",
        /// A token that does not belong there, or the text ends too early.
        Unexpected = "unexpected",
        /// The name before a parenthesis is not that of a function.
        UnknownFunction = "unknownFunction",
        /// A variable is given the name of a function.
        Reserved = "reserved",
        /// A name that already has a meaning is assigned again.
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
    /// Something that would have been accepted.
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

/// The reason why a text is not an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// The kind of error.
    pub code: ErrorCode,
    /// The place, in UTF-16 units, as JavaScript counts; empty at the end of the text.
    pub span: Range<usize>,
    /// The text at that place, cut short if it is long; empty at the end of the text.
    pub found: String,
    /// Everything that would have been accepted there.
    pub expected: &'static [Expected],
    /// The limit that was exceeded.
    pub limit: Option<usize>,
}

impl fmt::Display for ExpressionError {
    /// For developers; the page has wording of its own.
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
