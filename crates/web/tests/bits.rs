//! In a browser, the same bits as natively: tests/data/bits.txt is checked there too.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use backprop_web::Trainer;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn fingerprint(parameters: &[f64]) -> String {
    let bytes = parameters.iter().flat_map(|w| w.to_bits().to_le_bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[wasm_bindgen_test]
fn ten_passes_of_every_activation_give_the_native_bits() {
    let lines = include_str!("../../../tests/data/bits.txt").lines();
    let mut runs = 0;
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let config = Object::new();
        Reflect::set(&config, &"activation".into(), &words[0].into()).unwrap();
        Reflect::set(&config, &"trainBias".into(), &(words[1] == "true").into()).unwrap();
        let mut trainer = Trainer::new(config.into()).unwrap();
        trainer.train(JsValue::from(10).into()).unwrap();
        assert_eq!(fingerprint(&trainer.parameters()), words[2], "{line}");
        runs += 1;
    }
    assert_eq!(runs, 18);
}
