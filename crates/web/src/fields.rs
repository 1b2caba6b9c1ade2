//! The table of settings, for JavaScript.

use crate::convert::setting_to_js;
use crate::error::put;
use backprop_core::config::{Config, Field, Kind, Scale};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// Rows of the table.
pub fn table<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Array {
    let default = Config::default();
    fields.into_iter().map(|field| field_to_js(field, &default)).collect()
}

fn field_to_js(field: &Field, default: &Config) -> JsValue {
    let object = Object::new().into();
    let (kind, values): (&str, &[&str]) = match field.kind {
        Kind::Integer => ("integer", &[]),
        Kind::Number { .. } => ("number", &[]),
        Kind::Choice(values) => ("choice", values),
        Kind::Flag => ("flag", &[]),
        Kind::Sizes => ("sizes", &[]),
    };
    put(&object, "name", field.name);
    put(&object, "kind", kind);
    if let Some((min, max)) = field.range() {
        put(&object, "min", min);
        put(&object, "max", max);
        put(&object, "slider", field.slider.into_iter().map(JsValue::from).collect::<Array>());
    }
    put(&object, "above", field.kind == Kind::Number { above: true });
    put(&object, "scale", if field.scale == Scale::Log { "log" } else { "linear" });
    put(&object, "values", values.iter().map(|&value| JsValue::from(value)).collect::<Array>());
    put(&object, "default", default.get(field.name).map_or(JsValue::UNDEFINED, setting_to_js));
    put(&object, "live", field.live);
    object
}
