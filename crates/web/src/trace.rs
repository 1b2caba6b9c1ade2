//! One sample and one update in every number, for JavaScript.

use crate::error::put;
use crate::trainer::Trainer;
use backprop_core::loss::target;
use backprop_core::network::check::Difference;
use backprop_core::network::trace::{LayerTrace, Trace};
use backprop_core::network::update::Update;
use backprop_core::optimizer::Parts;
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Trainer {
    /// The next sample in every number, with the signs of a textbook.
    #[wasm_bindgen(unchecked_return_type = "Trace")]
    pub fn trace(&self) -> JsValue {
        trace_to_js(&self.inner.trace())
    }

    /// The next update in every number: `step(1)` makes exactly this one. Arrays have the layout of
    /// `parameters()`.
    #[wasm_bindgen(unchecked_return_type = "Update")]
    pub fn update(&self) -> JsValue {
        update_to_js(&self.inner.update())
    }
}

pub(crate) fn difference_to_js(difference: &Difference) -> JsValue {
    let &Difference { index, gradient, central, relative } = difference;
    numbers_to_js(&["index", "gradient", "central", "relative"], [index as f64, gradient, central, relative])
}

fn numbers_to_js<const N: usize>(keys: &[&str; N], numbers: [f64; N]) -> JsValue {
    let object = Object::new().into();
    for (key, number) in keys.iter().zip(numbers) {
        put(&object, key, number);
    }
    object
}

pub(crate) fn trace_to_js(trace: &Trace) -> JsValue {
    let object = Object::new().into();
    put(&object, "step", trace.sample.step as f64);
    put(&object, "sample", trace.sample.index as f64);
    put(&object, "input", Float64Array::from(&trace.sample.input[..]));
    put(&object, "target", Float64Array::from(targets(trace).as_slice()));
    put(&object, "loss", trace.loss);
    put(&object, "layers", trace.layers.iter().map(layer_to_js).collect::<Array>());
    object
}

/// The targets, one-hot.
fn targets(trace: &Trace) -> Vec<f64> {
    let outputs = trace.layers.last().map_or(0, |layer| layer.a.len());
    (0..outputs).map(|output| target(output, trace.sample.class)).collect()
}

fn layer_to_js(layer: &LayerTrace) -> JsValue {
    let LayerTrace { z, a, slope, error, delta, gradient } = layer;
    let arrays = [z, a, slope, error, delta, gradient];
    arrays_to_js(["z", "a", "slope", "error", "delta", "gradient"].into_iter().zip(arrays))
}

pub(crate) fn update_to_js(update: &Update) -> JsValue {
    let part = |of: fn(&Parts<f64>) -> Option<f64>| update.parts.iter().filter_map(of).collect();
    let parts: [Vec<f64>; 5] = [
        part(|parts| parts.m),
        part(|parts| parts.v),
        part(|parts| parts.m_hat),
        part(|parts| parts.v_hat),
        part(|parts| Some(parts.change)),
    ];
    let parts = ["m", "v", "mHat", "vHat", "change"].into_iter().zip(&parts);
    let all = [("before", &update.before), ("gradient", &update.gradient), ("after", &update.after)];
    arrays_to_js(all.into_iter().chain(parts.filter(|(_, values)| !values.is_empty())))
}

fn arrays_to_js<'a>(arrays: impl Iterator<Item = (&'a str, &'a Vec<f64>)>) -> JsValue {
    let object = Object::new().into();
    arrays.for_each(|(key, numbers)| put(&object, key, Float64Array::from(numbers.as_slice())));
    object
}
