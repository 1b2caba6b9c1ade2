//! Everything that determines a run.
//!
//! A [`Config`] only holds values inside the ranges of [`FIELDS`]; a bad one is a [`SettingError`]
//! that names the field, the value and the range.

mod table;
mod value;

use crate::activation::Activation;
pub use table::{FIELDS, Field, Kind, Scale};
pub use value::{Code, SettingError, Value};

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

impl std::str::FromStr for Config {
    type Err = SettingError;

    /// The defaults, but for what the text says, as it stands in a link: `samples=20&layers=2,5,3,2`.
    fn from_str(text: &str) -> Result<Self, SettingError> {
        let mut config = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
            let value =
                Field::named(name).map_or(Ok(Value::Text(value.into())), |field| field.parse(value))?;
            config.set(name, &value)?;
        }
        Ok(config)
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
        let field = Field { max, ..table::TEST_SIZE };
        Err(field.error(Code::OutOfRange, &Value::Number(self.test_size)))
    }

    /// Whether both have the same points, split alike.
    #[must_use]
    pub fn has_data_of(&self, other: &Self) -> bool {
        let data = ["dataset", "samples", "noise", "dataSeed", "testSize", "splitSeed"];
        data.iter().all(|name| self.get(name) == other.get(name))
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

#[cfg(test)]
mod tests;
