//! Rewinding, changing and undoing, for JavaScript.

use crate::convert::{self, count};
use crate::error::{Failure, argument, failure, put};
use crate::trainer::Trainer;
use crate::types::{Number, Text};
use backprop_core::config::{Code, Field};
use backprop_core::run::{LARGEST_STEP, write_changes};
use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Trainer {
    /// Goes to a step that this run has reached before, back or forward, with the same bits as the
    /// first time. Beyond `timeline().furthest` it is an error.
    pub fn seek(&mut self, step: Number) -> Result<(), Failure> {
        let step = count(&step, "step", None, self.inner.furthest())?;
        self.inner.seek(step).map_err(|error| failure(&error))
    }

    /// The last step at or before `step` to which a seek jumps at once; the steps after it are
    /// trained again.
    #[wasm_bindgen(js_name = keyframeBefore)]
    pub fn keyframe_before(&self, step: Number) -> Result<f64, Failure> {
        Ok(self.inner.keyframe_before(count(&step, "step", None, LARGEST_STEP)?) as f64)
    }

    /// The position of the run within its history.
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
        put(&object, "changesMade", history.applied() as f64);
        put(&object, "bytes", history.bytes() as f64);
        object
    }

    /// Sets a live setting: one that alters the numbers (`Field.alters`) from the next sample on, as a change
    /// that can be undone.
    pub fn set(&mut self, name: Text, value: Number) -> Result<(), Failure> {
        let name = convert::text_of(&name)
            .ok_or_else(|| argument(Code::WrongType, "name", convert::describe(&name), None, "a setting"))?;
        let refused = match (Field::named(&name), value.as_f64()) {
            (Some(field), None) => Err(field.wrong_type(convert::describe(&value))),
            (_, number) => self.inner.set(&name, number.unwrap_or(f64::NAN)),
        };
        refused.map_err(|error| failure(&error))
    }

    /// Sets a weight or a bias, by its index in `parameters()`, from the next sample on.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: Number, value: Number) -> Result<(), Failure> {
        let index = self.parameter_index(&index)?;
        let value = convert::finite(&value, "value")?;
        self.inner.set_parameter(index, value).map_err(|error| failure(&error))
    }

    /// Plans changes, to be made when the run reaches their steps, written as in a link:
    /// `28000:learningRate:0.03,30000:p17:0.5`.
    pub fn plan(&mut self, changes: Text) -> Result<(), Failure> {
        let changes = convert::changes(&changes, self.inner.config())?;
        self.inner.plan(&changes).map_err(|error| failure(&error))
    }

    /// The changes of this run, planned ones included, written as in a link.
    pub fn changes(&self) -> String {
        write_changes(&self.inner.changes())
    }

    /// Undoes the last change (of a setting, or of a parameter) and goes to the moment before it;
    /// the future that it had cut off lies ahead again. Returns false if there was none.
    pub fn undo(&mut self) -> bool {
        self.inner.undo()
    }

    /// Redoes the last undone change. Returns false if there was none.
    pub fn redo(&mut self) -> bool {
        self.inner.redo()
    }

    /// One parameter over the remembered epochs of this run: `[epoch, value, …]`.
    #[wasm_bindgen(js_name = parameterOverTime)]
    pub fn parameter_over_time(&self, index: Number) -> Result<Vec<f64>, Failure> {
        let values = self.inner.parameter_over_time(self.parameter_index(&index)?);
        Ok(values.into_iter().flat_map(|(epoch, value)| [epoch as f64, value]).collect())
    }
}

impl Trainer {
    /// An index into `parameters()`.
    pub(crate) fn parameter_index(&self, index: &JsValue) -> Result<usize, Failure> {
        Ok(count(index, "index", None, self.inner.network().len() as u64 - 1)? as usize)
    }
}
