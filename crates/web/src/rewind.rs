//! Going back, changing and undoing, for JavaScript.

use crate::convert::{self, count};
use crate::error::{Failure, argument, failure, put};
use crate::trainer::Trainer;
use crate::types::{Floats, Number};
use backprop_core::config::Code;
use backprop_core::run::history::{Change, Event};
use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Trainer {
    /// Goes to a step that this run has reached before, back or on, with the bits of the first time.
    /// Beyond `timeline().furthest` it is an error.
    pub fn seek(&mut self, step: Number) -> Result<(), Failure> {
        let step = count(&step, "step", None, self.inner.furthest())?;
        self.inner.seek(step).map_err(|error| failure(&error))
    }

    /// The last step at or before `step` from which a seek is immediate; what lies between is trained
    /// again.
    #[wasm_bindgen(js_name = keyframeBefore)]
    pub fn keyframe_before(&self, step: Number) -> Result<f64, Failure> {
        Ok(self.inner.keyframe_before(count(&step, "step", None, MOST_STEPS)?) as f64)
    }

    /// Where the run is among all that it remembers.
    #[wasm_bindgen(unchecked_return_type = "Timeline")]
    pub fn timeline(&self) -> JsValue {
        let history = self.inner.history();
        let [undo, redo] = history.can();
        let object = Object::new().into();
        put(&object, "step", self.inner.steps() as f64);
        put(&object, "furthest", self.inner.furthest() as f64);
        put(&object, "generation", history.generation() as f64);
        put(&object, "canUndo", undo);
        put(&object, "canRedo", redo);
        put(&object, "bytes", history.bytes() as f64);
        object
    }

    /// Sets a weight or a bias, by its place in `parameters()`, from the next sample on.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: Number, value: Number) -> Result<(), Failure> {
        let index = self.parameter_index(&index)?;
        let value = convert::finite(&value, "value")?;
        self.inner.set_parameter(index, value).map_err(|error| failure(&error))
    }

    /// Takes the last change (of the learning rate, or of a parameter) back and goes to the moment
    /// before it; the future that it had cut off lies ahead again. Whether there was one.
    pub fn undo(&mut self) -> bool {
        self.inner.undo()
    }

    /// Makes the last undone change again. Whether there was one.
    pub fn redo(&mut self) -> bool {
        self.inner.redo()
    }

    /// Changes of the learning rate that are to be made when the run gets there: `[step, rate, …]`.
    #[wasm_bindgen(js_name = planRates)]
    pub fn plan_rates(&mut self, rates: Floats) -> Result<(), Failure> {
        let rates: Vec<[f64; 2]> = rows(&rates, "rates")?;
        let event =
            |[step, rate]: [f64; 2]| Ok(Event { step: whole(step, "step")?, change: Change::Rate(rate) });
        let events = rates.into_iter().map(event).collect::<Result<Vec<_>, Failure>>()?;
        self.inner.plan(&events).map_err(|error| failure(&error))
    }

    /// Parameters that are to be set when the run gets there: `[step, index, value, …]`.
    #[wasm_bindgen(js_name = planEdits)]
    pub fn plan_edits(&mut self, edits: Floats) -> Result<(), Failure> {
        let edits: Vec<[f64; 3]> = rows(&edits, "edits")?;
        let event = |[step, index, value]: [f64; 3]| {
            let index = whole(index, "index")? as usize;
            Ok(Event { step: whole(step, "step")?, change: Change::Parameter { index, value } })
        };
        let events = edits.into_iter().map(event).collect::<Result<Vec<_>, Failure>>()?;
        self.inner.plan(&events).map_err(|error| failure(&error))
    }

    /// Parameters that were set by hand, those ahead included: `[step, index, value, …]`.
    pub fn edits(&self) -> Vec<f64> {
        self.inner.edits().flat_map(|(step, index, value)| [step as f64, index as f64, value]).collect()
    }

    /// One parameter over the epochs that this run remembers: `[epoch, value, …]`.
    #[wasm_bindgen(js_name = parameterOverTime)]
    pub fn parameter_over_time(&self, index: Number) -> Result<Vec<f64>, Failure> {
        let values = self.inner.parameter_over_time(self.parameter_index(&index)?);
        Ok(values.into_iter().flat_map(|(epoch, value)| [epoch as f64, value]).collect())
    }
}

impl Trainer {
    /// A place in `parameters()`.
    pub(crate) fn parameter_index(&self, index: &JsValue) -> Result<usize, Failure> {
        Ok(count(index, "index", None, self.inner.network().len() as u64 - 1)? as usize)
    }
}

/// Numbers in rows of `N`.
fn rows<const N: usize>(list: &JsValue, field: &str) -> Result<Vec<[f64; N]>, Failure> {
    let numbers = convert::numbers(list, field)?;
    let (rows, []) = numbers.as_chunks() else {
        let got = format!("{} numbers", numbers.len());
        return Err(argument(Code::OutOfRange, field, got, None, &format!("rows of {N} numbers")));
    };
    Ok(rows.to_vec())
}

fn whole(x: f64, field: &str) -> Result<u64, Failure> {
    count(&x.into(), field, None, MOST_STEPS)
}

/// Steps beyond this are no whole numbers in JavaScript.
const MOST_STEPS: u64 = (1 << 53) - 1;
