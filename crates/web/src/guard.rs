//! Installs the guard of guard.js on the exported classes.

#[cfg(feature = "network")]
use crate::draw::Stage;
#[cfg(feature = "activations")]
use crate::explore::ActivationView;
#[cfg(feature = "start")]
use crate::explore::Knobs;
#[cfg(feature = "chain-rule")]
use crate::explore::Tape;
#[cfg(feature = "himmelblau")]
use crate::explore::{Basins, Terrain};
#[cfg(feature = "network")]
use crate::{error::put, trainer::Trainer};
use js_sys::Array;
#[cfg(feature = "network")]
use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/guard.js")]
extern "C" {
    fn guard(objects: &Array);
}

/// Runs once, when the module is initialised. One object of each class gives access to its prototype.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let objects = Array::new();
    #[cfg(feature = "network")]
    {
        let smallest: JsValue = Object::new().into();
        put(&smallest, "samples", 4);
        objects.push(&Trainer::new(smallest.clone())?.into());
        objects.push(&Stage::new(smallest)?.into());
    }
    #[cfg(feature = "start")]
    objects.push(&Knobs::new().into());
    #[cfg(feature = "activations")]
    objects.push(&ActivationView::new().into());
    #[cfg(feature = "chain-rule")]
    objects.push(&Tape::new(argument("x"), JsValue::UNDEFINED)?.into());
    #[cfg(feature = "himmelblau")]
    {
        let (surface, one) = (argument("saddle"), argument(1));
        objects.push(&Terrain::new(&surface, &JsValue::UNDEFINED)?.into());
        objects.push(
            &Basins::new(&surface, &argument(JsValue::UNDEFINED), &argument("adam"), &one, &one)?.into(),
        );
    }
    guard(&objects);
    Ok(())
}

#[cfg(any(feature = "chain-rule", feature = "himmelblau"))]
fn argument<T: JsCast>(value: impl Into<JsValue>) -> T {
    value.into().unchecked_into()
}
