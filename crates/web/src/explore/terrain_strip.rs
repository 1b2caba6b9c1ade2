//! The strip under the map: where descents from a place end, over learning rates. Sizes in arguments are
//! CSS pixels.

use super::terrain::Terrain;
use crate::canvas::{Sheet, opaque};
use crate::convert;
use crate::error::Failure;
use crate::types::{Canvas, Floats, Text};
use backprop_charts::axes::{Axes, Axis};
use backprop_charts::basins;
use backprop_charts::look::{Look, mix};
use backprop_core::descent::orbit::LAST;
use plotters::style::RGBColor;
use wasm_bindgen::prelude::*;

/// Numbers in a row of the strip.
const ROW: usize = 2 + 2 * LAST;

#[wasm_bindgen]
impl Terrain {
    /// The strip: x of the last places over learning rates from `low` to `high`, equally spaced, rows
    /// as `orbits` gives them; what is diverged is filled.
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
        let axes = self.strip_axes([low, high], &name);
        let frame = axes.frame((sheet.width as u32, sheet.height as u32), &self.look);
        let (width, height) = (frame.width() as usize, frame.height() as usize);
        let mut image = Image { width, height, rgba: vec![0; 4 * width * height] };
        let rows = rows.as_chunks::<ROW>().0;
        for (index, row) in rows.iter().enumerate() {
            let [from, to] = [index, index + 1].map(|i| i * width / rows.len());
            let color = opaque(ending_color(row, &self.look));
            if row[0] == 3.0 {
                image.fill([from, to], [0, height], opaque(mix(self.look.paper, self.look.ink, 0.1)));
                continue;
            }
            let dot = (1.5 * self.look.scale).round().max(1.0) as usize;
            for x in row[2..].iter().step_by(2) {
                let [_, py] = frame.to_px([low, *x]);
                let top = py - f64::from(frame.top);
                if (0.0..height as f64).contains(&top) {
                    let top = top as usize;
                    image.fill([from, to.max(from + 1)], [top, top + dot], color);
                }
            }
        }
        sheet.put(&image.rgba, width, frame.left.into(), frame.top.into())?;
        axes.draw(&sheet.area()?, &self.look).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The learning rate at a place of the strip, and the place of a learning rate: `[rate, px]`.
    #[wasm_bindgen(js_name = stripAt)]
    pub fn strip_at(&self, px: f64, rate: f64, width: f64, height: f64, low: f64, high: f64) -> Vec<f64> {
        let scale = self.look.scale;
        let frame = self
            .strip_axes([low, high], "")
            .frame(((width * scale) as u32, (height * scale) as u32), &self.look);
        let at = frame.from_px(frame.clamp([px * scale, 0.0]))[0];
        vec![at, frame.to_px([rate, 0.0])[0] / scale]
    }
}

impl Terrain {
    fn strip_axes<'a>(&self, range: [f64; 2], name: &'a str) -> Axes<'a> {
        let axis = |range, label| Axis { range, label, grid: false, joined: false };
        Axes { title: "", keys: Vec::new(), x: axis(range, name), y: axis(self.surface.view().x, "x") }
    }
}
/// Pixels of a plot.
struct Image {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
}

impl Image {
    fn fill(&mut self, [left, right]: [usize; 2], [top, bottom]: [usize; 2], color: [u8; 4]) {
        for row in top..bottom.min(self.height) {
            for column in left..right.min(self.width) {
                let at = 4 * (row * self.width + column);
                self.rgba[at..at + 4].copy_from_slice(&color);
            }
        }
    }
}

/// The colour of a row of the strip: of its minimum; cycles in ink; chaos paler.
fn ending_color(row: &[f64; ROW], look: &Look) -> RGBColor {
    match (row[0], row[1]) {
        (0.0, minimum) if minimum >= 0.0 => basins::hue(minimum as usize, look),
        (2.0, _) => mix(look.paper, look.ink, 0.5),
        _ => look.ink,
    }
}
