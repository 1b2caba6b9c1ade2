//! An expression on a tape, for JavaScript: its values, its gradients, and the passes that made
//! them, one operation at a time. Nodes are numbered in the order of the tape.

use super::tape_objects as objects;
use crate::convert::{self, count, describe};
use crate::error::{Failure, argument};
use crate::types::{Number, Text};
use backprop_core::config::Code;
use backprop_core::expression::{Expression, LONGEST_TEXT, function_names, too_long};
use backprop_core::tape::{self, Id, Op, Recording};
use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::*;

/// Most passes that are recorded without zeroing.
const MOST_PASSES: u64 = 100;

/// An expression, read onto a tape.
#[wasm_bindgen]
pub struct Tape {
    inner: tape::Tape,
    names: Vec<String>,
    given: Vec<Id>,
    root: Id,
    recording: Recording,
}

#[wasm_bindgen]
impl Tape {
    /// Reads an expression such as `a = tanh(w*x + b); (a - t)^2`, and gives variables values. One
    /// backward pass from the last statement is recorded.
    ///
    /// An expression that cannot be read is an `Error` with `code`, `start`, `end`, `found`, `expected` and, for
    /// limits, `limit`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: Text,
        #[wasm_bindgen(unchecked_optional_param_type = "Record<string, number>")] values: JsValue,
    ) -> Result<Self, Failure> {
        let text = expression_text(&text)?;
        let Expression { tape: inner, root, given } = Expression::parse_with(&text, convert::number_of)
            .map_err(|error| objects::expression_failure(&error))?;
        let names = inner.names();
        let mut tape = Self { inner, names, given, root, recording: Recording::default() };
        for name in names_of(&values)?.iter() {
            tape.put_value(&name, &Reflect::get(&values, &name)?)?;
        }
        tape.rerun(root, 1);
        Ok(tape)
    }

    /// The functions that an expression may call.
    pub fn functions() -> Vec<String> {
        function_names().into_iter().map(str::to_owned).collect()
    }

    /// The nodes of the tape, in its order.
    #[wasm_bindgen(unchecked_return_type = "TapeNode[]")]
    pub fn nodes(&self) -> Array {
        self.inner.ids().map(|id| objects::node(&self.inner, &self.names, &self.given, id)).collect()
    }

    /// The formula of a node, down to the nodes that have names.
    pub fn formula(&self, name: Text) -> Result<String, Failure> {
        Ok(self.inner.formula(self.named(&name)?))
    }

    /// Gives a variable another value; the recording is repeated with it.
    pub fn set(&mut self, name: Text, value: Number) -> Result<(), Failure> {
        self.put_value(&name, &value)?;
        self.rerun(self.root, self.recording.passes().len());
        Ok(())
    }

    /// Chooses whether gradients are wanted for a variable.
    pub fn watch(
        &mut self,
        name: Text,
        #[wasm_bindgen(unchecked_param_type = "boolean")] watched: JsValue,
    ) -> Result<(), Failure> {
        let leaf = self.leaf(&name)?;
        let Some(watched) = watched.as_bool() else {
            return Err(argument(Code::WrongType, "watched", describe(&watched), None, "true or false"));
        };
        self.inner.watch(leaf, watched);
        self.rerun(self.root, self.recording.passes().len());
        Ok(())
    }

    /// Zeroes the gradients, then goes backward from a node so many times, without zeroing between:
    /// 1 by default, at most 100.
    pub fn record(
        &mut self,
        root: Text,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] passes: JsValue,
    ) -> Result<(), Failure> {
        let root = self.named(&root)?;
        let passes = count(&passes, "passes", Some(1), MOST_PASSES)?;
        self.rerun(root, passes as usize);
        Ok(())
    }

    /// The number of recorded moments: the forward pass, then the backward passes.
    pub fn moments(&self) -> usize {
        self.recording.last()
    }

    /// The number of moments of the forward pass.
    #[wasm_bindgen(js_name = forwardMoments)]
    pub fn forward_moments(&self) -> usize {
        self.recording.forward_len()
    }

    /// ∂of/∂by, whether watched or not.
    pub fn derivative(&self, of: Text, by: Text) -> Result<f64, Failure> {
        let (of, by) = (self.named(&of)?, self.named(&by)?);
        Ok(self.inner.derivatives(of).get(by.index()).copied().unwrap_or_default())
    }

    /// All numbers of a picture at a moment, and the paths from the variable `by` up to the root.
    #[wasm_bindgen(unchecked_return_type = "TapeFrame")]
    pub fn frame(
        &self,
        at: Number,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] by: JsValue,
    ) -> Result<JsValue, Failure> {
        let at = self.position(&at)?;
        let by = if by.is_undefined() { None } else { Some(self.leaf(&by)?) };
        Ok(objects::frame(&self.inner, &self.recording, (at, self.root, by)))
    }

    fn rerun(&mut self, root: Id, passes: usize) {
        self.root = root;
        self.recording = Recording::of(&mut self.inner, &vec![root; passes]);
    }

    fn put_value(&mut self, name: &JsValue, value: &JsValue) -> Result<(), Failure> {
        let leaf = self.leaf(name)?;
        let number = convert::finite(value, &self.names[leaf.index()])?;
        if !number.is_finite() {
            let range = Some((f64::MIN, f64::MAX));
            return Err(argument(
                Code::OutOfRange,
                &self.names[leaf.index()],
                number.to_string(),
                range,
                "a finite number",
            ));
        }
        self.inner.set(leaf, number);
        Ok(())
    }

    fn named(&self, name: &JsValue) -> Result<Id, Failure> {
        let text = convert::text_of(name);
        let found = text.and_then(|text| self.names.iter().rposition(|name| *name == text));
        found
            .and_then(|index| self.inner.id(index))
            .ok_or_else(|| argument(Code::UnknownField, "name", describe(name), None, "the name of a node"))
    }

    fn leaf(&self, name: &JsValue) -> Result<Id, Failure> {
        self.named(name).ok().filter(|&id| self.inner.op(id) == Op::Leaf).ok_or_else(|| {
            argument(Code::UnknownField, "name", describe(name), None, "the name of a variable")
        })
    }

    fn position(&self, at: &JsValue) -> Result<usize, Failure> {
        Ok(count(at, "at", None, self.recording.last() as u64)? as usize)
    }
}

/// The text, unless it is too long to be copied.
fn expression_text(value: &JsValue) -> Result<String, Failure> {
    if !value.is_string() {
        return Err(argument(Code::WrongType, "expression", describe(value), None, "a text"));
    }
    let text: &JsString = value.unchecked_ref();
    if text.length() as usize > LONGEST_TEXT {
        return Err(objects::expression_failure(&too_long()));
    }
    Ok(String::from(text))
}

/// The own keys of an object; none of `undefined`. Reading it may run the caller's code.
fn names_of(values: &JsValue) -> Result<Array, Failure> {
    if values.is_undefined() {
        return Ok(Array::new());
    }
    if !values.is_object() {
        return Err(argument(Code::WrongType, "values", describe(values), None, "an object of numbers"));
    }
    Reflect::own_keys(values)
}
