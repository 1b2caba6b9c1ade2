//! Exported classes refuse calls on freed objects in JavaScript, before WebAssembly is entered.

use crate::{Stage, Tape, Trainer};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/guard.js")]
extern "C" {
    fn guard(prototype: &Object);
}

/// Runs once, when the module is initialised.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let smallest = Object::new();
    Reflect::set(&smallest, &"samples".into(), &4.into())?;
    let trainer = Trainer::new(smallest.clone().into())?;
    let stage = Stage::new(smallest.into())?;
    let tape = Tape::new("x".into(), JsValue::UNDEFINED)?;
    for object in [JsValue::from(trainer), JsValue::from(stage), JsValue::from(tape)] {
        guard(&Object::get_prototype_of(&object));
    }
    Ok(())
}
