//! The table of settings, for JavaScript.

use crate::convert::setting_to_js;
use crate::error::put;
use backprop_core::config::{Config, Field, Kind};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// Rows of the table.
pub fn table<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Array {
    let default = Config::default();
    fields.into_iter().map(|field| field_to_js(field, &default)).collect()
}

fn field_to_js(field: &Field, default: &Config) -> JsValue {
    let object = Object::new().into();
    let names = |names: &[&str]| names.iter().map(|&name| JsValue::from(name)).collect::<Array>();
    put(&object, "name", field.name);
    put(&object, "kind", field.kind.name());
    if let Some((min, max)) = field.range() {
        put(&object, "min", min);
        put(&object, "max", max);
        put(&object, "slider", field.slider.into_iter().map(JsValue::from).collect::<Array>());
    }
    put(&object, "above", field.kind == Kind::Number { above: true });
    put(&object, "scale", field.scale.name());
    put(&object, "values", names(field.kind.values()));
    put(&object, "default", default.get(field.name).map_or(JsValue::UNDEFINED, setting_to_js));
    put(&object, "live", field.live);
    put(&object, "alters", field.alters);
    put(&object, "group", field.group.name());
    put(&object, "data", field.data);
    let when = field.when.iter().map(|&(name, values)| Array::of2(&name.into(), &names(values)));
    put(&object, "when", when.collect::<Array>());
    object
}
