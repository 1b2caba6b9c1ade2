//! In a browser: the traced update is the one that is made, and the past comes back with its bits.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use backprop_web::Trainer;
use js_sys::{Float64Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn small() -> Trainer {
    let config = Object::new();
    Reflect::set(&config, &"samples".into(), &20.into()).unwrap();
    Reflect::set(&config, &"activation".into(), &"tanh".into()).unwrap();
    Trainer::new(config.into()).unwrap()
}

fn bits(trainer: &Trainer) -> Vec<u64> {
    trainer.parameters().into_iter().map(f64::to_bits).collect()
}

/// The numbers of this name in an update.
fn part(update: &JsValue, name: &str) -> Vec<f64> {
    Reflect::get(update, &name.into()).unwrap().unchecked_into::<Float64Array>().to_vec()
}

#[wasm_bindgen_test]
fn the_next_step_makes_the_promised_update_bit_for_bit() {
    let mut trainer = small();
    trainer.step(JsValue::from(9)).unwrap();
    let update = trainer.update();
    let (before, change) = (part(&update, "before"), part(&update, "change"));
    let sums = before.into_iter().zip(change).map(|(w, d)| (w + d).to_bits());
    let after: Vec<u64> = part(&update, "after").into_iter().map(f64::to_bits).collect();
    assert!(sums.eq(after.iter().copied()));
    trainer.step(JsValue::from(1)).unwrap();
    assert_eq!(bits(&trainer), after);
}

#[wasm_bindgen_test]
fn seek_undo_and_redo_bring_back_their_bits() {
    let mut trainer = small();
    trainer.step(JsValue::from(40)).unwrap();
    let end = bits(&trainer);
    trainer.seek(JsValue::from(17).into()).unwrap();
    trainer.set_parameter(JsValue::from(3).into(), JsValue::from(0.5).into()).unwrap();
    trainer.step(JsValue::from(23)).unwrap();
    let other = bits(&trainer);
    assert_ne!(other, end);
    assert!(trainer.undo());
    trainer.seek(JsValue::from(40).into()).unwrap();
    assert_eq!(bits(&trainer), end);
    assert!(trainer.redo());
    trainer.seek(JsValue::from(40).into()).unwrap();
    assert_eq!(bits(&trainer), other);
    assert!(trainer.seek(JsValue::from(41).into()).is_err());
}
