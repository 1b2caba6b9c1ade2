//! Reports of a run in training: its last update, its layers over the epochs, and the reason why it
//! stopped.

use crate::convert::count;
use crate::error::{Failure, put};
use crate::trainer::Trainer;
use crate::types::Number;
use backprop_core::network::health::LayerHealth;
use js_sys::Object;
use wasm_bindgen::prelude::*;

/// The most rows of [`Trainer::health_over_time`].
const MOST_ROWS: u64 = 1000;

#[wasm_bindgen]
impl Trainer {
    /// The reason why the last `step` or `train` stopped early, if it did: the sample after `step`
    /// would have made a number infinite or NaN.
    #[wasm_bindgen(unchecked_return_type = "Divergence | undefined")]
    pub fn divergence(&self) -> JsValue {
        let Some(divergence) = self.inner.divergence() else { return JsValue::UNDEFINED };
        let object = Object::new().into();
        put(&object, "step", divergence.step as f64);
        put(&object, "layer", divergence.layer as f64);
        put(&object, "quantity", divergence.quantity.name());
        put(&object, "cause", divergence.cause.name());
        object
    }

    /// The change of a parameter by the last sample, if trained on since the last seek or undo.
    #[wasm_bindgen(js_name = lastUpdate)]
    pub fn last_update(&self, index: Number) -> Result<Option<f64>, Failure> {
        let index = self.parameter_index(&index)?;
        Ok(self.inner.last_update().map(|update| update.parts[index].change))
    }

    /// The columns of a layer's health, averaged over the first training samples: mean |∂L/∂z|, mean
    /// |∂L/∂w|, the share of neurons and samples with |f′(z)| < 0.05, that of neurons with f′(z) = 0 at every
    /// sample, and the mean change of a weight in an update over the mean |w|.
    #[wasm_bindgen(js_name = healthColumns)]
    pub fn health_columns() -> Vec<String> {
        ["delta", "gradient", "saturated", "dead", "ratio"].map(str::to_owned).to_vec()
    }

    /// The layers' health at the remembered epochs, at most `rows` of them: rows of an epoch and
    /// the numbers of `healthColumns()` for each layer.
    #[wasm_bindgen(js_name = healthOverTime)]
    pub fn health_over_time(&self, rows: Number) -> Result<Vec<f64>, Failure> {
        let rows = self.inner.health_over_time(count(&rows, "rows", None, MOST_ROWS)? as usize);
        let row = |(epoch, layers): (u64, Vec<LayerHealth>)| {
            let layers: Vec<f64> = layers.iter().flat_map(health_row).collect();
            std::iter::once(epoch as f64).chain(layers)
        };
        Ok(rows.into_iter().flat_map(row).collect())
    }
}

/// The values in the order of [`Trainer::health_columns`].
pub(crate) fn health_row(layer: &LayerHealth) -> [f64; 5] {
    let &LayerHealth { delta, gradient, saturated, dead, update_ratio } = layer;
    [delta, gradient, saturated, dead, update_ratio]
}
