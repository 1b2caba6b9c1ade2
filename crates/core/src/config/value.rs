//! The values of settings as they are read and written, and the error that refuses one.

use crate::choice::Choice;
use crate::choice::choices;
use std::fmt;

/// A value to be read into a [`Config`](super::Config) or written from it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For [`Kind::Integer`](super::Kind::Integer) and [`Kind::Number`](super::Kind::Number).
    Number(f64),
    /// For [`Kind::Choice`](super::Kind::Choice).
    Text(String),
    /// For [`Kind::Flag`](super::Kind::Flag).
    Flag(bool),
    /// For [`Kind::Sizes`](super::Kind::Sizes).
    Numbers(Vec<f64>),
}

/// A Rust type that a setting is stored in.
pub(super) trait Stored: Sized {
    fn to_value(&self) -> Value;
    /// `None` for a value of another kind; its range has been checked by the field's row.
    fn of_value(value: &Value) -> Option<Self>;
}

macro_rules! stored_number {
    ($($type:ty, $to_number:expr;)+) => {$(
        impl Stored for $type {
            fn to_value(&self) -> Value {
                Value::Number($to_number(*self))
            }
            fn of_value(value: &Value) -> Option<Self> {
                if let &Value::Number(x) = value { Some(x as $type) } else { None }
            }
        }
    )+};
}

stored_number! {
    f64, std::convert::identity;
    u32, f64::from;
    usize, |n| n as f64;
}

impl Stored for bool {
    fn to_value(&self) -> Value {
        Value::Flag(*self)
    }
    fn of_value(value: &Value) -> Option<Self> {
        if let &Value::Flag(on) = value { Some(on) } else { None }
    }
}

impl Stored for Vec<usize> {
    fn to_value(&self) -> Value {
        Value::Numbers(self.iter().map(|&n| n as f64).collect())
    }
    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Numbers(list) = value { Some(list.iter().map(|&n| n as usize).collect()) } else { None }
    }
}

impl<T: Choice> Stored for T {
    fn to_value(&self) -> Value {
        Value::Text(self.name().into())
    }
    fn of_value(value: &Value) -> Option<Self> {
        if let Value::Text(name) = value { T::named(name) } else { None }
    }
}

/// The reason why a setting was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingError {
    /// The kind of error, for programs.
    pub code: Code,
    /// The setting's name, or the unknown name itself.
    pub field: String,
    /// The refused value as text.
    pub value: String,
    /// Lower end of the range, if there is one.
    pub min: Option<f64>,
    /// Upper end of the range, if there is one.
    pub max: Option<f64>,
    /// The expected values in English, for developers.
    pub expected: String,
}

choices! {
    /// The kinds of [`SettingError`].
    Code {
        /// There is no such setting.
        UnknownField = "unknownField",
        /// The value is of another kind, such as text for a number.
        WrongType = "wrongType",
        /// The value is outside the range.
        OutOfRange = "outOfRange",
    }
}

impl fmt::Display for Value {
    /// As in a link: numbers in their shortest exact form, lists with commas.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(x) => write!(f, "{x}"),
            Self::Text(text) => f.write_str(text),
            Self::Flag(on) => write!(f, "{on}"),
            Self::Numbers(list) => {
                let texts: Vec<String> = list.iter().map(f64::to_string).collect();
                f.write_str(&texts.join(","))
            }
        }
    }
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, expected, value, .. } = self;
        // A pasted megabyte is cut short.
        let shown: String = value.chars().take(60).collect();
        let dots = if shown.len() < value.len() { "…" } else { "" };
        match self.code {
            Code::UnknownField => write!(f, "there is no setting \"{field}\"; it must be {expected}"),
            _ => write!(f, "{field} must be {expected}, not \"{shown}\"{dots}"),
        }
    }
}

impl std::error::Error for SettingError {}
