//! A run as a NumPy program.

use crate::convert;
use crate::error::Failure;
use crate::types::{Floats, PartialConfig};
use backprop_core::run::RateChange;
use backprop_core::run::program;
use wasm_bindgen::prelude::*;

/// The chapter's program in NumPy with these settings, these live changes of the learning rate,
/// `[step, rate, …]`, and these parameters set by hand, `[step, index, value, …]`. It prints the same
/// log.
#[wasm_bindgen(js_name = numpyProgram)]
pub fn numpy_program(
    config: &PartialConfig,
    rates: &Floats,
    #[wasm_bindgen(unchecked_optional_param_type = "Float64Array")] edits: &JsValue,
) -> Result<String, Failure> {
    let rates = convert::numbers(rates, "rates")?;
    let rates: Vec<RateChange> =
        rates.chunks_exact(2).map(|pair| RateChange { step: pair[0] as u64, rate: pair[1] }).collect();
    let edits = if edits.is_undefined() { Vec::new() } else { convert::numbers(edits, "edits")? };
    let edits: Vec<_> =
        edits.chunks_exact(3).map(|edit| (edit[0] as u64, edit[1] as usize, edit[2])).collect();
    Ok(program::numpy(&convert::config(config)?, &rates, &edits))
}
