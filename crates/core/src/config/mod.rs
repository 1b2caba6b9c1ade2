//! The settings: everything that determines a run.
//!
//! A [`Config`] only holds values inside the ranges of [`FIELDS`]; a bad one is a [`SettingError`]
//! that names the field, the value and the range.

mod field;
mod settings;
mod value;

use crate::data::{Dataset, Recipe, Split};
pub use field::{Field, Group, Kind, Scale, words};
pub use settings::{Config, FIELDS};
pub use value::{Code, SettingError, Value};

impl std::str::FromStr for Config {
    type Err = SettingError;

    /// The defaults with the settings in `text` applied, written as in a link: `samples=20&layers=2,5,3,2`.
    fn from_str(text: &str) -> Result<Self, SettingError> {
        let mut config = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
            config.set_text(name, value, |text| text.parse().ok())?;
        }
        Ok(config)
    }
}

impl Config {
    /// The value of a setting, by name.
    pub fn get(&self, name: &str) -> Option<Value> {
        Field::named(name).map(|field| (field.read)(self))
    }

    /// Sets a value; on an error nothing changes.
    ///
    /// # Errors
    /// A [`SettingError`] if there is no such setting or it does not take this value. Conditions on
    /// two settings at once are left to [`Config::check`].
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), SettingError> {
        let field = Self::takes(name, value)?;
        (field.write)(self, value).ok_or_else(|| field.error(Code::WrongType, value))
    }

    /// The row of a setting that takes this value.
    ///
    /// # Errors
    /// As for [`set`](Self::set).
    pub fn takes(name: &str, value: &Value) -> Result<&'static Field, SettingError> {
        let field = Field::named(name).ok_or_else(|| SettingError {
            code: Code::UnknownField,
            field: name.into(),
            value: value.to_string(),
            min: None,
            max: None,
            expected: format!("one of {}", FIELDS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")),
        })?;
        field.check(value)?;
        Ok(field)
    }

    /// Sets a value from its text in a link; `read` reads numbers, see [`Field::parse_with`].
    ///
    /// # Errors
    /// As for [`set`](Self::set).
    pub fn set_text(
        &mut self,
        name: &str,
        text: &str,
        read: impl Fn(&str) -> Option<f64>,
    ) -> Result<(), SettingError> {
        let field = Field::named(name);
        let value = field.map_or(Ok(Value::Text(text.into())), |field| field.parse_with(text, read))?;
        // A refusal quotes what was typed, not what was made of it.
        self.set(name, &value).map_err(|error| SettingError { value: text.into(), ..error })
    }

    /// Checks what depends on several settings: both parts of the split hold at least one point.
    ///
    /// # Errors
    /// [`Code::OutOfRange`] for `testSize`, with the range that this number of samples allows.
    pub fn check(&self) -> Result<(), SettingError> {
        if self.test_samples() < self.samples() {
            return Ok(());
        }
        let max = (self.samples() - 1) as f64 / self.samples() as f64;
        let row = Field::named("testSize").map(|row| Field { max, ..*row });
        row.map_or(Ok(()), |row| Err(row.error(Code::OutOfRange, &(row.read)(self))))
    }

    /// True if the setting changes anything, given the others.
    pub fn counts(&self, field: &Field) -> bool {
        let has = |&(name, values): &(&str, &[&str])| {
            self.get(name).is_some_and(|value| values.contains(&value.to_string().as_str()))
        };
        field.when.is_empty() || field.when.iter().any(has)
    }

    /// True if both have the same points, split alike.
    pub fn has_data_of(&self, other: &Self) -> bool {
        let same = |field: &&Field| {
            (field.read)(self) == (field.read)(other) || !self.counts(field) && !other.counts(field)
        };
        FIELDS.iter().filter(|field| field.data).all(|field| same(&field))
    }

    /// All points, both parts.
    pub fn points(&self) -> Dataset {
        self.dataset().points(Recipe {
            samples: self.samples(),
            noise: self.noise(),
            factor: self.factor(),
            seed: self.data_seed(),
        })
    }

    /// The points to train on and the points to test on.
    pub fn split(&self) -> Split {
        Split::new(self.samples(), self.test_samples(), self.split_seed())
    }

    /// The number of weights and biases in the network.
    pub fn parameters(&self) -> usize {
        self.layers().windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum()
    }

    /// The number of points kept for testing: ⌈testSize · samples⌉, as scikit-learn counts them.
    pub fn test_samples(&self) -> usize {
        libm::ceil(self.test_size() * self.samples() as f64) as usize
    }

    /// The settings that are not at their defaults, as written in a link.
    pub fn differences(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let other = FIELDS.iter().filter(|field| (field.read)(self) != (field.read)(&default));
        other.map(|field| (field.name, (field.read)(self).to_string())).collect()
    }
}

#[cfg(test)]
mod tests;
