//! A run as a NumPy program.

use crate::convert;
use crate::error::Failure;
use crate::types::{PartialConfig, Text};
use backprop_core::run::program;
use wasm_bindgen::prelude::*;

/// The chapter's program in NumPy with these settings and these changes on the way, written as in a
/// link. It prints the same log.
#[wasm_bindgen(js_name = numpyProgram)]
pub fn numpy_program(config: &PartialConfig, changes: &Text) -> Result<String, Failure> {
    let config = convert::config(config)?;
    Ok(program::numpy(&config, &convert::changes(changes, &config)?))
}
