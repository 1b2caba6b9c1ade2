//! A row of the table of settings: the values it takes, and how they are read and refused.

use super::settings::{ABOUT, Config, FIELDS};
use super::value::{Code, SettingError, Value};
use crate::choice::Choice;
use crate::choice::choices;
use crate::numeric::typed;

/// The values that a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number in `min ..= max`.
    Integer,
    /// A number in `min ..= max`; `min` itself is excluded if `above` is set.
    Number {
        /// True if the value must be greater than `min`.
        above: bool,
    },
    /// One of the names.
    Choice(&'static [&'static str]),
    /// true or false.
    Flag,
    /// 3–8 layer sizes, the first and last 2, the others in `min ..= max`.
    Sizes,
}

impl Kind {
    /// The name for JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number { .. } => "number",
            Self::Choice(_) => "choice",
            Self::Flag => "flag",
            Self::Sizes => "sizes",
        }
    }

    /// The names to choose from; empty for all other kinds.
    pub fn values(self) -> &'static [&'static str] {
        if let Self::Choice(names) = self { names } else { &[] }
    }
}

choices! {
    /// How a slider of the setting moves.
    Scale {
        /// In equal steps.
        Linear = "linear",
        /// In equal ratios.
        Log = "log",
    }
}

choices! {
    /// The part of the page where a setting is found.
    Group {
        /// How the network learns.
        Training = "training",
        /// The network's own properties.
        Network = "network",
        /// The points that it learns from.
        Data = "data",
        /// The seeds of all random numbers.
        Seeds = "seeds",
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in links, JavaScript and, in kebab-case, among native options.
    pub name: &'static str,
    /// The part of the page where it is found.
    pub group: Group,
    /// The values it takes.
    pub kind: Kind,
    /// Lower end of the range, if the kind has one.
    pub min: f64,
    /// Upper end of the range, if the kind has one.
    pub max: f64,
    /// How its slider moves.
    pub scale: Scale,
    /// The slider's own ends, inside the range: `[low, high, step]`.
    pub slider: [f64; 3],
    /// True if a running network takes a new value without restarting.
    pub live: bool,
    /// True if a new value changes the numbers from there on; if not, it only says when to pause.
    pub alters: bool,
    /// True if the points or their split depend on it.
    pub data: bool,
    /// The setting counts while one of these settings has one of these values, or always if there
    /// are none. A setting that does not count is kept and checked, but changes no run.
    pub when: &'static [(&'static str, &'static [&'static str])],
    pub(super) read: fn(&Config) -> Value,
    pub(super) write: fn(&mut Config, &Value) -> Option<()>,
}

impl Field {
    /// A row of this kind; the table fills in its name and its accessors.
    pub(super) const fn of(group: Group, kind: Kind, min: f64, max: f64) -> Self {
        Self {
            name: "",
            group,
            kind,
            min,
            max,
            scale: Scale::Linear,
            slider: [min, max, 1.0],
            live: false,
            alters: false,
            data: false,
            when: &[],
            read: |_| Value::Flag(false),
            write: |_, _| None,
        }
    }

    pub(super) const fn integer(group: Group, min: f64, max: f64) -> Self {
        Self::of(group, Kind::Integer, min, max)
    }

    pub(super) const fn number(group: Group, min: f64, max: f64) -> Self {
        Self::of(group, Kind::Number { above: false }, min, max)
    }

    pub(super) const fn above(group: Group, min: f64, max: f64) -> Self {
        Self::of(group, Kind::Number { above: true }, min, max)
    }

    pub(super) const fn choice<T: Choice>(group: Group) -> Self {
        Self::of(group, Kind::Choice(T::NAMES), f64::NEG_INFINITY, f64::INFINITY)
    }

    pub(super) const fn flag(group: Group) -> Self {
        Self::of(group, Kind::Flag, f64::NEG_INFINITY, f64::INFINITY)
    }

    pub(super) const fn slider(self, slider: [f64; 3]) -> Self {
        Self { slider, ..self }
    }

    pub(super) const fn log(self, slider: [f64; 3]) -> Self {
        Self { scale: Scale::Log, slider, ..self }
    }

    pub(super) const fn live(self) -> Self {
        Self { live: true, ..self }
    }

    pub(super) const fn alters(self) -> Self {
        Self { live: true, alters: true, ..self }
    }

    pub(super) const fn of_data(self) -> Self {
        Self { data: true, ..self }
    }

    pub(super) const fn when(self, when: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { when, ..self }
    }
}

impl Field {
    /// The row of that name.
    pub fn named(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Its description in English, for developers.
    pub fn about(&self) -> &'static str {
        let row = FIELDS.iter().position(|field| field.name == self.name);
        row.map_or("", |row| ABOUT[row].trim_ascii())
    }

    /// The name as a native option, `learning-rate`.
    pub fn option(&self) -> String {
        words(self.name, '-')
    }

    /// The range as numbers, if the kind has one.
    pub fn range(&self) -> Option<(f64, f64)> {
        matches!(self.kind, Kind::Integer | Kind::Number { .. } | Kind::Sizes).then_some((self.min, self.max))
    }

    /// The expected values in English: `a number above 0 and at most 10`.
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

    /// Parses the text of a native option according to the setting's kind.
    ///
    /// # Errors
    /// [`Code::WrongType`] if it does not read as that kind. Ranges are checked by [`Config::set`].
    pub fn parse(&self, text: &str) -> Result<Value, SettingError> {
        self.parse_with(text, |text| text.parse().ok())
    }

    /// As [`parse`](Self::parse), with numbers read by `read`: a browser has a parser of its own, and
    /// Rust's brings ten kilobytes of tables.
    ///
    /// # Errors
    /// As for [`Field::parse`].
    pub fn parse_with(&self, text: &str, read: impl Fn(&str) -> Option<f64>) -> Result<Value, SettingError> {
        let number = |text: &str| read(&typed::plain(text)).filter(|x| x.is_finite());
        let value = match self.kind {
            Kind::Integer | Kind::Number { .. } => number(text).map(Value::Number),
            Kind::Choice(names) => {
                let name = names.iter().find(|name| name.eq_ignore_ascii_case(text));
                Some(Value::Text(name.map_or(text, |name| name).into()))
            }
            Kind::Flag => match text {
                "1" => Some(Value::Flag(true)),
                "0" => Some(Value::Flag(false)),
                _ => text.to_ascii_lowercase().parse().ok().map(Value::Flag),
            },
            Kind::Sizes => {
                text.split([',', '，', '、']).map(number).collect::<Option<_>>().map(Value::Numbers)
            }
        };
        value.ok_or_else(|| self.wrong_type(text.into()))
    }

    /// Checks that the value is of this field's kind and in its range.
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

/// A camelCase name with its words separated: `learning-rate`, `leaky_relu`.
pub fn words(name: &str, between: char) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            words.push(between);
        }
        words.push(c.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_the_names_in_kebab_case() {
        assert_eq!(Field::named("outputActivation").expect("a field").option(), "output-activation");
    }
}
