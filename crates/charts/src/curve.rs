//! Curves over epochs: mean squared error and accuracy, training part and test part.

use crate::axes::{Axes, Axis, Key, Sign};
use crate::frame::Frame;
use crate::look::{Look, mix};
use crate::pen::{Label, MAIN_WIDTH, Pen, SECOND_WIDTH, SMALL, width};
use crate::polyline::{dashes, simplify};
use crate::ticks::{round_down, round_end, round_up};
use crate::{Area, Drawn, Outcome};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// Intervals that a range is rounded to.
const INTERVALS: usize = 4;
/// The largest distance of a path from a point, in pixels; whole pixels are half of one off anyway.
const TOLERANCE: f64 = 0.35;
/// The most dashes of a line: each is a stroke of its own, which is what costs.
const MOST_DASHES: usize = 90;

/// The style of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Solid, in the accent: what the network is trained on.
    Main,
    /// Dashed, in muted ink, over the main one: what it is tested with.
    Second,
}

/// One curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series<'a> {
    /// For its key.
    pub label: &'a str,
    /// Solid or dashed.
    pub line: Line,
    /// `[epoch, value]`, epochs ascending. The first value that is not finite ends the line.
    pub points: &'a [[f64; 2]],
}

/// The quantity on the vertical axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// This range; values outside run along its edge.
    Fixed([f64; 2]),
    /// From here to the round number above the data.
    From(f64),
    /// From the round number below the data to here.
    UpTo(f64),
}

/// A part of the horizontal axis that is set off by a light band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark<'a> {
    /// First and last epoch.
    pub x: [f64; 2],
    /// Stands beside the band.
    pub label: &'a str,
}

/// A picture of curves.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveData<'a> {
    /// Stands over the plot, before the keys.
    pub title: &'a str,
    /// Stands before the horizontal axis' last number.
    pub x_label: &'a str,
    /// The first is below the others.
    pub series: Vec<Series<'a>>,
    /// The epochs shown; without, from 0 to a round number.
    pub x: Option<[f64; 2]>,
    /// The values shown.
    pub y: Extent,
    /// A part to set off.
    pub mark: Option<Mark<'a>>,
}

/// The values of the curves at an epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The epoch.
    pub x: f64,
    /// The value of each series at this very epoch, where it has one.
    pub values: Vec<Option<f64>>,
}

impl Series<'_> {
    /// The points up to the first that is not finite.
    fn finite(&self) -> &[[f64; 2]] {
        let end = self.points.iter().position(|point| !point[1].is_finite());
        &self.points[..end.unwrap_or(self.points.len())]
    }

    fn sign(&self, look: &Look) -> Sign {
        match self.line {
            Line::Main => Sign::Line(look.accent),
            Line::Second => Sign::Dashes(second(look)),
        }
    }
}

impl<'a> CurveData<'a> {
    fn points(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        self.series.iter().flat_map(|series| series.finite().iter().copied())
    }

    /// The ranges shown, `[x, y]`.
    pub fn ranges(&self) -> [[f64; 2]; 2] {
        let last = || self.points().map(|point| point[0]).fold(0.0, f64::max);
        let values = || self.points().map(|point| point[1]);
        let x = self.x.unwrap_or_else(|| [0.0, round_end(last())]);
        let y = match self.y {
            Extent::Fixed(range) => range,
            Extent::From(low) => round_up([low, values().fold(low, f64::max)], INTERVALS),
            Extent::UpTo(high) => round_down([values().fold(high, f64::min), high], INTERVALS),
        };
        [x, y]
    }

    fn axes(&self, look: &Look) -> Axes<'a> {
        let [x, y] = self.ranges();
        Axes {
            title: self.title,
            keys: self
                .series
                .iter()
                .map(|series| Key { sign: series.sign(look), label: series.label })
                .collect(),
            x: Axis { range: x, label: self.x_label, grid: false, joined: true },
            y: Axis { range: y, label: "", grid: true, joined: false },
        }
    }
}

/// The frame in which [`curve`] would draw in an area of `size` device pixels.
pub fn frame(size: (u32, u32), data: &CurveData, look: &Look) -> Frame {
    data.axes(look).frame(size, look)
}

/// Draws the curves.
///
/// # Errors
/// The backend's.
pub fn curve<DB: DrawingBackend>(area: &Area<DB>, data: &CurveData, look: &Look) -> Drawn<DB> {
    let axes = data.axes(look);
    let frame = axes.frame(area.dim_in_pixel(), look);
    let pen = Pen::new(area, look);
    if let Some(mark) = &data.mark {
        band(&pen, &frame, mark)?;
    }
    axes.draw(area, look)?;
    if let Some(mark) = &data.mark {
        name(&pen, &frame, mark, data)?;
    }
    for series in &data.series {
        let points: Vec<[f64; 2]> =
            series.finite().iter().map(|&point| frame.clamp(frame.to_px(point))).collect();
        let points = simplify(&points, TOLERANCE * look.scale.min(1.0));
        match series.line {
            Line::Main => pen.path(&points, look.accent, MAIN_WIDTH)?,
            Line::Second => {
                for dash in dashes(&points, 3.0 * look.scale, 3.0 * look.scale, MOST_DASHES) {
                    pen.path(&dash, second(look), SECOND_WIDTH)?;
                }
            }
        }
    }
    Ok(frame)
}

/// The second line's colour: between ink and muted, so that it is seen on the main line.
fn second(look: &Look) -> RGBColor {
    mix(look.muted, look.ink, 0.5)
}

/// The band of a mark, and a rule at its end.
fn band<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, mark: &Mark) -> Outcome<DB> {
    let look = pen.look;
    let [from, to] = mark.x.map(|x| frame.clamp(frame.to_px([x, 0.0]))[0].round() as i32);
    pen.rectangle([[from, frame.top], [to, frame.bottom]], mix(look.paper, look.accent, 0.1))?;
    pen.down([frame.top, frame.bottom], to.into(), mix(look.paper, look.accent, 0.45))
}

/// The name of a mark, beside its rule: at its top, middle or bottom, furthest from the curves.
fn name<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, mark: &Mark, data: &CurveData) -> Outcome<DB> {
    let look = pen.look;
    let left = frame.to_px([mark.x[1], 0.0])[0];
    let right = left + 8.0 * look.scale + width(mark.label) * SMALL * look.scale;
    let inset = 12.0 * look.scale;
    let [top, bottom] = [f64::from(frame.top) + inset, f64::from(frame.bottom) - inset];
    let room = |y: f64| {
        let beside =
            data.points().map(|point| frame.to_px(point)).filter(|at| (left..=right).contains(&at[0]));
        beside.map(|at| (at[1] - y).abs()).fold(f64::INFINITY, f64::min)
    };
    let further = |best: f64, y: f64| if room(y) > room(best) { y } else { best };
    let y = [f64::midpoint(top, bottom), bottom].into_iter().fold(top, further);
    let label = Label { size: SMALL, color: look.muted, side: HPos::Left };
    pen.text(mark.label, [left + 6.0 * look.scale, y], label)
}

/// The values of the curves at the epoch next to a place in device pixels; `None` outside the plot.
pub fn nearest(data: &CurveData, frame: &Frame, px: [f64; 2]) -> Option<Reading> {
    if !frame.contains(px) {
        return None;
    }
    let at = frame.from_px(px)[0];
    let shown = |x: f64| (frame.x[0]..=frame.x[1]).contains(&x);
    let epochs = data.points().map(|point| point[0]).filter(|&x| shown(x));
    let x = epochs.min_by(|a, b| (a - at).abs().total_cmp(&(b - at).abs()))?;
    Some(reading(data, x))
}

/// The values of the curves at epoch `x`.
pub fn reading(data: &CurveData, x: f64) -> Reading {
    let value = |series: &Series| {
        let points = series.finite();
        let index = points.binary_search_by(|point| point[0].total_cmp(&x)).ok()?;
        Some(points[index][1])
    };
    Reading { x, values: data.series.iter().map(value).collect() }
}
