//! JavaScript values to checked Rust values and back.

use crate::error::{Failure, argument, failure, put};
use backprop_charts::look::{Look, Palette};
use backprop_core::choice::Choice;
use backprop_core::config::{Code, Config, FIELDS, Field, Kind, Value};
use backprop_core::run::history::Event;
use backprop_core::run::read_changes;
use js_sys::{Array, ArrayBuffer, Float64Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The most numbers that a call takes at once: 16 MB.
const LONGEST: f64 = 2_000_000.0;
/// The longest text that is read; no valid one is longer.
const LONGEST_TEXT: u32 = 1000;

#[wasm_bindgen]
extern "C" {
    /// Throws for a revoked proxy. js-sys declares it without `catch`: the exception would unwind
    /// through WebAssembly frames without restoring their stack.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_name = Float64Array, extends = Float64Array)]
    type Numbers;

    /// Copies the numbers of a typed array into a new one. Throws for big integers, and js-sys
    /// declares it without `catch`.
    #[wasm_bindgen(catch, constructor, js_class = "Float64Array")]
    fn copy(array: &JsValue) -> Result<Numbers, JsValue>;
}

/// The text, cut off beyond any valid length: a caller's half gigabyte is not copied.
#[inline(never)]
pub fn text_of(value: &JsValue) -> Option<String> {
    if !value.is_string() {
        return None;
    }
    let text: &JsString = value.unchecked_ref();
    if text.length() <= LONGEST_TEXT {
        return value.as_string();
    }
    Some(String::from(text.slice(0, LONGEST_TEXT)) + "…")
}

/// A decimal number as JavaScript reads it, which is as Rust does; JavaScript's other notations are
/// rejected.
pub fn number_of(text: &str) -> Option<f64> {
    let decimal = |c| matches!(c, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    if text.is_empty() || !text.bytes().all(decimal) {
        return None;
    }
    f64::try_from(JsValue::from_str(text)).ok().filter(|x| !x.is_nan())
}

/// A configuration from an object of settings; `undefined` is all defaults.
///
/// Reading the object may run the caller's code (getters, proxies); an exception from it is the error.
pub fn config(settings: &JsValue) -> Result<Config, Failure> {
    let mut config = Config::default();
    if settings.is_undefined() {
        return Ok(config);
    }
    if !settings.is_object() || is_array(settings)? {
        return Err(argument(Code::WrongType, "config", describe(settings), None, "an object of settings"));
    }
    for key in Reflect::own_keys(settings)?.iter() {
        let Some(name) = text_of(&key) else {
            return Err(argument(
                Code::UnknownField,
                "symbol",
                describe(&key),
                None,
                "the name of a setting",
            ));
        };
        let value = Reflect::get(settings, &key)?;
        let value = match Field::named(&name) {
            Some(field) => setting(field, &value)?,
            None => Value::Text(describe(&value)), // refused by `set`, by name
        };
        config.set(&name, &value).map_err(|error| failure(&error))?;
    }
    config.check().map_err(|error| failure(&error))?;
    Ok(config)
}

/// A value of the field's kind; ranges are left to [`Config::set`].
fn setting(field: &Field, value: &JsValue) -> Result<Value, Failure> {
    let converted = match field.kind {
        Kind::Integer | Kind::Number { .. } => value.as_f64().map(Value::Number),
        Kind::Choice(_) => text_of(value).map(Value::Text),
        Kind::Flag => value.as_bool().map(Value::Flag),
        Kind::Sizes => sizes(value)?.map(Value::Numbers),
    };
    converted.ok_or_else(|| failure(&field.wrong_type(describe(value))))
}

/// A short array of numbers, or `None` if it is something else.
fn sizes(value: &JsValue) -> Result<Option<Vec<f64>>, Failure> {
    if !is_array(value)? {
        return Ok(None);
    }
    let length = Reflect::get(value, &"length".into())?.as_f64();
    // A list that is too long is only read far enough to be refused.
    let length = length.map_or(0, |length| length.min(9.0) as u32);
    let mut sizes = Vec::new();
    for index in 0..length {
        match Reflect::get_u32(value, index)?.as_f64() {
            Some(size) => sizes.push(size),
            None => return Ok(None),
        }
    }
    Ok(Some(sizes))
}

/// A setting's value as a JavaScript value.
pub fn setting_to_js(value: Value) -> JsValue {
    match value {
        Value::Number(x) => x.into(),
        Value::Text(text) => text.into(),
        Value::Flag(on) => on.into(),
        Value::Numbers(list) => list.into_iter().map(JsValue::from).collect::<Array>().into(),
    }
}

/// All settings as an object.
pub fn config_to_js(config: &Config) -> JsValue {
    let object = Object::new().into();
    for field in FIELDS {
        if let Some(value) = config.get(field.name) {
            put(&object, field.name, setting_to_js(value));
        }
    }
    object
}

/// A member of an enumeration, by its name.
pub fn choice<T: Choice>(name: &JsValue, field: &str) -> Result<T, Failure> {
    text_of(name).and_then(|name| T::named(&name)).ok_or_else(|| unknown(field, name, T::NAMES))
}

/// The refusal of a name that is none of these.
pub fn unknown(field: &str, name: &JsValue, names: &[&str]) -> Failure {
    argument(Code::OutOfRange, field, describe(name), None, &format!("one of {}", names.join(", ")))
}

/// A count of at most `max`; `undefined` is `default`.
#[inline(never)]
pub fn count(value: &JsValue, field: &str, default: Option<u64>, max: u64) -> Result<u64, Failure> {
    if let (true, Some(default)) = (value.is_undefined(), default) {
        return Ok(default);
    }
    let expected = format!("a whole number from 0 to {max}");
    let refuse = |code| Err(argument(code, field, describe(value), Some((0.0, max as f64)), &expected));
    match value.as_f64() {
        Some(x) if x.fract() == 0.0 && (0.0..=max as f64).contains(&x) => Ok(x as u64),
        Some(_) => refuse(Code::OutOfRange),
        None => refuse(Code::WrongType),
    }
}

/// Changes of a run with these settings, written as in a link.
pub fn changes(value: &JsValue, config: &Config) -> Result<Vec<Event>, Failure> {
    let refuse =
        |code| Err(argument(code, "changes", describe(value), None, "a text of at most a million letters"));
    match value.dyn_ref::<JsString>() {
        None => refuse(Code::WrongType),
        Some(text) if text.length() > 1_000_000 => refuse(Code::OutOfRange),
        Some(text) => read_changes(&String::from(text), config, number_of).map_err(|error| failure(&error)),
    }
}

/// A number from `min` to `max`.
#[inline(never)]
pub fn number(value: &JsValue, field: &str, (min, max): (f64, f64)) -> Result<f64, Failure> {
    let code = match value.as_f64() {
        Some(x) if (min..=max).contains(&x) => return Ok(x),
        Some(_) => Code::OutOfRange,
        None => Code::WrongType,
    };
    Err(argument(code, field, describe(value), Some((min, max)), &format!("a number from {min} to {max}")))
}

/// Any finite number.
pub fn finite(value: &JsValue, field: &str) -> Result<f64, Failure> {
    number(value, field, (f64::MIN, f64::MAX))
}

/// The numbers of a typed array; none if its memory is detached. An array that is too long is not copied.
pub fn numbers(value: &JsValue, field: &str) -> Result<Vec<f64>, Failure> {
    let refuse = |code, expected| argument(code, field, describe(value), None, expected);
    let wrong_type = || refuse(Code::WrongType, "a Float64Array");
    if !ArrayBuffer::is_view(value) {
        return Err(wrong_type());
    }
    // A DataView has no length.
    let length = Reflect::get(value, &"length".into())?.as_f64().ok_or_else(wrong_type)?;
    if length > LONGEST {
        return Err(refuse(Code::OutOfRange, "at most 2000000 numbers"));
    }
    if length == 0.0 {
        return Ok(Vec::new()); // a detached array cannot be copied
    }
    Ok(Numbers::copy(value).map_err(|_| wrong_type())?.to_vec())
}

/// Points `[x₁, x₂, x₁, x₂, …]`, at least one, all finite.
pub fn points(value: &JsValue) -> Result<Vec<f64>, Failure> {
    let numbers = numbers(value, "points")?;
    let refuse = |what: String, expected| Err(argument(Code::OutOfRange, "points", what, None, expected));
    if numbers.is_empty() || numbers.len() % 2 == 1 {
        return refuse(format!("{} numbers", numbers.len()), "pairs x₁, x₂, at least one");
    }
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(at) => refuse(format!("{} at index {at}", numbers[at]), "finite numbers"),
        None => Ok(numbers),
    }
}

/// A description of a value, made without running the caller's code.
#[inline(never)]
pub fn describe(value: &JsValue) -> String {
    if let Some(number) = value.as_f64() {
        return number.to_string();
    }
    if let Some(text) = text_of(value) {
        return text;
    }
    match value.as_bool() {
        Some(on) => on.to_string(),
        None if value.is_null() => "null".into(),
        None => value.js_typeof().as_string().unwrap_or_default(),
    }
}

/// The `[key, text]` pairs of an array; all its other elements are skipped.
pub fn text_pairs(entries: &JsValue) -> Vec<(String, String)> {
    let item = |list: &JsValue, index: u32| Reflect::get_u32(list, index).ok();
    let is_list = |value: &JsValue| is_array(value).unwrap_or(false);
    if !is_list(entries) {
        return Vec::new();
    }
    let length = Reflect::get(entries, &"length".into()).ok().and_then(|length| length.as_f64());
    (0..length.unwrap_or(0.0).min(1000.0) as u32)
        .filter_map(|index| {
            let pair = item(entries, index).filter(is_list)?;
            Some((text_of(&item(&pair, 0)?)?, text_of(&item(&pair, 1)?)?))
        })
        .collect()
}

/// A text property of an object.
#[inline(never)]
pub fn text(object: &JsValue, key: &str) -> Result<String, Failure> {
    let value = property(object, key)?;
    text_of(&value).ok_or_else(|| argument(Code::WrongType, key, describe(&value), None, "a text"))
}

fn property(object: &JsValue, key: &str) -> Result<JsValue, Failure> {
    if !object.is_object() {
        return Err(argument(Code::WrongType, key, describe(object), None, "a property of an object"));
    }
    Reflect::get(object, &key.into())
}

/// `{ dark, palette, scale, font }`.
pub fn look(look: &JsValue) -> Result<Look, Failure> {
    let dark = property(look, "dark")?.is_truthy();
    let palette = match text(look, "palette")?.as_str() {
        "blueOrange" => Palette::BlueOrange,
        "spectral" => Palette::Spectral,
        other => {
            return Err(argument(Code::OutOfRange, "palette", other.into(), None, "blueOrange or spectral"));
        }
    };
    let scale = number(&property(look, "scale")?, "scale", (0.1, 10.0))?;
    Ok(Look::new(dark, palette, scale, &text(look, "font")?))
}

/// The numbers of a typed array, exactly `len` of them.
pub fn exactly(value: &JsValue, field: &str, len: usize) -> Result<Vec<f64>, Failure> {
    let numbers = numbers(value, field)?;
    if numbers.len() == len {
        return Ok(numbers);
    }
    let got = format!("{} numbers", numbers.len());
    Err(argument(Code::OutOfRange, field, got, None, &format!("{len} numbers")))
}
