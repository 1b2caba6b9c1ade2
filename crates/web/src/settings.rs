//! Settings to and from links, and new seeds.

use crate::convert;
use crate::error::{Failure, argument, describe, failure, put};
use crate::types::{PartialConfig, Text};
use backprop_core::config::{Code, Config, Field, SettingError};
use backprop_core::run::write_changes;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// A random seed.
#[wasm_bindgen(js_name = newSeed)]
pub fn new_seed() -> Result<u32, Failure> {
    getrandom::u32()
        .map_err(|_| argument(Code::OutOfRange, "seed", "none".into(), None, "a source of random numbers"))
}

/// Reads settings from the `[key, text]` pairs of a link. Those that do not fit keep their default
/// and are listed among the problems.
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
        if Field::named(&key).is_some() {
            let _ = config.set_text(&key, &text, convert::number_of).map_err(|error| report(&error));
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

/// Reads one setting from its text in a link; whether it fits the others is checked when a run begins.
#[wasm_bindgen(js_name = readSetting, unchecked_return_type = "Config[keyof Config]")]
pub fn read_setting(name: &Text, text: &Text) -> Result<JsValue, Failure> {
    let [name, text] = [name, text].map(|text| convert::text_of(text).unwrap_or_default());
    let mut config = Config::default();
    let read = config.set_text(&name, &text, convert::number_of);
    read.map_err(|error| failure(&error))?;
    Ok(config.get(&name).map_or(JsValue::UNDEFINED, convert::setting_to_js))
}

/// The `[key, text]` pairs of a link for these settings: those that differ from the defaults.
#[wasm_bindgen(js_name = writeSettings, unchecked_return_type = "[string, string][]")]
pub fn write_settings(config: &PartialConfig) -> Result<Array, Failure> {
    let pairs = convert::config(config)?.differences();
    Ok(pairs.into_iter().map(|(key, text)| Array::of2(&key.into(), &text.into())).collect())
}

/// The changes of a link with these settings, in their canonical text.
#[wasm_bindgen(js_name = readChanges)]
pub fn read_changes(config: &PartialConfig, changes: &Text) -> Result<String, Failure> {
    Ok(write_changes(&convert::changes(changes, &convert::config(config)?)?))
}
