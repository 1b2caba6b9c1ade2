//! A function and its derivative together: f, f′, where f is saturated, probes with their tangents,
//! and a sketch of f′ for those who predict it.
//!
//! The page draws [`shape`] when the function changes, and [`probe`] and [`sketch`] over it whenever
//! the hand moves.

use crate::axes::{Axes, Axis, Key, Sign};
use crate::frame::Frame;
use crate::look::{Look, mix};
use crate::pen::{Label, Pen, SMALL, width};
use crate::polyline::{dashes, simplify};
use crate::{Area, Drawn, Outcome};
use backprop_core::activation::{Activation, VIEW};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// Widths of f and of f′ in CSS pixels: where one lies on the other, both are seen.
const WIDTHS: [f64; 2] = [3.5, 1.75];
/// Steps of the curves over the view.
const STEPS: usize = 480;
/// Pixels that a path may pass a point by.
const TOLERANCE: f64 = 0.06;
/// Room above and below the curves, in shares of their height.
const ROOM: f64 = 0.06;
/// How far a tangent reaches to both sides, in units of z.
const REACH: f64 = 2.0;
/// How much of the gradient's colour is in the shade of a saturated range.
const SHADE: f64 = 0.12;
/// Height of the bar along the axis of a saturated range, in CSS pixels.
const BAR: f64 = 4.0;
/// Where its label stands, in shares of the height from the top: no function is flat at this height.
const LABEL_HEIGHT: f64 = 0.27;
const MOST_DASHES: usize = 90;

/// The words in the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapeLabels {
    /// Stands over the plot; may be empty.
    pub title: String,
    /// What is on the horizontal axis.
    pub z: String,
    /// The function.
    pub value: String,
    /// Its derivative.
    pub slope: String,
    /// A sketch of its derivative.
    pub sketch: String,
    /// A range where next to no gradient passes.
    pub saturated: String,
}

/// A function to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape<'a> {
    /// Which.
    pub activation: Activation,
    /// The slope of leaky ReLU below 0.
    pub leak: f64,
    /// The words.
    pub labels: &'a ShapeLabels,
    /// Whether f′, and all that gives it away, is there to be seen.
    pub slope: bool,
    /// Whether there is a sketch of f′.
    pub sketch: bool,
}

impl Shape<'_> {
    fn value(&self, z: f64) -> f64 {
        self.activation.value(z, self.leak)
    }

    fn derivative(&self, z: f64) -> f64 {
        self.activation.slope_at(z, self.leak)
    }

    /// The values on the vertical axis: those of f and f′, whether f′ is shown or not.
    #[must_use]
    pub fn y(&self) -> [f64; 2] {
        let both = nodes().flat_map(|z| [self.value(z), self.derivative(z)]);
        let [low, high] =
            both.fold([0.0_f64, 0.0_f64], |[low, high], value| [low.min(value), high.max(value)]);
        let room = (high - low) * ROOM;
        [low - room, high + room]
    }

    fn axes(&self, look: &Look) -> Axes<'_> {
        let line = |sign: usize| Sign::Line(look.signs[sign]);
        let mut keys = vec![Key { sign: line(0), label: &self.labels.value }];
        if self.slope {
            keys.push(Key { sign: line(1), label: &self.labels.slope });
        }
        if self.sketch {
            keys.push(Key { sign: Sign::Dashes(look.signs[1]), label: &self.labels.sketch });
        }
        Axes {
            title: &self.labels.title,
            keys,
            x: Axis { range: VIEW, label: &self.labels.z, grid: false, joined: false },
            y: Axis { range: self.y(), label: "", grid: true, joined: false },
        }
    }

    /// Where [`shape`] draws in an area of `size` device pixels.
    #[must_use]
    pub fn frame(&self, size: (u32, u32), look: &Look) -> Frame {
        self.axes(look).frame(size, look)
    }
}

/// Draws f and f′, shades where f is saturated, and marks what holds at a corner.
///
/// # Errors
/// The backend's.
pub fn shape<DB: DrawingBackend>(area: &Area<DB>, shape: &Shape, look: &Look) -> Drawn<DB> {
    let axes = shape.axes(look);
    let frame = axes.frame(area.dim_in_pixel(), look);
    let pen = Pen::new(area, look);
    if shape.slope {
        shade(&pen, &frame, shape)?;
    }
    axes.draw(area, look)?;
    let quiet = mix(look.grid, look.muted, 0.5);
    let [zero_x, zero_y] = frame.to_px([0.0, 0.0]);
    pen.across([frame.left, frame.right], zero_y, quiet)?;
    pen.down([frame.top, frame.bottom], zero_x, quiet)?;
    curve(&pen, &frame, nodes().map(|z| [z, shape.value(z)]), 0)?;
    if shape.slope {
        slopes(&pen, &frame, shape)?;
    }
    Ok(frame)
}

/// A light band over every saturated range and a bar on its axis.
fn shade<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let look = pen.look;
    let bar = look.px(BAR);
    for range in shape.activation.saturated(VIEW, shape.leak) {
        let [left, right] = range.map(|z| frame.to_px([z, 0.0])[0].round() as i32);
        pen.rectangle([[left, frame.top], [right, frame.bottom]], mix(look.paper, look.signs[1], SHADE))?;
        pen.rectangle([[left, frame.bottom - bar], [right, frame.bottom]], look.signs[1])?;
        let label = &shape.labels.saturated;
        if f64::from(right - left) > (width(label) * SMALL + 8.0) * look.scale {
            let at = [f64::from(left + right) / 2.0, f64::from(frame.top) + LABEL_HEIGHT * frame.height()];
            pen.text(label, at, Label { size: SMALL, color: look.muted, side: HPos::Center })?;
        }
    }
    Ok(())
}

/// f′, in two pieces where f has a corner: a disc on the value that is taken there, a ring on the
/// one that is not.
fn slopes<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let at = |z: f64| [z, shape.derivative(z)];
    let Some(kink) = shape.activation.kink(shape.leak) else {
        return curve(pen, frame, nodes().map(at), 1);
    };
    let right = [kink, shape.derivative(kink.next_up())];
    curve(pen, frame, nodes().filter(|&z| z <= kink).map(at), 1)?;
    curve(pen, frame, std::iter::once(right).chain(nodes().filter(|&z| z > kink).map(at)), 1)?;
    ring(pen, frame.to_px(right), 3.5, pen.look.signs[1])?;
    pen.disc(frame.to_px(at(kink)), 3.5, pen.look.signs[1])
}

fn curve<DB: DrawingBackend>(
    pen: &Pen<DB>,
    frame: &Frame,
    points: impl Iterator<Item = [f64; 2]>,
    which: usize,
) -> Outcome<DB> {
    let points: Vec<[f64; 2]> = points.map(|point| frame.to_px(point)).collect();
    pen.path(&simplify(&points, TOLERANCE * pen.look.scale), pen.look.signs[which], WIDTHS[which])
}

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

/// What happens to a sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// It is being drawn: its points can be taken, and this one is.
    Holds(usize),
    /// It is finished.
    Rests,
}

/// Draws a sketch of f′, given at equal distances over the view.
///
/// # Errors
/// The backend's.
pub fn sketch<DB: DrawingBackend>(
    area: &Area<DB>,
    shape: &Shape,
    values: &[f64],
    hand: Hand,
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
        match hand {
            Hand::Rests => (),
            Hand::Holds(chosen) if chosen == index => pen.disc(point, 6.0, orange)?,
            Hand::Holds(_) => ring(&pen, point, 3.0, orange)?,
        }
    }
    Ok(frame)
}

/// A hollow point.
fn ring<DB: DrawingBackend>(pen: &Pen<DB>, at: [f64; 2], radius: f64, color: RGBColor) -> Outcome<DB> {
    pen.disc(at, radius + 1.0, pen.look.paper)?;
    pen.disc(at, radius, color)?;
    pen.disc(at, radius - 2.0, pen.look.paper)
}

/// The places on the horizontal axis at which curves are computed; 0 is one of them.
fn nodes() -> impl Iterator<Item = f64> {
    (0..=STEPS).map(|step| VIEW[0] + (VIEW[1] - VIEW[0]) * (step as f64 / STEPS as f64))
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

    #[test]
    fn nodes_meet_the_ends_and_the_corner() {
        let nodes: Vec<f64> = nodes().collect();
        assert!(nodes.first() == Some(&VIEW[0]) && nodes.last() == Some(&VIEW[1]) && nodes.contains(&0.0));
    }
}
