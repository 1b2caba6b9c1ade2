//! The plane: the network's answer everywhere, the line where it changes, and the data.
//!
//! Three canvases lie over each other, since they change at different times: the field and the
//! line with every snapshot, the axes and points only with size, look and settings.

use super::curves::Labels;
use super::sample::focused;
use super::{Points, Stage};
use crate::canvas::Sheet;
use crate::error::{Failure, put};
use crate::types::Canvas;
use backprop_charts::boundary::{field, line, share};
use backprop_charts::frame::Frame;
use backprop_charts::look::Look;
use backprop_charts::network::falling;
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::scatter::data;
use backprop_core::network::class_of;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Stage {
    /// The field in 25 levels: (1 + o₁ − o₀)/2, or the output of the neuron in `focus`, scaled to
    /// its own range. `fine` is for a picture at rest.
    #[wasm_bindgen(js_name = drawField)]
    pub fn draw_field(&self, canvas: &Canvas, focus: f64, fine: bool) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let look = self.look();
        let frame = self.plane_frame(sheet.size(), &look);
        let sample = self.sampled_plane(focused(focus), self.columns(fine));
        let shown = match &sample.shown {
            Some(output) => field(output, falling(output), &frame, &look),
            None => field(&sample.answer, [0.0, 1.0], &frame, &look),
        };
        sheet.paint(&[shown], &look)
    }

    /// The line on which the answer changes, on the grid of the last [`draw_field`](Self::draw_field).
    #[wasm_bindgen(js_name = drawLine)]
    pub fn draw_line(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let look = self.look();
        let frame = self.plane_frame(sheet.size(), &look);
        let Some(sample) = self.sample.borrow().clone() else { return Ok(()) };
        sheet.paint(&[line(&sample.answer, &frame, &look)], &look)
    }

    /// The number of parts of [`draw_points`](Self::draw_points).
    #[wasm_bindgen(js_name = pointParts)]
    pub fn point_parts(&self) -> u32 {
        data(&self.plane(&self.labels()), false, (1, 1), &self.look()).len() as u32
    }

    /// Axes and points: training points filled, test points hollow. With a `part`, from 0 below
    /// [`point_parts`](Self::point_parts), only that part of them, first the axes: browsers
    /// rasterize thousands of points after the script, and a page may want to spread that over frames.
    #[wasm_bindgen(js_name = drawPoints)]
    pub fn draw_points(&self, canvas: &Canvas, part: Option<u32>) -> Result<(), Failure> {
        let sheet = Sheet::of(canvas)?;
        let (look, labels) = (self.look(), self.labels());
        if part.unwrap_or(0) == 0 {
            sheet.clear();
        }
        let picture = data(&self.plane(&labels), false, sheet.size(), &look);
        let shown = part.map_or(Some(&picture[..]), |part| picture.get(part as usize..=part as usize));
        sheet.paint(shown.unwrap_or_default(), &look)
    }

    /// A number that changes whenever [`draw_points`](Self::draw_points) would draw another picture in
    /// the same canvas; a stage made by `after()` keeps it if the points are the same.
    #[wasm_bindgen(js_name = pointsVersion)]
    pub fn points_version(&self) -> f64 {
        self.version.get().into()
    }

    /// The values at a place in the plot, in CSS pixels; `value` is what the field shows there
    /// when `focus` is in it. Nothing outside the plot.
    #[wasm_bindgen(
        js_name = boundaryAt,
        unchecked_return_type = "{ x1: number, x2: number, o0: number, o1: number, class: 0 | 1, value: number } | undefined"
    )]
    pub fn boundary_at(&self, px: f64, py: f64, width: f64, height: f64, focus: f64) -> JsValue {
        let look = self.look();
        let scale = look.scale;
        let frame = self.plane_frame(look.size([width, height]), &look);
        if !frame.contains([px * scale, py * scale]) {
            return JsValue::UNDEFINED;
        }
        let [x1, x2] = frame.from_px([px * scale, py * scale]);
        let (output, neuron) = self.outputs_at([x1, x2], focused(focus));
        let value = neuron.unwrap_or(share(&output));
        let object = js_sys::Object::new().into();
        let class = class_of(&output) as f64;
        for (key, value) in
            [("x1", x1), ("x2", x2), ("o0", output[0]), ("o1", output[1]), ("class", class), ("value", value)]
        {
            put(&object, key, value);
        }
        object
    }

    /// The place of a point of the plane in the plot, in CSS pixels.
    #[wasm_bindgen(js_name = boundaryPosition)]
    pub fn boundary_position(&self, x1: f64, x2: f64, width: f64, height: f64) -> Vec<f64> {
        let look = self.look();
        let scale = look.scale;
        let frame = self.plane_frame(look.size([width, height]), &look);
        frame.to_px([x1, x2]).map(|px| px / scale).to_vec()
    }

    fn plane<'a>(&'a self, labels: &'a Labels) -> Plane<'a> {
        let labels = PlaneLabels { axes: [&labels.x1, &labels.x2], ..PlaneLabels::default() };
        let Points { data, split, view } = &*self.points;
        Plane { view: *view, points: &data.points, classes: &data.labels, split, labels }
    }

    fn plane_frame(&self, size: (u32, u32), look: &Look) -> Frame {
        self.plane(&self.labels()).frame(size, look)
    }
}
