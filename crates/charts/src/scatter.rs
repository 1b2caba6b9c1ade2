//! Points by class, training and test part told apart. The page draws its points in batches with
//! the same geometry.

use crate::frame::Frame;
use crate::look::Look;
use crate::pen::Pen;
use crate::plane::Plane;
use crate::{Area, Outcome};
use plotters::prelude::DrawingBackend;

/// The share of the plot that all points together may hide.
const SHARE: f64 = 0.1;
/// The smallest and the largest radius, in CSS pixels.
const RADII: [f64; 2] = [1.7, 4.0];
/// The thin paper outline of a training point, in CSS pixels.
pub const OUTLINE: f64 = 0.6;
/// A test point is a ring, this much larger than a training point, in CSS pixels, ...
pub const RING_OUTSET: f64 = 0.3;
/// ... around paper of this share of the radius.
pub const RING_HOLE: f64 = 0.6;

/// The radius of `count` points in CSS pixels: many points are smaller, so that the field between
/// them is seen.
pub fn radius(frame: &Frame, count: usize, look: &Look) -> f64 {
    let plot = frame.width() * frame.height() / (look.scale * look.scale);
    (SHARE * plot / (std::f64::consts::PI * count.max(1) as f64)).sqrt().clamp(RADII[0], RADII[1])
}

/// Draws the points: of the training part filled, with a thin outline of paper; of the test part
/// as rings around paper.
///
/// # Errors
/// The backend's.
pub fn points<DB: DrawingBackend>(area: &Area<DB>, frame: &Frame, plane: &Plane, look: &Look) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let radius = radius(frame, plane.points.len(), look);
    let place = |index: usize| frame.to_px(plane.points[index]);
    let color = |index: usize| look.classes[usize::from(plane.classes[index])];
    let visible = |index: &&usize| frame.contains(place(**index));
    for &index in plane.split.train.iter().filter(visible) {
        pen.disc(place(index), radius + OUTLINE, look.paper)?;
        pen.disc(place(index), radius, color(index))?;
    }
    for &index in plane.split.test.iter().filter(visible) {
        pen.disc(place(index), radius + RING_OUTSET, color(index))?;
        pen.disc(place(index), radius * RING_HOLE, look.paper)?;
    }
    Ok(())
}
