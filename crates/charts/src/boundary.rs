//! The boundary: which class the network gives to every place, and how surely, in 25 levels.

use crate::frame::Frame;
use crate::levels::Levels;
use crate::look::{LEVELS, Look};
use crate::picture::{Colors, Image, Ink, Item, Path, Shape};
use crate::plane::Plane;
use crate::scatter;
use backprop_core::numeric::field::Field;

/// The value on the line between the classes.
const MIDDLE: f64 = 0.5;
/// Width of the line and of the paper around it, in CSS pixels.
const LINE: [f64; 2] = [1.75, 4.0];
/// The opacity of that paper.
const RIM: f64 = 0.7;

/// The value that the picture shows for the two outputs: (1 + o₁ − o₀) / 2, clipped to 0 … 1.
pub fn share(output: &[f64]) -> f64 {
    f64::midpoint(1.0, output[1] - output[0]).clamp(0.0, 1.0)
}

/// Axes, field, points and line in an area of `size` device pixels; the field holds [`share`]s.
pub fn boundary<'a>(plane: &Plane<'a>, field: &'a Field, size: (u32, u32), look: &Look) -> Vec<Item<'a>> {
    let frame = plane.frame(size, look);
    let mut picture = scatter::data(plane, false, size, look);
    picture.insert(1, self::field(field, [0.0, 1.0], &frame, look));
    picture.push(line(field, &frame, look));
    picture
}

/// A field in levels; `range` has the values whose colours are class 0's and class 1's.
pub fn field<'a>(field: &'a Field, range: [f64; 2], frame: &Frame, look: &Look) -> Item<'a> {
    let levels = Levels { field, range, colors: look.bands(LEVELS), no_number: look.grid };
    Item::Image(Image::within(frame, Colors::Levels(levels)))
}

/// The line between the classes of a field of [`share`]s.
pub fn line(field: &Field, frame: &Frame, look: &Look) -> Item<'static> {
    let lines = field.iso_line(MIDDLE).into_iter().map(|line| line.map(|end| frame.to_px(end))).collect();
    // A rim of paper keeps the line visible on the field and on the points.
    let [ink, rim] = LINE.map(|width| width * look.scale);
    let (under, ink) = (Some(Ink::stroke(look.paper, RIM, rim)), Ink::stroke(look.ink, 1.0, ink));
    Item::Path(Path { shape: Shape::Lines(lines), under, ink, round: true })
}
