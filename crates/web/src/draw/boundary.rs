//! The plane: what the network says everywhere, where its answer changes, and the data.
//!
//! Three canvases lie over each other, since they change at different times: the field and the
//! line with every snapshot, the axes and points only with size, look and settings.

use super::curves::Labels;
use super::sample::focused;
use super::{Points, Stage};
use crate::canvas::{Sheet, opaque};
use crate::error::{Failure, put};
use crate::types::Canvas;
use backprop_charts::boundary::share;
use backprop_charts::frame::Frame;
use backprop_charts::look::{LEVELS, Look, band};
use backprop_charts::plane::{Plane, PlaneLabels};
use backprop_charts::scatter::{OUTLINE, RING_HOLE, RING_OUTSET, radius};
use backprop_core::network::class_of;
use std::f64::consts::TAU;
use wasm_bindgen::prelude::*;

/// So many points are drawn at once, or this part of all, if that is more.
const GROUP: usize = 250;
const GROUPS: usize = 8;

/// Points of one class, of one set, that are drawn at once.
struct Group {
    class: u8,
    /// Training points are filled, test points hollow.
    filled: bool,
    points: Vec<[f64; 2]>,
}

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
        // Behind the bands the colour of what is no number.
        let colors: Vec<[u8; 4]> = look.bands().into_iter().chain([look.grid]).map(opaque).collect();
        let (width, height) = (frame.width() as usize, frame.height() as usize);
        let field = sample.shown.as_ref().unwrap_or(&sample.answer);
        let image = field.image(width, height, &colors, |value| band(value, LEVELS).unwrap_or(LEVELS));
        sheet.put(image.as_flattened(), width, frame.left.into(), frame.top.into())
    }

    /// The line on which the answer changes, on the grid of the last [`draw_field`](Self::draw_field).
    #[wasm_bindgen(js_name = drawLine)]
    pub fn draw_line(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let look = self.look();
        let frame = self.plane_frame(sheet.size(), &look);
        let Some(sample) = self.sample.borrow().clone() else { return Ok(()) };
        sheet.context.begin_path();
        for [from, to] in sample.answer.iso_line(0.5) {
            let ([x0, y0], [x1, y1]) = (frame.to_px(from), frame.to_px(to));
            sheet.context.move_to(x0, y0);
            sheet.context.line_to(x1, y1);
        }
        sheet.context.set_line_cap("round");
        // A rim of paper keeps the line visible on the field and on the points.
        sheet.stroke(look.paper, 0.7, 4.0 * look.scale);
        sheet.stroke(look.ink, 1.0, 1.75 * look.scale);
        Ok(())
    }

    /// How many parts [`draw_points`](Self::draw_points) can be asked for.
    #[wasm_bindgen(js_name = pointParts)]
    pub fn point_parts(&self) -> u32 {
        1 + self.point_groups().count() as u32
    }

    /// Axes and points: training points filled, test points hollow. With a `part`, from 0 below
    /// [`point_parts`](Self::point_parts), only that part of them, first the axes: browsers raster
    /// thousands of points after the script, unseen by its clock, and a page may want to spread that
    /// over frames.
    #[wasm_bindgen(js_name = drawPoints)]
    pub fn draw_points(&self, canvas: &Canvas, part: Option<u32>) -> Result<(), Failure> {
        let sheet = Sheet::of(canvas)?;
        let (look, labels) = (self.look(), self.labels());
        let axes = self.plane(&labels).axes(false, &look);
        if part.unwrap_or(0) == 0 {
            sheet.clear();
            axes.draw(&sheet.area()?, &look).map_err(|error| error.to_string())?;
        }
        let frame = axes.frame(sheet.size(), &look);
        let wanted =
            (1..).zip(self.point_groups()).filter(|(index, _)| part.is_none_or(|part| part == *index));
        for (_, group) in wanted {
            self.draw_group(&sheet, &frame, &look, &group);
        }
        Ok(())
    }

    /// Another number whenever [`draw_points`](Self::draw_points) would draw another picture in the
    /// same canvas; the same for a stage after another whose points are the same.
    #[wasm_bindgen(js_name = pointsVersion)]
    pub fn points_version(&self) -> f64 {
        self.version.get().into()
    }

    /// The points in the order in which they lie over one another, in groups that look the same.
    fn point_groups(&self) -> impl Iterator<Item = Group> {
        let Points { data, split, .. } = &*self.points;
        let most = GROUP.max(data.points.len().div_ceil(GROUPS));
        [0, 1].into_iter().flat_map(move |class| {
            [(&split.train, true), (&split.test, false)].into_iter().flat_map(move |(part, filled)| {
                let of_class = |&&index: &&usize| data.labels[index] == class;
                let points: Vec<_> = part.iter().filter(of_class).map(|&index| data.points[index]).collect();
                let group = move |points: &[[f64; 2]]| Group { class, filled, points: points.to_vec() };
                points.chunks(most).map(group).collect::<Vec<_>>()
            })
        })
    }

    fn draw_group(&self, sheet: &Sheet, frame: &Frame, look: &Look, group: &Group) {
        let scale = look.scale;
        let color = look.classes[usize::from(group.class)];
        let radius = radius(frame, self.points.data.points.len(), look) * scale;
        let circles = |radius: f64| {
            sheet.context.begin_path();
            for &point in &group.points {
                let [x, y] = frame.to_px(point);
                sheet.context.move_to(x + radius, y);
                let _ = sheet.context.arc(x, y, radius, 0.0, TAU);
            }
        };
        if group.filled {
            circles(radius + OUTLINE / 2.0 * scale);
            sheet.fill(color, 1.0);
            sheet.stroke(look.paper, 0.7, OUTLINE * scale);
        } else {
            let outer = radius + RING_OUTSET * scale;
            let hole = outer * RING_HOLE;
            circles(f64::midpoint(outer, hole));
            sheet.fill(look.paper, 0.9);
            sheet.stroke(color, 1.0, outer - hole);
        }
    }

    /// What lies under a place in the plot, in CSS pixels; `value` is what the field shows there
    /// when `focus` is in it. Nothing outside the plot.
    #[wasm_bindgen(
        js_name = boundaryAt,
        unchecked_return_type = "{ x1: number, x2: number, o0: number, o1: number, class: 0 | 1, value: number } | undefined"
    )]
    pub fn boundary_at(&self, px: f64, py: f64, width: f64, height: f64, focus: f64) -> JsValue {
        let look = self.look();
        let scale = look.scale;
        let frame = self.plane_frame(size([width, height], scale), &look);
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

    /// Where a point of the plane stands in the plot, in CSS pixels.
    #[wasm_bindgen(js_name = boundaryPosition)]
    pub fn boundary_position(&self, x1: f64, x2: f64, width: f64, height: f64) -> Vec<f64> {
        let look = self.look();
        let scale = look.scale;
        let frame = self.plane_frame(size([width, height], scale), &look);
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

/// CSS pixels as whole device pixels.
fn size(css: [f64; 2], scale: f64) -> (u32, u32) {
    let [width, height] = css.map(|edge| (edge * scale) as u32);
    (width, height)
}
