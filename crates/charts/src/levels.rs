//! A field filled in levels: outlines for SVG, sharp at any size. The page puts an image there.

use crate::frame::Frame;
use crate::look::{Look, band};
use crate::pen::Pen;
use crate::polyline::simplify;
use crate::{Area, Outcome, contour};
use backprop_core::numeric::field::Field;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// What an outline may be off, in CSS pixels.
const TOLERANCE: f64 = 0.15;

/// Fills the frame with a field of values 0 … 1, in as many levels as there are colours, from the
/// largest area to the smallest.
///
/// # Errors
/// The backend's.
pub fn fill<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: &Frame,
    field: &Field,
    colors: &[RGBColor],
    look: &Look,
) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let levels = colors.len();
    let range = field.range().map(|range| range.map(|value| band(value, levels).unwrap_or(0)));
    let Some([lowest, highest]) = range else {
        return pen.rectangle([[frame.left, frame.top], [frame.right, frame.bottom]], look.grid);
    };
    pen.rectangle([[frame.left, frame.top], [frame.right, frame.bottom]], colors[lowest])?;
    let mut areas: Vec<_> = (lowest + 1..=highest)
        .flat_map(|band| {
            let outlines = contour::outlines(field, band as f64 / levels as f64);
            outlines.into_iter().map(move |outline| (band - usize::from(!outline.above), outline))
        })
        .collect();
    areas.sort_by(|(_, a), (_, b)| b.area.total_cmp(&a.area));
    for (band, outline) in areas {
        pen.polygon(&in_pixels(&outline.points, frame, look), colors[band])?;
    }
    Ok(())
}

/// A line of the plane in pixels of the frame, with no more points than it needs.
pub(crate) fn in_pixels(points: &[[f64; 2]], frame: &Frame, look: &Look) -> Vec<[f64; 2]> {
    let points: Vec<[f64; 2]> = points.iter().map(|&point| frame.clamp(frame.to_px(point))).collect();
    simplify(&points, TOLERANCE * look.scale)
}
