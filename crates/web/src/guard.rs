//! The door of this crate: what a call must meet is checked in JavaScript, before WebAssembly is
//! entered or as the first thing inside.

#[cfg(feature = "activations")]
use crate::ActivationView;
#[cfg(feature = "chain-rule")]
use crate::Tape;
use crate::error::Failure;
#[cfg(feature = "himmelblau")]
use crate::{Basins, Terrain};
#[cfg(feature = "network")]
use crate::{Stage, Trainer};
use js_sys::Object;
#[cfg(feature = "network")]
use js_sys::Reflect;
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

/// Runs once, when the module is initialised: one object of every class shows its prototype.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    #[cfg(feature = "network")]
    {
        let smallest = Object::new();
        Reflect::set(&smallest, &"samples".into(), &4.into())?;
        guarded(Trainer::new(smallest.clone().into())?.into());
        guarded(Stage::new(smallest.into())?.into());
    }
    #[cfg(feature = "activations")]
    guarded(ActivationView::new()?.into());
    #[cfg(feature = "chain-rule")]
    guarded(Tape::new("x".into(), JsValue::UNDEFINED)?.into());
    #[cfg(feature = "himmelblau")]
    {
        let surface = "saddle".into();
        guarded(Terrain::new(&surface, &JsValue::UNDEFINED)?.into());
        let [rate, side] = [1, 1].map(JsValue::from);
        guarded(Basins::new(&surface, &JsValue::UNDEFINED, &"adam".into(), &rate, &side)?.into());
    }
    Ok(())
}

fn guarded(object: JsValue) {
    guard(&Object::get_prototype_of(&object));
}
