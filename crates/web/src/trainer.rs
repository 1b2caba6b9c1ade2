//! A network in training, for JavaScript: in the page's worker, in Node, or in any script.

use crate::convert::{self, config_to_js, count};
use crate::error::{Failure, failure, put};
use crate::fields;
use crate::types::{Floats, Number};
use backprop_core::config::FIELDS;
use backprop_core::network::Activity;
use backprop_core::network::metrics::Metrics;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// The most samples that one call trains on.
const MOST_SAMPLES: u64 = 1_000_000_000;

/// A network, its data and its counters.
///
/// The same settings and the same number of samples give the same bits, in every browser and
/// natively, however the calls are divided.
#[wasm_bindgen]
pub struct Trainer {
    pub(crate) inner: backprop_core::run::Trainer,
}

#[wasm_bindgen]
impl Trainer {
    /// Data, split and initial network of these settings, at step 0. Unknown keys are errors.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<Config>")] config: JsValue,
    ) -> Result<Self, Failure> {
        let config = convert::config(&config)?;
        let inner = backprop_core::run::Trainer::new(config).map_err(|error| failure(&error))?;
        Ok(Self { inner })
    }

    /// The table of settings.
    #[wasm_bindgen(unchecked_return_type = "Field[]")]
    pub fn fields() -> Array {
        fields::table(FIELDS)
    }

    /// The settings of this run at step 0.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn config(&self) -> JsValue {
        config_to_js(self.inner.config())
    }

    /// Trains on the next samples, one update each: 1 by default, at most 10⁹. It stops before a
    /// sample that would make a number infinite or NaN: see `divergence()`.
    pub fn step(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] samples: JsValue,
    ) -> Result<(), Failure> {
        self.inner.step(count(&samples, "samples", Some(1), MOST_SAMPLES)?);
        Ok(())
    }

    /// Trains until `epoch` has grown by `epochs`; at most 10⁹ samples.
    pub fn train(&mut self, epochs: Number) -> Result<(), Failure> {
        let most = MOST_SAMPLES / self.inner.split().train.len() as u64;
        self.inner.train(count(&epochs, "epochs", None, most)?);
        Ok(())
    }

    /// The number of samples until the current pass is complete.
    #[wasm_bindgen(js_name = toNextEpoch)]
    pub fn to_next_epoch(&self) -> f64 {
        self.inner.to_next_epoch() as f64
    }

    /// Outputs `[o₀, o₁, …]` for points `[x₁, x₂, …]`, both `[n · 2]`, row-major.
    pub fn predict(&self, points: Floats) -> Result<Vec<f64>, Failure> {
        let points = convert::points(&points)?;
        let network = self.inner.network();
        let mut activity = Activity::of(network);
        let outputs = points.chunks_exact(2).flat_map(|x| network.predict(x, &mut activity).to_vec());
        Ok(outputs.collect())
    }

    /// Loss and accuracy of the current parameters.
    #[wasm_bindgen(unchecked_return_type = "Metrics")]
    pub fn metrics(&self) -> JsValue {
        let metrics = self.inner.metrics();
        let object = Object::new().into();
        for (key, value) in METRICS.iter().zip(row(&metrics)) {
            put(&object, key, value);
        }
        object
    }

    /// Per layer: weights `[in × out]` row-major, then biases.
    pub fn parameters(&self) -> Vec<f64> {
        self.inner.network().parameters()
    }

    /// The settings in force for the next sample.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn now(&self) -> JsValue {
        config_to_js(self.inner.now())
    }

    /// The state from which training continues, for `Stage.setState()`; its layout may change.
    pub fn state(&self) -> Vec<f64> {
        self.inner.state().numbers()
    }

    /// The names of the columns of the curve, as in [`metrics`](Self::metrics).
    #[wasm_bindgen(js_name = curveColumns)]
    pub fn curve_columns() -> Vec<String> {
        METRICS.map(str::to_owned).to_vec()
    }

    /// The number of points on the curve.
    #[wasm_bindgen(js_name = curveLength)]
    pub fn curve_length(&self) -> usize {
        self.inner.curve().len()
    }

    /// The curve from point `from` on, in rows of `curveColumns()`. It has a point before any update, after
    /// every pass up to 100, and then after passes 101, 111, 121, …, where the log has its entries.
    pub fn curve(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] from: JsValue,
    ) -> Result<Vec<f64>, Failure> {
        let from = count(&from, "from", Some(0), MOST_SAMPLES)? as usize;
        Ok(self.inner.curve().iter().skip(from).flat_map(row).collect())
    }

    /// The log as the chapter prints it, from entry `from` on; entry i is after pass 10·i + 1.
    pub fn log(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] from: JsValue,
    ) -> Result<Vec<String>, Failure> {
        let from = count(&from, "from", Some(0), MOST_SAMPLES)? as usize;
        Ok(self.inner.log().skip(from).map(|line| line.to_string()).collect())
    }
}

const METRICS: [&str; 6] = ["epoch", "step", "trainLoss", "testLoss", "trainAccuracy", "testAccuracy"];

/// Metrics in the order of [`METRICS`].
fn row(metrics: &Metrics) -> [f64; 6] {
    let &Metrics { epoch, step, train_loss, test_loss, train_accuracy, test_accuracy } = metrics;
    [epoch as f64, step as f64, train_loss, test_loss, train_accuracy, test_accuracy]
}
