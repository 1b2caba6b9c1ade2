//! What is wrong with a text, where, and what would have been right.

use std::fmt;
use std::ops::Range;

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// Nothing to compute.
    Empty,
    /// A character that no expression holds.
    UnknownCharacter,
    /// Something stands where it does not belong, or the text ends too early.
    Unexpected,
    /// A name before a parenthesis that is no function.
    UnknownFunction,
    /// The name of a function where a variable is given a value.
    Reserved,
    /// A name that already stands for something is given another value.
    Reassigned,
    /// A number beyond 1.8e308.
    NumberTooLarge,
    /// More characters than [`LONGEST_TEXT`](super::LONGEST_TEXT).
    TooLong,
    /// Nested more deeply than [`DEEPEST`](super::DEEPEST).
    TooDeep,
    /// More nodes than [`MOST_NODES`](super::MOST_NODES).
    TooManyNodes,
}

impl ErrorCode {
    /// The code as JavaScript and the locales have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnknownCharacter => "unknownCharacter",
            Self::Unexpected => "unexpected",
            Self::UnknownFunction => "unknownFunction",
            Self::Reserved => "reserved",
            Self::Reassigned => "reassigned",
            Self::NumberTooLarge => "numberTooLarge",
            Self::TooLong => "tooLong",
            Self::TooDeep => "tooDeep",
            Self::TooManyNodes => "tooManyNodes",
        }
    }
}

/// What can be right at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, a name or an opening parenthesis.
    Operand,
    /// One of + − * / ^.
    Operator,
    /// `(`, after the name of a function.
    Opening,
    /// `)`.
    Closing,
    /// `,`, between the arguments of max.
    Comma,
    /// `;`, a new line or the end.
    End,
    /// One of [`function_names`](super::function_names).
    Function,
}

impl Expected {
    /// The word as JavaScript and the locales have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operand => "operand",
            Self::Operator => "operator",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Comma => "comma",
            Self::End => "end",
            Self::Function => "function",
        }
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
