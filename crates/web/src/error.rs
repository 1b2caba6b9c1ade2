//! Errors as JavaScript sees them: an `Error` with `code`, `field`, `value`, `min` and `max`.

use backprop_core::config::{Code, SettingError};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// The error of an exported function: the `Error` of a refused value, or an exception thrown by a
/// getter of the caller's object.
pub type Failure = JsValue;

/// Sets an own property of an object made here, which cannot fail.
pub fn put(object: &JsValue, key: &str, value: impl Into<JsValue>) {
    put_value(object, key, &value.into());
}

#[inline(never)] // called from everywhere
fn put_value(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}

/// The JavaScript `Error` for a refused setting or argument.
#[inline(never)]
pub fn failure(error: &SettingError) -> Failure {
    let object = js_sys::Error::new(&error.to_string());
    describe(object.as_ref(), error);
    object.into()
}

/// Sets the properties of the error on `object`.
pub fn describe(object: &JsValue, error: &SettingError) {
    put(object, "code", error.code.name());
    put(object, "field", error.field.as_str());
    put(object, "value", error.value.as_str());
    for (key, end) in [("min", error.min), ("max", error.max)] {
        if let Some(end) = end {
            put(object, key, end);
        }
    }
}

/// The error for a refused argument that is not a setting.
#[inline(never)]
pub fn argument(
    code: Code,
    field: &str,
    value: String,
    range: Option<(f64, f64)>,
    expected: &str,
) -> Failure {
    let (min, max) = range.unzip();
    failure(&SettingError { code, field: field.into(), value, min, max, expected: expected.into() })
}
