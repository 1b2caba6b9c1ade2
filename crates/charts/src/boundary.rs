//! The boundary: which class the network gives to every place, and how surely, in 25 levels.
//!
//! The page puts an image under the same axes instead of [`fill`]; this is the picture of outlines
//! for SVG, sharp at any size.

use crate::frame::Frame;
use crate::levels::{self, in_pixels};
use crate::look::Look;
use crate::pen::Pen;
use crate::plane::Plane;
use crate::{Area, Drawn, Outcome, contour, scatter};
use backprop_core::numeric::field::Field;
use plotters::prelude::DrawingBackend;

/// The value on the line between the classes.
const MIDDLE: f64 = 0.5;
/// Width of the line and of the paper around it, in CSS pixels.
const LINE: [f64; 2] = [1.75, 4.0];

/// What the picture shows of the two outputs: (1 + o₁ − o₀) / 2, clipped to 0 … 1.
pub fn share(output: &[f64]) -> f64 {
    f64::midpoint(1.0, output[1] - output[0]).clamp(0.0, 1.0)
}

/// Draws field, points, line and axes; the field holds [`share`]s.
///
/// # Errors
/// The backend's.
pub fn boundary<DB: DrawingBackend>(area: &Area<DB>, plane: &Plane, field: &Field, look: &Look) -> Drawn<DB> {
    let frame = plane.axes(false, look).draw(area, look)?;
    fill(area, &frame, field, look)?;
    scatter::points(area, &frame, plane, look)?;
    line(area, &frame, field, look)?;
    Ok(frame)
}

/// Fills the frame with the field in 25 levels, from the largest area to the smallest.
///
/// # Errors
/// The backend's.
pub fn fill<DB: DrawingBackend>(area: &Area<DB>, frame: &Frame, field: &Field, look: &Look) -> Outcome<DB> {
    levels::fill(area, frame, field, &look.bands(), look)
}

/// Draws the line between the classes, set off from points and field by paper.
///
/// # Errors
/// The backend's.
pub fn line<DB: DrawingBackend>(area: &Area<DB>, frame: &Frame, field: &Field, look: &Look) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let lines: Vec<_> =
        contour::lines(field, MIDDLE).iter().map(|line| in_pixels(line, frame, look)).collect();
    for (width, color) in [(LINE[1], look.paper), (LINE[0], look.ink)] {
        for line in &lines {
            pen.path(line, color, width)?;
        }
    }
    Ok(())
}
