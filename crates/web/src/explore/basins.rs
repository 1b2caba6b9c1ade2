//! Basins, computed in pieces: in a worker, or in slices on the page.

use super::terrain;
use crate::convert;
use crate::error::{Failure, put};
use crate::types::{Number, OptimizerName, SurfaceName};
use backprop_core::descent::basins;
use js_sys::Object;
use wasm_bindgen::prelude::*;

/// The longest side of a grid.
const LONGEST_SIDE: u64 = 2048;
/// Most descents that one call walks.
const MOST_WALKS: u64 = 1_000_000;

/// A square grid of starts and where their descents arrive.
#[wasm_bindgen]
pub struct Basins(basins::Basins);

#[wasm_bindgen]
impl Basins {
    /// All starts unknown.
    #[wasm_bindgen(constructor)]
    pub fn new(
        surface: &SurfaceName,
        conditioning: &Number,
        optimizer: &OptimizerName,
        rate: &Number,
        side: &Number,
    ) -> Result<Self, Failure> {
        let surface = terrain::surface(surface, conditioning)?;
        let optimizer = terrain::optimizer(optimizer)?;
        let side = convert::count(side, "side", None, LONGEST_SIDE)?.max(1) as usize;
        let rate = terrain::rate(rate)?;
        Ok(Self(basins::Basins::new(surface, optimizer, rate, side)))
    }

    /// Walks up to so many more descents; false when none is left.
    pub fn advance(&mut self, walks: &Number) -> Result<bool, Failure> {
        Ok(self.0.advance(convert::count(walks, "walks", None, MOST_WALKS)? as usize))
    }

    /// The codes that are no minimum.
    #[wasm_bindgen(js_name = otherCodes, unchecked_return_type = "Record<'away' | 'diverged' | 'unknown', number>")]
    pub fn other_codes() -> JsValue {
        let object = Object::new().into();
        for (name, code) in
            [("away", basins::AWAY), ("diverged", basins::DIVERGED), ("unknown", basins::UNKNOWN)]
        {
            put(&object, name, code);
        }
        object
    }

    /// The code of every start, rows from the top: the index of a minimum, or one of `otherCodes()`.
    pub fn codes(&self) -> Vec<u8> {
        self.0.codes().to_vec()
    }

    /// The side of the squares that have one code, in starts; 1 when all are walked.
    pub fn grain(&self) -> usize {
        self.0.grain()
    }
}
