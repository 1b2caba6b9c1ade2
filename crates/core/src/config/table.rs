//! The one table of settings: name, kind, range, default, and whether it can change live.
//!
//! URL parsing, the JavaScript API, the native options, the sliders and the docs all read
//! [`FIELDS`].

use super::value::{Code, SettingError, Value};

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number in `min ..= max`.
    Integer,
    /// A number in `min ..= max`; `min` itself is excluded where `above` is set.
    Number {
        /// Whether the value must be greater than `min`.
        above: bool,
    },
    /// One of the names.
    Choice(&'static [&'static str]),
    /// true or false.
    Flag,
    /// 3–8 layer sizes, the first and last 2, the others in `min ..= max`.
    Sizes,
}

/// How a slider of the setting moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// In equal steps.
    Linear,
    /// In equal ratios.
    Log,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in links, JavaScript and, in kebab-case, among native options.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Lower end of the range, where the kind has one.
    pub min: f64,
    /// Upper end of the range, where the kind has one.
    pub max: f64,
    /// How its slider moves.
    pub scale: Scale,
    /// The slider's own ends, inside the range: `[low, high, step]`.
    pub slider: [f64; 3],
    /// Whether a running network takes a new value without starting anew.
    pub live: bool,
}

const ACTIVATIONS: &[&str] =
    &["sigmoid", "tanh", "relu", "leakyRelu", "linear", "elu", "gelu", "softplus", "silu"];
pub(super) const TEST_SIZE: Field = number("testSize", 0.05, 0.95, 0.05);
const SEED: Field = Field { max: u32::MAX as f64, slider: [0.0, 100.0, 1.0], ..integer("", 0.0, 0.0) };

const fn integer(name: &'static str, min: f64, max: f64) -> Field {
    Field { name, kind: Kind::Integer, min, max, scale: Scale::Linear, slider: [min, max, 1.0], live: false }
}

const fn number(name: &'static str, min: f64, max: f64, step: f64) -> Field {
    Field { kind: Kind::Number { above: false }, slider: [min, max, step], ..integer(name, min, max) }
}

const fn other(name: &'static str, kind: Kind) -> Field {
    Field { kind, ..integer(name, f64::NEG_INFINITY, f64::INFINITY) }
}

/// The table. Its order is the order of the page and of links.
pub const FIELDS: &[Field] = &[
    other("dataset", Kind::Choice(&["moons"])),
    Field { slider: [100.0, 5000.0, 100.0], ..integer("samples", 4.0, 20000.0) },
    Field { slider: [0.0, 0.5, 0.01], ..number("noise", 0.0, 1.0, 0.01) },
    Field { name: "dataSeed", ..SEED },
    Field { name: "splitSeed", ..SEED },
    Field { name: "networkSeed", ..SEED },
    TEST_SIZE,
    Field { kind: Kind::Sizes, ..integer("layers", 1.0, 128.0) },
    other("activation", Kind::Choice(ACTIVATIONS)),
    other("outputActivation", Kind::Choice(ACTIVATIONS)),
    Field { slider: [0.0, 0.5, 0.01], ..number("leakySlope", 0.0, 1.0, 0.01) },
    Field {
        kind: Kind::Number { above: true },
        scale: Scale::Log,
        slider: [1e-5, 10.0, 0.0],
        live: true,
        ..number("learningRate", 0.0, 10.0, 0.0)
    },
    other("trainBias", Kind::Flag),
    Field { slider: [0.0, 2000.0, 10.0], live: true, ..integer("epochs", 0.0, 100_000.0) },
];

impl Field {
    /// The row of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// The name as a native option, `learning-rate`.
    #[must_use]
    pub fn option(&self) -> String {
        let mut option = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() {
                option.push('-');
            }
            option.push(c.to_ascii_lowercase());
        }
        option
    }

    /// The range as numbers, where the kind has one.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        matches!(self.kind, Kind::Integer | Kind::Number { .. } | Kind::Sizes).then_some((self.min, self.max))
    }

    /// What is expected, in English: `a number above 0 and at most 10`.
    #[must_use]
    pub fn expectation(&self) -> String {
        let (min, max) = (self.min, self.max);
        match self.kind {
            Kind::Integer => format!("a whole number from {min} to {max}"),
            Kind::Number { above: false } => format!("a number from {min} to {max}"),
            Kind::Number { above: true } => format!("a number above {min} and at most {max}"),
            Kind::Choice(names) => format!("one of {}", names.join(", ")),
            Kind::Flag => "true or false".into(),
            Kind::Sizes => {
                format!("3 to 8 layer sizes, the first and last 2, the others from {min} to {max}")
            }
        }
    }

    /// The error for a value of another kind, described by `value`.
    #[must_use]
    pub fn wrong_type(&self, value: String) -> SettingError {
        self.error(Code::WrongType, &Value::Text(value))
    }

    pub(super) fn error(&self, code: Code, value: &Value) -> SettingError {
        let (min, max) = self.range().unzip();
        SettingError {
            code,
            field: self.name.into(),
            value: value.to_string(),
            min,
            max,
            expected: self.expectation(),
        }
    }

    /// Text as it stands in a native option, read by the setting's kind.
    ///
    /// # Errors
    /// [`Code::WrongType`] if it does not read as that kind. Ranges are checked by [`Config::set`].
    pub fn parse(&self, text: &str) -> Result<Value, SettingError> {
        self.parse_with(text, |text| text.parse().ok())
    }

    /// The same where somebody else reads numbers: a browser has what Rust would bring with tables
    /// of ten kilobytes.
    ///
    /// # Errors
    /// As those of [`Field::parse`].
    pub fn parse_with(&self, text: &str, read: impl Fn(&str) -> Option<f64>) -> Result<Value, SettingError> {
        let number = |text: &str| read(text.trim()).filter(|x| x.is_finite());
        let value = match self.kind {
            Kind::Integer | Kind::Number { .. } => number(text).map(Value::Number),
            Kind::Choice(_) => Some(Value::Text(text.into())),
            Kind::Flag => text.parse().ok().map(Value::Flag),
            Kind::Sizes => text.split(',').map(number).collect::<Option<_>>().map(Value::Numbers),
        };
        value.ok_or_else(|| self.wrong_type(text.into()))
    }

    /// Whether the value is of this field's kind and in its range.
    pub(super) fn check(&self, value: &Value) -> Result<(), SettingError> {
        let inside = |x: f64| self.min <= x && x <= self.max;
        let whole = |x: f64| x.fract() == 0.0;
        let code = match (self.kind, value) {
            (Kind::Integer, &Value::Number(x)) if x.is_finite() && !whole(x) => Code::WrongType,
            (Kind::Integer, &Value::Number(x)) if inside(x) => return Ok(()),
            (Kind::Number { above }, &Value::Number(x)) if inside(x) && !(above && x == self.min) => {
                return Ok(());
            }
            (Kind::Choice(names), Value::Text(text)) if names.contains(&text.as_str()) => return Ok(()),
            (Kind::Integer | Kind::Number { .. }, Value::Number(_)) | (Kind::Choice(_), Value::Text(_)) => {
                Code::OutOfRange
            }
            (Kind::Flag, Value::Flag(_)) => return Ok(()),
            (Kind::Sizes, Value::Numbers(sizes)) => {
                let ends = [sizes.first(), sizes.last()] == [Some(&2.0); 2];
                let fit = sizes.iter().all(|&x| inside(x) && whole(x));
                if ends && fit && (3..=8).contains(&sizes.len()) {
                    return Ok(());
                }
                Code::OutOfRange
            }
            _ => Code::WrongType,
        };
        Err(self.error(code, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;

    #[test]
    fn options_are_the_names_in_kebab_case() {
        assert_eq!(Field::named("outputActivation").expect("a field").option(), "output-activation");
    }

    #[test]
    fn the_list_of_activations_is_the_enumeration() {
        assert_eq!(Activation::ALL.map(Activation::name), ACTIVATIONS);
    }
}
