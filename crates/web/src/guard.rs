//! The door of this crate: what a call must meet is checked in JavaScript, before WebAssembly is
//! entered or as the first thing inside.

use crate::error::Failure;
use crate::{ActivationView, Basins, Stage, Tape, Terrain, Trainer};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/guard.js")]
extern "C" {
    fn guard(prototype: &Object);

    /// Fails where the stack is nearly used up. What has no method's guard before it calls this first.
    #[wasm_bindgen(catch, js_name = haveRoom)]
    pub fn have_room() -> Result<(), Failure>;

    /// Says that the object which is returned next has really been constructed.
    pub fn born();
}

/// Runs once, when the module is initialised.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let smallest = Object::new();
    Reflect::set(&smallest, &"samples".into(), &4.into())?;
    let trainer = Trainer::new(smallest.clone().into())?;
    let stage = Stage::new(smallest.into())?;
    let view = ActivationView::new()?;
    let tape = Tape::new("x".into(), JsValue::UNDEFINED)?;
    let surface = "saddle".into();
    let terrain = Terrain::new(&surface, &JsValue::UNDEFINED)?;
    let basins = Basins::new(&surface, &JsValue::UNDEFINED, &"adam".into(), &1.into(), &1.into())?;
    for object in
        [JsValue::from(trainer), stage.into(), view.into(), tape.into(), terrain.into(), basins.into()]
    {
        guard(&Object::get_prototype_of(&object));
    }
    Ok(())
}
