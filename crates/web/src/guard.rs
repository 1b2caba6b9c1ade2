//! Exported classes refuse calls on freed objects in JavaScript, before WebAssembly is entered.

use crate::{Basins, Stage, Tape, Terrain, Trainer};
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
    let surface = "saddle".into();
    let terrain = Terrain::new(&surface, &JsValue::UNDEFINED)?;
    let basins = Basins::new(&surface, &JsValue::UNDEFINED, &"adam".into(), &1.into(), &1.into())?;
    for object in [JsValue::from(trainer), stage.into(), tape.into(), terrain.into(), basins.into()] {
        guard(&Object::get_prototype_of(&object));
    }
    Ok(())
}
