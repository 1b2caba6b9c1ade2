//! The plane: what the network says everywhere, where its answer changes, and the data.
//!
//! Three canvases lie over each other, since they change at different times: the field and the
//! line with every snapshot, the axes and points only with size, look and settings.

use super::Stage;
use super::canvas::{Sheet, area};
use crate::error::{Failure, put};
use backprop_charts::boundary::share;
use backprop_charts::frame::Frame;
use backprop_charts::look::{LEVELS, band};
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::scatter::{OUTLINE, RING_HOLE, RING_OUTSET, radius};
use backprop_core::field::Field;
use backprop_core::network::class_of;
use std::f64::consts::TAU;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// Nodes across the plane while things move, and when they rest.
const NODES: [usize; 2] = [48, 112];
/// At most this many weights are multiplied for a picture, so that a large network does not hold up
/// the page: it gets a coarser grid.
const MULTIPLICATIONS: [usize; 2] = [24_000_000, 60_000_000];
/// What the big plot shows.
pub(super) struct Sample {
    /// The neuron whose output is shown, if it is not the answer.
    focus: Option<usize>,
    columns: usize,
    /// (1 + o₁ − o₀)/2: below ½ the answer is class 0, above it class 1.
    answer: Field,
    /// The neuron's output, high to low onto 0 … 1.
    shown: Option<Field>,
}

#[wasm_bindgen]
impl Stage {
    /// The field in 25 levels: (1 + o₁ − o₀)/2, or the output of the neuron in `focus`, scaled to
    /// its own range. `fine` is for a picture at rest.
    #[wasm_bindgen(js_name = drawField)]
    pub fn draw_field(&mut self, canvas: &HtmlCanvasElement, focus: f64, fine: bool) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let frame = self.plane_frame(sheet.width, sheet.height);
        self.sample_plane(usize::try_from(focus as i64).ok(), fine);
        let Some(sample) = &self.sample else { return Ok(()) };
        let colors = self.look.bands().map(|c| [c.0, c.1, c.2, 255]);
        let nothing = [self.look.grid.0, self.look.grid.1, self.look.grid.2, 255];
        let (width, height) = (frame.width() as usize, frame.height() as usize);
        let mut rgba = Vec::with_capacity(4 * width * height);
        for value in sample.shown.as_ref().unwrap_or(&sample.answer).pixels(width, height) {
            rgba.extend_from_slice(&band(value, LEVELS).map_or(nothing, |band| colors[band]));
        }
        sheet.put(&rgba, width, frame.left.into(), frame.top.into())
    }

    /// The line on which the answer changes, on the grid of the last [`draw_field`](Self::draw_field).
    #[wasm_bindgen(js_name = drawLine)]
    pub fn draw_line(&self, canvas: &HtmlCanvasElement) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let frame = self.plane_frame(sheet.width, sheet.height);
        let Some(sample) = &self.sample else { return Ok(()) };
        sheet.context.begin_path();
        for [from, to] in sample.answer.iso_line(0.5) {
            let ([x0, y0], [x1, y1]) = (frame.to_px(from), frame.to_px(to));
            sheet.context.move_to(x0, y0);
            sheet.context.line_to(x1, y1);
        }
        sheet.context.set_line_cap("round");
        // A rim of paper keeps the line visible on the field and on the points.
        sheet.stroke(self.look.paper, 0.7, 4.0 * self.look.scale);
        sheet.stroke(self.look.ink, 1.0, 1.75 * self.look.scale);
        Ok(())
    }

    /// Axes and points: training points filled, test points hollow.
    #[wasm_bindgen(js_name = drawPoints)]
    pub fn draw_points(&self, canvas: &HtmlCanvasElement) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let area = area(canvas)?;
        let frame = self
            .plane()
            .axes(false, &self.look)
            .draw(&area, &self.look)
            .map_err(|error| error.to_string())?;
        for class in [0, 1] {
            self.draw_part(&sheet, &frame, &self.split.train, class, true);
            self.draw_part(&sheet, &frame, &self.split.test, class, false);
        }
        Ok(())
    }

    fn draw_part(&self, sheet: &Sheet, frame: &Frame, part: &[usize], class: u8, filled: bool) {
        let scale = self.look.scale;
        let color = self.look.classes[usize::from(class)];
        let radius = radius(frame, self.data.points.len(), &self.look) * scale;
        let circles = |radius: f64| {
            sheet.context.begin_path();
            for &index in part.iter().filter(|&&index| self.data.labels[index] == class) {
                let [x, y] = frame.to_px(self.data.points[index]);
                sheet.context.move_to(x + radius, y);
                let _ = sheet.context.arc(x, y, radius, 0.0, TAU);
            }
        };
        if filled {
            circles(radius + OUTLINE / 2.0 * scale);
            sheet.fill(color, 1.0);
            sheet.stroke(self.look.paper, 0.7, OUTLINE * scale);
        } else {
            let outer = radius + RING_OUTSET * scale;
            let hole = outer * RING_HOLE;
            circles(f64::midpoint(outer, hole));
            sheet.fill(self.look.paper, 0.9);
            sheet.stroke(color, 1.0, outer - hole);
        }
    }

    /// What lies under a place in the plot, in CSS pixels; `value` is what the field shows there
    /// when `focus` is in it. Nothing outside the plot.
    #[wasm_bindgen(
        js_name = boundaryAt,
        unchecked_return_type = "{ x1: number, x2: number, o0: number, o1: number, class: 0 | 1, value: number } | undefined"
    )]
    pub fn boundary_at(&mut self, px: f64, py: f64, width: f64, height: f64, focus: f64) -> JsValue {
        let scale = self.look.scale;
        let frame = self.plane_frame(width * scale, height * scale);
        if !frame.contains([px * scale, py * scale]) {
            return JsValue::UNDEFINED;
        }
        let [x1, x2] = frame.from_px([px * scale, py * scale]);
        let [o0, o1] = self.network.predict([x1, x2], &mut self.activity);
        let focus = usize::try_from(focus as i64).ok();
        let value = focus.and_then(|focus| self.neuron_output(focus)).unwrap_or(share([o0, o1]));
        let object = js_sys::Object::new().into();
        let class = f64::from(class_of([o0, o1]));
        for (key, value) in
            [("x1", x1), ("x2", x2), ("o0", o0), ("o1", o1), ("class", class), ("value", value)]
        {
            put(&object, key, value);
        }
        object
    }

    /// Where a point of the plane stands in the plot, in CSS pixels.
    #[wasm_bindgen(js_name = boundaryPosition)]
    #[must_use]
    pub fn boundary_position(&self, x1: f64, x2: f64, width: f64, height: f64) -> Vec<f64> {
        let scale = self.look.scale;
        self.plane_frame(width * scale, height * scale).to_px([x1, x2]).map(|px| px / scale).to_vec()
    }

    fn plane(&self) -> Plane<'_> {
        let labels = PlaneLabels { axes: [&self.labels.x1, &self.labels.x2], ..PlaneLabels::default() };
        let (points, classes) = (&self.data.points, &self.data.labels);
        Plane { view: self.view, points, classes, split: &self.split, labels }
    }

    fn plane_frame(&self, width: f64, height: f64) -> Frame {
        self.plane().frame((width as u32, height as u32), &self.look)
    }

    fn sample_plane(&mut self, focus: Option<usize>, fine: bool) {
        let affordable = MULTIPLICATIONS[usize::from(fine)] * 5 / (4 * self.network.len());
        let columns = NODES[usize::from(fine)].min(affordable.isqrt());
        if self.sample.as_ref().is_some_and(|last| last.focus == focus && last.columns == columns) {
            return;
        }
        let rows = columns * 4 / 5;
        let mut answer = Vec::with_capacity(columns * rows);
        let mut outputs = Vec::new();
        for point in self.view.nodes(columns, rows) {
            answer.push(share(self.network.predict(point, &mut self.activity)));
            outputs.extend(focus.and_then(|focus| self.neuron_output(focus)));
        }
        let field = |values| Field { view: self.view, columns, values };
        let shown = (outputs.len() == answer.len()).then(|| {
            let mut shown = field(outputs);
            let [low, high] = shown.range().unwrap_or([0.0, 0.0]);
            for value in &mut shown.values {
                // High is as in the tiles.
                *value = if high > low { (high - *value) / (high - low) } else { 0.5 };
            }
            shown
        });
        self.sample = Some(Sample { focus, columns, answer: field(answer), shown });
    }

    /// The output of a neuron in the last forward pass.
    fn neuron_output(&self, index: usize) -> Option<f64> {
        let mut rest = index;
        for (layer, size) in self.network.sizes().into_iter().enumerate() {
            if rest < size {
                return self.activity.layer(layer).nth(rest);
            }
            rest -= size;
        }
        None
    }
}
