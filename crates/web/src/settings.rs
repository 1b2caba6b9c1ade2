//! Settings to and from links, and new seeds.

use crate::convert;
use crate::error::{Failure, argument, describe, put};
use crate::types::{PartialConfig, Text};
use backprop_core::config::{Code, Config, Field, SettingError};
use backprop_core::run::write_changes;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// A seed that nobody chose.
#[wasm_bindgen(js_name = newSeed)]
pub fn new_seed() -> Result<u32, Failure> {
    getrandom::u32()
        .map_err(|_| argument(Code::OutOfRange, "seed", "none".into(), None, "a source of random numbers"))
}

/// Settings from the `[key, text]` pairs of a link. What does not fit is left at its default and
/// listed among the problems.
#[wasm_bindgen(
    js_name = readSettings,
    unchecked_return_type = "{ config: Config, problems: Problem[] }"
)]
pub fn read_settings(
    #[wasm_bindgen(unchecked_param_type = "[string, string][]")] entries: &JsValue,
) -> Result<JsValue, Failure> {
    let mut config = Config::default();
    let problems = Array::new();
    let report = |error: &SettingError| {
        let problem = Object::new().into();
        describe(&problem, error);
        problems.push(&problem);
    };
    for (key, text) in convert::text_pairs(entries) {
        let set = Field::named(&key).map(|field| {
            let value = field.parse_with(&text, convert::number_of)?;
            config.set(&key, &value)
        });
        if let Some(Err(error)) = set {
            report(&error);
        }
    }
    if let Err(error) = config.check() {
        report(&error);
        if let (Some(field), Some(default)) =
            (Field::named(&error.field), Config::default().get(&error.field))
        {
            // With the default of 0.3, any number of samples has a point in both parts.
            let _ = config.set(field.name, &default);
        }
    }
    let result = Object::new().into();
    put(&result, "config", convert::config_to_js(&config));
    put(&result, "problems", problems);
    Ok(result)
}

/// The `[key, text]` pairs of a link for these settings: those that differ from the defaults.
#[wasm_bindgen(js_name = writeSettings, unchecked_return_type = "[string, string][]")]
pub fn write_settings(config: &PartialConfig) -> Result<Array, Failure> {
    let pairs = convert::config(config)?.differences();
    Ok(pairs.into_iter().map(|(key, text)| Array::of2(&key.into(), &text.into())).collect())
}

/// The changes of a link with these settings as this writes them.
#[wasm_bindgen(js_name = readChanges)]
pub fn read_changes(config: &PartialConfig, changes: &Text) -> Result<String, Failure> {
    Ok(write_changes(&convert::changes(changes, &convert::config(config)?)?))
}
