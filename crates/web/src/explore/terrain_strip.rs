//! The strip under the map: endings of descents from a place, over learning rates. Sizes in arguments are
//! CSS pixels.

use super::terrain::Terrain;
use crate::canvas::Sheet;
use crate::convert;
use crate::error::Failure;
use crate::types::{Canvas, Floats, Text};
use backprop_charts::strip::{axes, strip};
use backprop_core::descent::orbit::{Ending, LAST};
use wasm_bindgen::prelude::*;

/// Numbers in a row of the strip.
const ROW: usize = 2 + 2 * LAST;

#[wasm_bindgen]
impl Terrain {
    /// The strip: x of the last places over learning rates from `low` to `high`, equally spaced, rows
    /// as `orbits` gives them; columns that diverge are filled.
    #[wasm_bindgen(js_name = drawStrip)]
    pub fn draw_strip(
        &self,
        canvas: &Canvas,
        rows: &Floats,
        low: f64,
        high: f64,
        name: &Text,
    ) -> Result<(), Failure> {
        let name = convert::text_of(name).unwrap_or_default();
        let rows = convert::numbers(rows, "rows")?;
        let sheet = Sheet::clean(canvas)?;
        let endings: Vec<_> = rows.as_chunks().0.iter().map(ending).collect();
        let axes = axes([low, high], self.surface.view().x, &name);
        sheet.paint(&strip(&endings, axes, sheet.size(), &self.look), &self.look)
    }

    /// The learning rate at a place of the strip, and the place of a learning rate: `[rate, px]`.
    #[wasm_bindgen(js_name = stripAt)]
    pub fn strip_at(&self, px: f64, rate: f64, width: f64, height: f64, low: f64, high: f64) -> Vec<f64> {
        let scale = self.look.scale;
        let axes = axes([low, high], self.surface.view().x, "");
        let frame = axes.frame(self.look.size([width, height]), &self.look);
        let at = frame.from_px(frame.clamp([px * scale, 0.0]))[0];
        vec![at, frame.to_px([rate, 0.0])[0] / scale]
    }
}

/// The ending in a row.
fn ending(row: &[f64; ROW]) -> (Ending, &[[f64; 2]]) {
    let ending = match row[0] {
        0.0 => Ending::Point((row[1] >= 0.0).then_some(row[1] as usize)),
        1.0 => Ending::Cycle(row[1] as usize),
        2.0 => Ending::Chaos,
        _ => Ending::Diverged,
    };
    (ending, row[2..].as_chunks().0)
}
