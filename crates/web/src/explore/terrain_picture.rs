//! The pictures of a surface: the map in layers that change at different times, and the surface in
//! space. Sizes in arguments are CSS pixels.

use super::terrain::Terrain;
use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, argument};
use crate::types::{Canvas, LookObject, OptimizerName};
use backprop_charts::basins;
use backprop_charts::camera::Camera;
use backprop_charts::frame::Frame;
use backprop_charts::map::{self, Mark};
use backprop_charts::relief::{Relief, relief};
use backprop_charts::walk::{self, Walk};
use backprop_core::config::Code;
use backprop_core::optimizer::Optimizer;
use wasm_bindgen::prelude::*;

const NAMES: [&str; 3] = ["x", "y", "f"];

#[wasm_bindgen]
impl Terrain {
    /// Dark or light, device pixels per CSS pixel, and the font family.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&mut self, look: &LookObject) -> Result<(), Failure> {
        self.look = convert::look(look)?;
        Ok(())
    }

    /// The levels of height.
    #[wasm_bindgen(js_name = drawFloor)]
    pub fn draw_floor(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let frame = self.map_frame(sheet.size());
        sheet.paint(&[map::floor(&self.heights().shares, &frame, &self.look)], &self.look)
    }

    /// The basins over the floor: `side × side` codes as [`Basins`](super::Basins) gives them.
    #[wasm_bindgen(js_name = drawBasins)]
    pub fn draw_basins(
        &self,
        canvas: &Canvas,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] codes: &JsValue,
    ) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let frame = self.map_frame(sheet.size());
        let codes = convert::numbers(codes, "codes")?;
        sheet.paint(&[basins::cells(&codes, &frame, &self.look)], &self.look)
    }

    /// The number of parts of [`draw_lines`](Self::draw_lines).
    #[wasm_bindgen(js_name = lineParts)]
    pub fn line_parts(&self) -> u32 {
        1 + map::line_parts() as u32
    }

    /// Axes and, with `contours`, the lines of equal height. With a `part`, from 0 below
    /// [`line_parts`](Self::line_parts), only that part of them, first the axes: browsers rasterize the
    /// many pieces of such lines after the script, and a page may want to spread that over frames.
    #[wasm_bindgen(js_name = drawLines)]
    pub fn draw_lines(&self, canvas: &Canvas, contours: bool, part: Option<u32>) -> Result<(), Failure> {
        let sheet = Sheet::of(canvas)?;
        if part.unwrap_or(0) == 0 {
            sheet.clear();
        }
        let (shares, names, look) = (&self.heights().shares, [NAMES[0], NAMES[1]], &self.look);
        // An empty sheet still has edges.
        let picture = if contours {
            map::lines(shares, names, part.map(|part| (part as usize).wrapping_sub(1)), sheet.size(), look)
        } else {
            map::empty(shares, names, sheet.size(), look)
        };
        let shown = match part {
            None => &picture[..],
            Some(0) => &picture[..1],
            Some(_) => &picture[1..],
        };
        sheet.paint(shown, look)
    }

    /// The descents of this surface up to a step, that of one optimizer or, in a `race`, of all, its own on
    /// top; and the minima with their coordinates where no path will pass.
    #[wasm_bindgen(js_name = drawWalks)]
    pub fn draw_walks(
        &self,
        canvas: &Canvas,
        at: f64,
        optimizer: &OptimizerName,
        race: bool,
        minima: bool,
    ) -> Result<(), Failure> {
        let walks = self.shown(optimizer, race)?;
        let sheet = Sheet::clean(canvas)?;
        let frame = self.map_frame(sheet.size());
        let area = sheet.area()?;
        for each in up_to(&walks, at) {
            walk::walk(&area, &frame, &each, &self.look).map_err(|error| error.to_string())?;
        }
        if minima {
            let label = |[x, y]: [f64; 2]| format!("({x:.2}, {y:.2})").replace('-', "−");
            let marks: Vec<Mark> =
                self.surface.minima().iter().map(|&at| Mark { at, label: label(at) }).collect();
            let whole: Vec<&[[f64; 2]]> = walks.iter().map(|walk| walk.places).collect();
            map::marks(&area, &frame, &marks, &whole, &self.look).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// The surface in space with the same paths on it; angles in degrees, as matplotlib has them.
    #[wasm_bindgen(js_name = drawRelief)]
    #[expect(clippy::too_many_arguments, reason = "an object of them would be read key by key")]
    pub fn draw_relief(
        &self,
        canvas: &Canvas,
        elevation: f64,
        azimuth: f64,
        fine: bool,
        at: f64,
        optimizer: &OptimizerName,
        race: bool,
    ) -> Result<(), Failure> {
        let walks = self.shown(optimizer, race)?;
        let sheet = Sheet::clean(canvas)?;
        let heights = &self.heights().meshes[usize::from(fine)];
        let camera = Camera::new(elevation, azimuth);
        let scene = Relief { surface: self.surface, heights, camera, names: NAMES };
        relief(&sheet.area()?, &scene, &up_to(&walks, at), &self.look).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The point of the plane at a place of the map: `[x, y]`; empty outside the plot.
    #[wasm_bindgen(js_name = mapAt)]
    pub fn map_at(&self, px: f64, py: f64, width: f64, height: f64) -> Vec<f64> {
        let scale = self.look.scale;
        let frame = self.map_frame(self.look.size([width, height]));
        let place = [px * scale, py * scale];
        if frame.contains(place) { frame.from_px(place).to_vec() } else { Vec::new() }
    }

    /// The position of a point of the plane on the map, in CSS pixels.
    #[wasm_bindgen(js_name = mapPosition)]
    pub fn map_position(&self, x: f64, y: f64, width: f64, height: f64) -> Vec<f64> {
        let frame = self.map_frame(self.look.size([width, height]));
        frame.to_px([x, y]).map(|px| px / self.look.scale).to_vec()
    }

    /// The colour of an optimizer's path, or of a basin by its code, as CSS has it.
    #[wasm_bindgen(js_name = colorOf)]
    pub fn color_of(
        &self,
        #[wasm_bindgen(unchecked_param_type = "'optimizer' | 'basin'")] what: &JsValue,
        index: f64,
    ) -> Result<String, Failure> {
        let name = convert::text_of(what).unwrap_or_default();
        let color = match name.as_str() {
            "optimizer" => {
                Optimizer::ALL.get(index as usize).map(|&optimizer| walk::color(optimizer, &self.look))
            }
            "basin" => basins::color(index as u8, &self.look),
            _ => None,
        };
        let expected = "optimizer or basin, and its number";
        let color = color.ok_or_else(|| argument(Code::OutOfRange, "what", name, None, expected))?;
        Ok(crate::canvas::css(color, 1.0))
    }

    /// The whole walks to show; that of the optimizer is the last.
    fn shown(&self, optimizer: &JsValue, race: bool) -> Result<Vec<Walk<'_>>, Failure> {
        let front = super::terrain::optimizer(optimizer)?;
        let (mut shown, mut own) = (Vec::new(), None);
        for (optimizer, places) in &self.walks {
            let walk = Walk { optimizer: *optimizer, places };
            if walk.optimizer == front {
                own = Some(walk);
            } else if race {
                shown.push(walk);
            }
        }
        shown.extend(own);
        Ok(shown)
    }

    fn map_frame(&self, size: (u32, u32)) -> Frame {
        map::axes(&self.heights().shares, [NAMES[0], NAMES[1]]).frame(size, &self.look)
    }
}

/// The walks cut off after `at` steps.
fn up_to<'a>(walks: &[Walk<'a>], at: f64) -> Vec<Walk<'a>> {
    let cut =
        |walk: &Walk<'a>| Walk { places: &walk.places[..walk.places.len().min(at as usize + 1)], ..*walk };
    walks.iter().map(cut).collect()
}
