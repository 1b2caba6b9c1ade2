//! The one table of settings: name, kind, range, default, and whether it can change live.
//!
//! URL parsing, the JavaScript API, the native options, the sliders and the docs all read
//! [`FIELDS`]. A [`Config`] can only hold values inside the table's ranges; a bad one is a
//! [`SettingError`] that names the field, the value and the range.

use crate::activation::Activation;
use std::fmt;

/// Everything that determines a run. Made by [`Config::default`] and [`Config::set`].
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    dataset: &'static str,
    samples: usize,
    noise: f64,
    data_seed: u32,
    split_seed: u32,
    network_seed: u32,
    test_size: f64,
    layers: Vec<usize>,
    activation: Activation,
    output_activation: Activation,
    leaky_slope: f64,
    learning_rate: f64,
    train_bias: bool,
    epochs: u32,
}

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

/// A value on its way into or out of a [`Config`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For [`Kind::Integer`] and [`Kind::Number`].
    Number(f64),
    /// For [`Kind::Choice`].
    Text(String),
    /// For [`Kind::Flag`].
    Flag(bool),
    /// For [`Kind::Sizes`].
    Numbers(Vec<f64>),
}

/// Why a setting was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingError {
    /// What is wrong, for programs.
    pub code: Code,
    /// The setting's name, or the unknown name itself.
    pub field: String,
    /// The refused value as text.
    pub value: String,
    /// Lower end of the range, where there is one.
    pub min: Option<f64>,
    /// Upper end of the range, where there is one.
    pub max: Option<f64>,
    /// What was expected, in English, for developers.
    pub expected: String,
}

/// The kinds of [`SettingError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// There is no such setting.
    UnknownField,
    /// The value is of another kind, such as text for a number.
    WrongType,
    /// The value is outside the range.
    OutOfRange,
}

impl Code {
    /// The code as JavaScript sees it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownField => "unknownField",
            Self::WrongType => "wrongType",
            Self::OutOfRange => "outOfRange",
        }
    }
}

const ACTIVATIONS: &[&str] = &["sigmoid", "tanh", "relu", "leakyRelu", "linear"];
const TEST_SIZE: Field = number("testSize", 0.05, 0.95, 0.05);
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

impl Default for Config {
    /// The chapter's program.
    fn default() -> Self {
        Self {
            dataset: "moons",
            samples: 2000,
            noise: 0.2,
            data_seed: 100,
            split_seed: 42,
            network_seed: 0,
            test_size: 0.3,
            layers: vec![2, 25, 50, 25, 2],
            activation: Activation::Sigmoid,
            output_activation: Activation::Sigmoid,
            leaky_slope: 0.01,
            learning_rate: 0.01,
            train_bias: false,
            epochs: 1000,
        }
    }
}

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

    fn error(&self, code: Code, value: &Value) -> SettingError {
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

    /// Text as it stands in a link or a native option, read by the setting's kind.
    ///
    /// # Errors
    /// [`Code::WrongType`] if it does not read as that kind. Ranges are checked by [`Config::set`].
    pub fn parse(&self, text: &str) -> Result<Value, SettingError> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|x| x.is_finite());
        let value = match self.kind {
            Kind::Integer | Kind::Number { .. } => number(text).map(Value::Number),
            Kind::Choice(_) => Some(Value::Text(text.into())),
            Kind::Flag => text.parse().ok().map(Value::Flag),
            Kind::Sizes => text.split(',').map(number).collect::<Option<_>>().map(Value::Numbers),
        };
        value.ok_or_else(|| self.wrong_type(text.into()))
    }

    /// Whether the value is of this field's kind and in its range.
    fn check(&self, value: &Value) -> Result<(), SettingError> {
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

impl Config {
    /// The value of a setting, by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "dataset" => Value::Text(self.dataset.into()),
            "samples" => Value::Number(self.samples as f64),
            "noise" => Value::Number(self.noise),
            "dataSeed" => Value::Number(self.data_seed.into()),
            "splitSeed" => Value::Number(self.split_seed.into()),
            "networkSeed" => Value::Number(self.network_seed.into()),
            "testSize" => Value::Number(self.test_size),
            "layers" => Value::Numbers(self.layers.iter().map(|&n| n as f64).collect()),
            "activation" => Value::Text(self.activation.name().into()),
            "outputActivation" => Value::Text(self.output_activation.name().into()),
            "leakySlope" => Value::Number(self.leaky_slope),
            "learningRate" => Value::Number(self.learning_rate),
            "trainBias" => Value::Flag(self.train_bias),
            "epochs" => Value::Number(self.epochs.into()),
            _ => return None,
        })
    }

    /// Puts a value in; on an error nothing changes.
    ///
    /// # Errors
    /// A [`SettingError`] if there is no such setting or it does not take this value. What depends
    /// on two settings at once is left to [`Config::check`].
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), SettingError> {
        let field = Field::named(name).ok_or_else(|| SettingError {
            code: Code::UnknownField,
            field: name.into(),
            value: value.to_string(),
            min: None,
            max: None,
            expected: format!("one of {}", FIELDS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")),
        })?;
        field.check(value)?;
        match value {
            &Value::Number(x) => self.set_number(name, x),
            &Value::Flag(on) => self.train_bias = on,
            Value::Numbers(sizes) => self.layers = sizes.iter().map(|&n| n as usize).collect(),
            Value::Text(text) => self.set_choice(name, text),
        }
        Ok(())
    }

    fn set_number(&mut self, name: &str, x: f64) {
        match name {
            "samples" => self.samples = x as usize,
            "noise" => self.noise = x,
            "dataSeed" => self.data_seed = x as u32,
            "splitSeed" => self.split_seed = x as u32,
            "networkSeed" => self.network_seed = x as u32,
            "testSize" => self.test_size = x,
            "leakySlope" => self.leaky_slope = x,
            "learningRate" => self.learning_rate = x,
            _ => self.epochs = x as u32,
        }
    }

    fn set_choice(&mut self, name: &str, text: &str) {
        match (name, Activation::named(text)) {
            ("activation", Some(activation)) => self.activation = activation,
            ("outputActivation", Some(activation)) => self.output_activation = activation,
            _ => (), // dataset has a single value so far, which check() has seen
        }
    }

    /// What depends on several settings: both parts of the split hold at least one point.
    ///
    /// # Errors
    /// [`Code::OutOfRange`] for `testSize`, with the range that this number of samples allows.
    pub fn check(&self) -> Result<(), SettingError> {
        if self.test_samples() < self.samples {
            return Ok(());
        }
        let max = (self.samples - 1) as f64 / self.samples as f64;
        let field = Field { max, ..TEST_SIZE };
        Err(field.error(Code::OutOfRange, &Value::Number(self.test_size)))
    }

    /// The settings that are not at their defaults, as they stand in a link.
    #[must_use]
    pub fn differences(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        FIELDS
            .iter()
            .filter(|field| self.get(field.name) != default.get(field.name))
            .filter_map(|field| Some((field.name, self.get(field.name)?.to_string())))
            .collect()
    }

    /// Points in all, 4 … 20000.
    #[must_use]
    pub fn samples(&self) -> usize {
        self.samples
    }
    /// Points that are kept for testing: ⌈testSize · samples⌉, as scikit-learn counts them.
    #[must_use]
    pub fn test_samples(&self) -> usize {
        libm::ceil(self.test_size * self.samples as f64) as usize
    }
    /// Standard deviation of the noise, 0 … 1.
    #[must_use]
    pub fn noise(&self) -> f64 {
        self.noise
    }
    /// Share of the points that is kept for testing, 0.05 … 0.95.
    #[must_use]
    pub fn test_size(&self) -> f64 {
        self.test_size
    }
    /// Seed of the points.
    #[must_use]
    pub fn data_seed(&self) -> u32 {
        self.data_seed
    }
    /// Seed of the split.
    #[must_use]
    pub fn split_seed(&self) -> u32 {
        self.split_seed
    }
    /// Seed of the initial weights and biases.
    #[must_use]
    pub fn network_seed(&self) -> u32 {
        self.network_seed
    }
    /// Layer sizes, inputs first.
    #[must_use]
    pub fn layers(&self) -> &[usize] {
        &self.layers
    }
    /// The hidden layers' activation.
    #[must_use]
    pub fn activation(&self) -> Activation {
        self.activation
    }
    /// The last layer's activation.
    #[must_use]
    pub fn output_activation(&self) -> Activation {
        self.output_activation
    }
    /// Slope of leaky ReLU below 0.
    #[must_use]
    pub fn leaky_slope(&self) -> f64 {
        self.leaky_slope
    }
    /// η, above 0 and at most 10.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }
    /// Whether biases learn.
    #[must_use]
    pub fn train_bias(&self) -> bool {
        self.train_bias
    }
    /// The log's last number; the run pauses one pass later than that number says.
    #[must_use]
    pub fn epochs(&self) -> u32 {
        self.epochs
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
        // A pasted megabyte is named, not repeated.
        let shown: String = value.chars().take(60).collect();
        let dots = if shown.len() < value.len() { "…" } else { "" };
        match self.code {
            Code::UnknownField => write!(f, "there is no setting {field:?}; it must be {expected}"),
            _ => write!(f, "{field} must be {expected}, not {shown:?}{dots}"),
        }
    }
}

impl std::error::Error for SettingError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set_text(config: &mut Config, name: &str, text: &str) -> Result<(), SettingError> {
        let field = Field::named(name).expect("a field");
        config.set(name, &field.parse(text)?)
    }

    #[test]
    fn every_field_can_be_read_and_its_default_is_valid() {
        let mut config = Config::default();
        for field in FIELDS {
            let default = config.get(field.name).expect("readable");
            assert_eq!(field.parse(&default.to_string()).as_ref(), Ok(&default));
            config.set(field.name, &default).expect("valid");
        }
        assert_eq!(config, Config::default());
        assert!(config.differences().is_empty());
    }

    #[test]
    fn the_list_of_activations_is_the_enumeration() {
        assert_eq!(Activation::ALL.map(Activation::name), ACTIVATIONS);
    }

    #[test]
    fn an_error_names_field_value_and_range_and_changes_nothing() {
        let mut config = Config::default();
        let error = set_text(&mut config, "learningRate", "-1").expect_err("out of range");
        assert_eq!((error.code, error.min, error.max), (Code::OutOfRange, Some(0.0), Some(10.0)));
        assert_eq!(error.to_string(), "learningRate must be a number above 0 and at most 10, not \"-1\"");
        assert_eq!(config, Config::default());
    }

    #[test]
    fn what_is_outside_the_table_is_refused() {
        let mut config = Config::default();
        for (name, text) in [
            ("samples", "3"),
            ("samples", "20001"),
            ("samples", "4.5"),
            ("samples", ""),
            ("noise", "NaN"),
            ("noise", "inf"),
            ("dataSeed", "4294967296"),
            ("dataSeed", "-1"),
            ("learningRate", "0"),
            ("layers", "2,2"),
            ("layers", "2,0,2"),
            ("layers", "2,129,2"),
            ("layers", "3,4,2"),
            ("layers", "2,4,,2"),
            ("layers", "2,3,3,3,3,3,3,3,2"),
            ("activation", "Sigmoid"),
            ("trainBias", "yes"),
            ("dataset", "circles"),
        ] {
            assert!(set_text(&mut config, name, text).is_err(), "{name}={text}");
        }
        assert!(config.set("nosuch", &Value::Flag(true)).is_err());
        assert!(config.set("samples", &Value::Text("9".into())).is_err());
        assert_eq!(config, Config::default());
    }

    #[test]
    fn a_split_without_training_points_names_the_range_for_these_samples() {
        let mut config = Config::default();
        set_text(&mut config, "samples", "4").expect("valid");
        set_text(&mut config, "testSize", "0.95").expect("valid alone");
        assert_eq!(config.check().expect_err("nothing to train on").max, Some(0.75));
        set_text(&mut config, "testSize", "0.75").expect("valid");
        assert_eq!(config.check(), Ok(()));
    }

    #[test]
    fn options_are_the_names_in_kebab_case() {
        assert_eq!(Field::named("outputActivation").expect("a field").option(), "output-activation");
    }

    proptest! {
        #[test]
        fn what_a_link_says_is_what_it_was_made_from(
            rate in 1e-300..10.0_f64, noise in 0.0..1.0_f64, seed: u32, bias: bool,
            hidden in proptest::collection::vec(1..=128_usize, 1..=6)
        ) {
            let mut config = Config {
                learning_rate: rate, noise, network_seed: seed, train_bias: bias, ..Config::default()
            };
            config.layers = [vec![2], hidden, vec![2]].concat();
            let mut again = Config::default();
            for (name, text) in config.differences() {
                set_text(&mut again, name, &text).expect("its own text");
            }
            prop_assert_eq!(again, config);
        }
    }
}
