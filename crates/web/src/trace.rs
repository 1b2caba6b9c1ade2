//! One update in every number, its check, and what flows through the layers now, for JavaScript.

use crate::convert::count;
use crate::error::{Failure, put};
use crate::trainer::Trainer;
use crate::types::Number;
use crate::watch::health_row;
use backprop_core::loss::target;
use backprop_core::network::check::{Check, Difference};
use backprop_core::network::trace::{LayerTrace, Trace};
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Trainer {
    /// The coming update in every number, with the signs of a textbook: `step(1)` makes exactly this
    /// one. Arrays have the layout of `parameters()`.
    #[wasm_bindgen(unchecked_return_type = "Trace")]
    pub fn trace(&self) -> JsValue {
        trace_to_js(&self.inner.trace())
    }

    /// The gradient of a parameter, for the coming sample, by backpropagation and by the central
    /// difference.
    #[wasm_bindgen(js_name = checkGradient, unchecked_return_type = "Difference")]
    pub fn check_gradient(&self, index: Number) -> Result<JsValue, Failure> {
        let index = self.parameter_index(&index)?;
        Ok(difference_to_js(&self.check().at(index)))
    }

    /// The parameter among `count` ones from `from` on whose two gradients differ most.
    #[wasm_bindgen(js_name = worstGradient, unchecked_return_type = "Difference | undefined")]
    pub fn worst_gradient(
        &self,
        from: Number,
        #[wasm_bindgen(js_name = "count")] number: Number,
    ) -> Result<JsValue, Failure> {
        let most = self.inner.network().len() as u64;
        let from = count(&from, "from", None, most)? as usize;
        let number = count(&number, "count", None, most)? as usize;
        let worst = self.check().worst(from..from + number);
        Ok(worst.map_or(JsValue::UNDEFINED, |worst| difference_to_js(&worst)))
    }

    /// The layers after the inputs, averaged over the first training samples.
    #[wasm_bindgen(unchecked_return_type = "LayerHealth[]")]
    pub fn health(&self) -> Array {
        let layers = self.inner.health();
        layers.iter().map(|layer| numbers_to_js(&HEALTH, health_row(layer))).collect()
    }
}

impl Trainer {
    fn check(&self) -> Check {
        Check::of(self.inner.network(), self.inner.next_sample())
    }
}

const HEALTH: [&str; 5] = ["delta", "gradient", "saturated", "dead", "updateRatio"];

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

/// One-hot.
fn targets(trace: &Trace) -> Vec<f64> {
    let outputs = trace.layers.last().map_or(0, |layer| layer.a.len());
    (0..outputs).map(|output| target(output, trace.sample.class)).collect()
}

fn layer_to_js(layer: &LayerTrace) -> JsValue {
    let object = Object::new().into();
    for (key, numbers) in [
        ("z", &layer.z),
        ("a", &layer.a),
        ("slope", &layer.slope),
        ("error", &layer.error),
        ("delta", &layer.delta),
        ("weightGradient", &layer.weight_gradient),
        ("biasGradient", &layer.bias_gradient),
        ("weightUpdate", &layer.weight_update),
        ("biasUpdate", &layer.bias_update),
        ("weightBefore", &layer.weight_before),
        ("weightAfter", &layer.weight_after),
        ("biasBefore", &layer.bias_before),
        ("biasAfter", &layer.bias_after),
    ] {
        put(&object, key, Float64Array::from(numbers.as_slice()));
    }
    object
}
