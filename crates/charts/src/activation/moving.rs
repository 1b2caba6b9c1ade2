//! The parts that a pointer moves over a function: the probe with its tangent, and a sketch of f′.

use super::{Shape, ring};
use crate::frame::Frame;
use crate::look::{Look, mix};
use crate::pen::Pen;
use crate::polyline::dashes;
use crate::{Area, Drawn};
use backprop_core::activation::VIEW;
use plotters::prelude::DrawingBackend;

/// The reach of a tangent to both sides, in units of z.
const REACH: f64 = 2.0;
const MOST_DASHES: usize = 90;

/// Draws the probe at z: its tangent to f, the point on f and, where f′ is shown, the one on f′.
///
/// # Errors
/// The backend's.
pub fn probe<DB: DrawingBackend>(area: &Area<DB>, shape: &Shape, z: f64, look: &Look) -> Drawn<DB> {
    let frame = shape.frame(area.dim_in_pixel(), look);
    let pen = Pen::new(area, look);
    let point = [z, shape.value(z)];
    let slope = shape.derivative(z);
    pen.down([frame.top, frame.bottom], frame.to_px(point)[0], mix(look.paper, look.muted, 0.6))?;
    let ends = tangent(point, slope, &frame).map(|end| frame.to_px(end));
    for dash in dashes(&ends, 5.0 * look.scale, 3.0 * look.scale, MOST_DASHES) {
        pen.path(&dash, look.ink, 1.5)?;
    }
    if shape.slope {
        ring(&pen, frame.to_px([z, slope]), 5.0, look.signs[1])?;
    }
    ring(&pen, frame.to_px(point), 5.0, look.signs[0])?;
    Ok(frame)
}

/// The ends of the tangent, [`REACH`] away or where it leaves the frame.
fn tangent([z, y]: [f64; 2], slope: f64, frame: &Frame) -> [[f64; 2]; 2] {
    [-REACH, REACH].map(|reach| {
        let mut reach = (z + reach).clamp(frame.x[0], frame.x[1]) - z;
        let end = y + slope * reach;
        let edge = end.clamp(frame.y[0], frame.y[1]);
        if edge != end {
            reach = (edge - y) / slope;
        }
        [z + reach, y + slope * reach]
    })
}

/// The state of a sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SketchState {
    /// Its points can be moved; this one is selected.
    Selected(usize),
    /// It is finished.
    Finished,
}

/// Draws a sketch of f′, given at equal distances over the view.
///
/// # Errors
/// The backend's.
pub fn sketch<DB: DrawingBackend>(
    area: &Area<DB>,
    shape: &Shape,
    values: &[f64],
    state: SketchState,
    look: &Look,
) -> Drawn<DB> {
    let frame = shape.frame(area.dim_in_pixel(), look);
    let pen = Pen::new(area, look);
    let place = |index: usize, value: f64| {
        let share = index as f64 / (values.len().max(2) - 1) as f64;
        frame.to_px([VIEW[0] + (VIEW[1] - VIEW[0]) * share, value])
    };
    let points: Vec<[f64; 2]> = values.iter().enumerate().map(|(i, &value)| place(i, value)).collect();
    let orange = look.signs[1];
    for dash in dashes(&points, 4.0 * look.scale, 3.0 * look.scale, MOST_DASHES) {
        pen.path(&dash, orange, 2.0)?;
    }
    for (index, &point) in points.iter().enumerate() {
        match state {
            SketchState::Finished => (),
            SketchState::Selected(selected) if selected == index => pen.disc(point, 6.0, orange)?,
            SketchState::Selected(_) => ring(&pen, point, 3.0, orange)?,
        }
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0, top: 0, right: 120, bottom: 120, x: [-6.0, 6.0], y: [-1.0, 2.0] };

    #[test]
    fn a_tangent_ends_in_the_frame_and_lies_on_its_line() {
        for (point, slope) in [([0.0, 0.5], 0.25), ([0.0, 0.5], 4.0), ([5.5, 1.0], -9.0), ([-6.0, 0.0], 0.0)]
        {
            for [z, y] in tangent(point, slope, &FRAME) {
                assert!((-6.0..=6.0).contains(&z) && (-1.0 - 1e-12..=2.0 + 1e-12).contains(&y), "{z} {y}");
                assert!((y - point[1] - slope * (z - point[0])).abs() < 1e-12);
            }
        }
        assert_eq!(tangent([0.0, 0.5], 0.25, &FRAME), [[-2.0, 0.0], [2.0, 1.0]]);
    }
}
