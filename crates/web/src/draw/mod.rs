//! Soon.
use wasm_bindgen::prelude::*;
/// Soon.
#[wasm_bindgen]
pub struct Stage {}
