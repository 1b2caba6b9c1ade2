//! A function and its derivative together: f, f′, and where f is saturated. The page draws this when
//! the function changes; the parts that a pointer moves lie over it and are in `moving.rs`.

mod moving;

use crate::axes::{Axes, Axis, Key, Sign};
use crate::frame::Frame;
use crate::look::{Look, mix};
use crate::pen::{Label, Pen, SMALL, width};
use crate::polyline::simplify;
use crate::{Area, Drawn, Outcome};
use backprop_core::activation::{Activation, VIEW};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

pub use moving::{SketchState, probe, sketch};

/// Widths of f and of f′ in CSS pixels: where one lies on the other, both are seen.
const WIDTHS: [f64; 2] = [3.5, 1.75];
/// Steps over the view in which the extent of the curves is looked for.
const STEPS: usize = 480;
/// The largest distance of a path from a point, in pixels.
const TOLERANCE: f64 = 0.06;
/// A vertex this near to a whole pixel is taken; without one, the best in this many columns.
const WHOLE: f64 = 0.1;
const COLUMNS: f64 = 8.0;
/// Room above and below the curves, in shares of their height.
const ROOM: f64 = 0.06;
/// The share of the gradient's colour in the shade of a saturated range.
const SHADE: f64 = 0.12;
/// Height of the bar along the axis of a saturated range, in CSS pixels.
const BAR: f64 = 4.0;
/// The place of its label, in shares of the height from the top: no function is flat at this height.
const LABEL_HEIGHT: f64 = 0.27;

/// The words in the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapeLabels {
    /// Stands over the plot; may be empty.
    pub title: String,
    /// The label of the horizontal axis.
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
    /// The function.
    pub activation: Activation,
    /// The slope of leaky ReLU below 0.
    pub leak: f64,
    /// The words.
    pub labels: &'a ShapeLabels,
    /// True if f′, and everything that reveals it, is visible.
    pub slope: bool,
    /// True if there is a sketch of f′.
    pub sketch: bool,
    /// True if the ends of the saturated ranges have their numbers.
    pub ends: bool,
}

impl Shape<'_> {
    fn value(&self, z: f64) -> f64 {
        self.activation.value(z, self.leak)
    }

    fn derivative(&self, z: f64) -> f64 {
        self.activation.slope_at(z, self.leak)
    }

    /// The values on the vertical axis: those of f and f′, whether f′ is shown or not.
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

    /// The frame in which [`shape`] draws in an area of `size` device pixels.
    pub fn frame(&self, size: (u32, u32), look: &Look) -> Frame {
        self.axes(look).frame(size, look)
    }
}

/// Draws f and f′, shades where f is saturated, and marks the derivative that counts at a corner.
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
    if shape.slope {
        name_flats(&pen, &frame, shape)?;
    }
    if shape.slope && shape.ends {
        name_ends(&pen, &frame, shape)?;
    }
    values(&pen, &frame, shape)?;
    if shape.slope {
        slopes(&pen, &frame, shape)?;
    }
    Ok(frame)
}

/// The ranges in which the function is saturated, in device pixels from the left.
fn flats(frame: &Frame, shape: &Shape) -> Vec<[i32; 2]> {
    let place = |z: f64| frame.to_px([z, 0.0])[0].round() as i32;
    shape.activation.saturated(VIEW, shape.leak).into_iter().map(|range| range.map(place)).collect()
}

fn shade_color(look: &Look) -> RGBColor {
    mix(look.paper, look.signs[1], SHADE)
}

/// A light band over every saturated range and a bar on its axis.
fn shade<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let bar = pen.look.px(BAR);
    for [left, right] in flats(frame, shape) {
        pen.rectangle([[left, frame.top], [right, frame.bottom]], shade_color(pen.look))?;
        pen.rectangle([[left, frame.bottom - bar], [right, frame.bottom]], pen.look.signs[1])?;
    }
    Ok(())
}

/// The name of the bands, if there is room for it; no hairline goes through the word.
fn name_flats<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let look = pen.look;
    let label = &shape.labels.saturated;
    let half = (width(label) * SMALL / 2.0 + 4.0) * look.scale;
    let y = f64::from(frame.top) + LABEL_HEIGHT * frame.height();
    for [left, right] in flats(frame, shape) {
        let x = f64::from(left + right) / 2.0;
        if f64::from(right - left) > 2.0 * half {
            let patch = [[x - half, y - SMALL * look.scale], [x + half, y + SMALL * look.scale]];
            pen.rectangle(patch.map(|corner| corner.map(|px| px.round() as i32)), shade_color(look))?;
            pen.text(label, [x, y], Label { size: SMALL, color: look.muted, side: HPos::Center })?;
        }
    }
    Ok(())
}

/// The z at the ends of the bands, written inside of them.
fn name_ends<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let look = pen.look;
    let y = f64::from(frame.top) + SMALL * look.scale;
    for [from, to] in shape.activation.saturated(VIEW, shape.leak) {
        for (z, end, side, inset) in [(from, VIEW[0], HPos::Left, 4.0), (to, VIEW[1], HPos::Right, -4.0)] {
            if z != end {
                let at = [frame.to_px([z, 0.0])[0] + inset * look.scale, y];
                let text = format!("{z:.2}").replace('-', "−");
                pen.text(&text, at, Label { size: SMALL, color: look.muted, side })?;
            }
        }
    }
    Ok(())
}

/// f, from one side of 0 to the other: a corner of f or of f′ lies there and stays sharp.
fn values<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let side = |range| vertices(frame, range, |z| shape.value(z));
    curve(pen, &[side([VIEW[0], 0.0]), side([0.0, VIEW[1]])].concat(), 0)
}

/// f′, in two pieces where f has a corner: a disc on the value that is taken there, a ring on the
/// one that is not.
fn slopes<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, shape: &Shape) -> Outcome<DB> {
    let right = 0.0_f64.next_up();
    let side = |range| vertices(frame, range, |z| shape.derivative(z));
    let sides = [side([VIEW[0], 0.0]), side([right, VIEW[1]])];
    if shape.activation.kink(shape.leak).is_none() {
        return curve(pen, &sides.concat(), 1);
    }
    curve(pen, &sides[0], 1)?;
    curve(pen, &sides[1], 1)?;
    let place = |z: f64| frame.to_px([z, shape.derivative(z)]);
    ring(pen, place(right), 3.5, pen.look.signs[1])?;
    pen.disc(place(0.0), 3.5, pen.look.signs[1])
}

fn curve<DB: DrawingBackend>(pen: &Pen<DB>, points: &[[f64; 2]], which: usize) -> Outcome<DB> {
    pen.path(&simplify(points, TOLERANCE * pen.look.scale), pen.look.signs[which], WIDTHS[which])
}

/// The points at which a curve passes through whole pixels, or nearly: plotters has no others, and rounding
/// vertices would bend a smooth curve. Where it is steep there is one every few columns, the best
/// of them; where it is flat it may be far to the next, and the curve is within a pixel meanwhile.
fn vertices(frame: &Frame, [from, to]: [f64; 2], f: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let at = |x: f64| {
        let z = frame.from_px([x, 0.0])[0].clamp(from, to);
        frame.to_px([z, f(z)])
    };
    let miss = |point: [f64; 2]| (point[1] - point[1].round()).abs();
    let [left, right] = [from, to].map(|z| frame.to_px([z, 0.0])[0]);
    let mut kept = vec![at(left)];
    let (mut last, mut best) = (kept[0], None);
    for x in left.ceil() as i32..=right.floor() as i32 {
        let point = at(x.into());
        let found = best.filter(|&best| miss(best) <= miss(point)).unwrap_or(point);
        let late = point[0] - last[0] >= COLUMNS && (point[1] - last[1]).abs() > 1.0;
        best = Some(found);
        if late || miss(point) <= WHOLE {
            kept.push(found);
            (last, best) = (found, None);
        }
    }
    kept.push(at(right));
    kept
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

    #[test]
    fn a_curve_through_whole_pixels_is_less_than_one_off() {
        let frame = Frame { left: 68, top: 56, right: 1211, bottom: 903, x: VIEW, y: [-1.1, 1.3] };
        for activation in Activation::ALL {
            for f in [|a: Activation, z| a.value(z, 0.1), |a: Activation, z| a.slope_at(z, 0.1)] {
                for side in [[VIEW[0], 0.0], [0.0_f64.next_up(), VIEW[1]]] {
                    let points = vertices(&frame, side, |z| f(activation, z));
                    for pair in points.windows(2) {
                        let [[x1, y1], [x2, y2]] = [pair[0], pair[1]].map(|point| point.map(f64::round));
                        let steep = (y2 - y1) / (x2 - x1).max(1.0);
                        for x in x1 as i32..=x2 as i32 {
                            let line = y1 + steep * (f64::from(x) - x1);
                            let z = frame.from_px([x.into(), 0.0])[0].clamp(side[0], side[1]);
                            let off = line - frame.to_px([z, f(activation, z)])[1];
                            let away = off.abs() / steep.hypot(1.0);
                            assert!(away < 1.0, "{activation:?} {z}: {away}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn nodes_meet_the_ends_and_the_corner() {
        let nodes: Vec<f64> = nodes().collect();
        assert!(nodes.first() == Some(&VIEW[0]) && nodes.last() == Some(&VIEW[1]) && nodes.contains(&0.0));
    }
}
