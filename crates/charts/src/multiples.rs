//! Small multiples: a row of little curves over the same epochs, without words. Where curves are
//! compared with those in other rows, their ranges are the same; limits are dashed.

use crate::frame::Frame;
use crate::look::Look;
use crate::pen::Pen;
use crate::polyline::{dashes, simplify};
use crate::{Area, Outcome};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Between two pictures, in CSS pixels.
const GAP: f64 = 8.0;
/// Above and below the plot, for half a line's width and the dot.
const INSET: f64 = 4.0;
/// The most powers of ten in a range; it is cut off below, where values are as good as zero.
const MOST_DECADES: i32 = 16;
/// Hairlines that a plot has room for.
const MOST_LINES: i32 = 8;

/// The scale from values to heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// From the first number at the bottom to the second at the top.
    Linear([f64; 2]),
    /// From one power of ten to another. 0 lies at the bottom.
    Log([i32; 2]),
}

/// One little curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Small {
    /// `[epoch, value]`, epochs ascending; what is not finite is left out.
    pub points: Vec<[f64; 2]>,
    /// The run's present position.
    pub now: [f64; 2],
    /// The scale of its values.
    pub scale: Scale,
    /// Values that are marked, where they are in the range.
    pub limits: Vec<f64>,
    /// True if the run is now beyond one of them.
    pub beyond: bool,
}

/// A row of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiples {
    /// The epochs at the left and at the right edge.
    pub x: [f64; 2],
    /// From left to right.
    pub row: Vec<Small>,
    /// The epoch that is read out.
    pub reading: Option<f64>,
}

impl Scale {
    /// Whole powers of ten around all positive numbers of these.
    pub fn log(values: impl Iterator<Item = f64>) -> Self {
        let exponents = values.filter(|&x| x > 0.0 && x.is_finite()).map(f64::log10);
        let [low, high] =
            exponents.fold([f64::INFINITY, f64::NEG_INFINITY], |[a, b], x| [a.min(x), b.max(x)]);
        if low > high {
            return Self::Log([-1, 0]);
        }
        let [low, high] = [low.floor() as i32, high.ceil() as i32];
        Self::Log([low.max(high - MOST_DECADES), high.max(low + 1)])
    }

    /// The values at the lower and at the upper edge.
    pub fn ends(self) -> [f64; 2] {
        match self {
            Self::Linear(ends) => ends,
            Self::Log(exponents) => exponents.map(power),
        }
    }

    /// Height of a value, 0 … 1; what lies outside lies at the edge.
    fn height(self, value: f64) -> f64 {
        let (value, [low, high]) = match self {
            Self::Linear(ends) => (value, ends),
            Self::Log(exponents) => (value.max(0.0).log10(), exponents.map(f64::from)),
        };
        ((value - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// Returns whether a value lies between the edges.
    fn holds(self, value: f64) -> bool {
        let [low, high] = self.ends();
        low < value && value < high
    }

    /// Heights of the hairlines.
    fn lines(self) -> Vec<f64> {
        let [from, to, step] = match self {
            Self::Linear(_) => return vec![0.0, 0.5, 1.0],
            Self::Log([from, to]) => [from, to, 1 + (to - from - 1) / MOST_LINES],
        };
        (0..=to - from).rev().step_by(step as usize).map(|k| f64::from(k) / f64::from(to - from)).collect()
    }
}

/// The power of ten, as near to its decimal digits as a double can be.
fn power(exponent: i32) -> f64 {
    if exponent < 0 { 1.0 / 10_f64.powi(-exponent) } else { 10_f64.powi(exponent) }
}

/// The places of the pictures of a row of `count` in an area of `size` device pixels. Heights are 0 … 1.
pub fn frames((width, height): (u32, u32), count: usize, x: [f64; 2], look: &Look) -> Vec<Frame> {
    let gap = GAP * look.scale;
    let each = (f64::from(width) + gap) / count.max(1) as f64;
    let inset = look.px(INSET);
    (0..count)
        .map(|i| {
            let left = (i as f64 * each).round() as i32 + inset;
            let right = ((i + 1) as f64 * each - gap).round() as i32 - inset;
            let bottom = (height as i32 - inset).max(inset + 1);
            Frame { left, top: inset, right: right.max(left + 1), bottom, x, y: [0.0, 1.0] }
        })
        .collect()
}

/// Draws a row, over the whole area.
///
/// # Errors
/// The backend's.
pub fn multiples<DB: DrawingBackend>(area: &Area<DB>, data: &Multiples, look: &Look) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let frames = frames(area.dim_in_pixel(), data.row.len(), data.x, look);
    for (small, frame) in data.row.iter().zip(&frames) {
        for height in small.scale.lines() {
            pen.across([frame.left, frame.right], frame.to_px([0.0, height])[1], look.grid)?;
        }
        limits(&pen, small, frame)?;
        if let Some(epoch) = data.reading {
            let x = frame.clamp(frame.to_px([epoch, 0.0]))[0];
            pen.down([frame.top, frame.bottom], x, look.muted)?;
        }
        line(&pen, small, frame)?;
    }
    Ok(())
}

fn limits<DB: DrawingBackend>(pen: &Pen<DB>, small: &Small, frame: &Frame) -> Outcome<DB> {
    let unit = pen.look.scale;
    for &limit in small.limits.iter().filter(|&&limit| small.scale.holds(limit)) {
        let y = frame.to_px([0.0, small.scale.height(limit)])[1];
        let ends = [[f64::from(frame.left), y], [f64::from(frame.right), y]];
        for dash in dashes(&ends, 3.0 * unit, 3.0 * unit, 90) {
            pen.path(&dash, pen.look.muted, 1.0)?;
        }
    }
    Ok(())
}

/// The curve, and a dot where the run is; the colour says which side of the limits that is.
fn line<DB: DrawingBackend>(pen: &Pen<DB>, small: &Small, frame: &Frame) -> Outcome<DB> {
    let color = color(small, pen.look);
    let place = |&[epoch, value]: &[f64; 2]| frame.clamp(frame.to_px([epoch, small.scale.height(value)]));
    let shown: Vec<[f64; 2]> = small.points.iter().filter(|point| point[1].is_finite()).map(place).collect();
    pen.path(&simplify(&shown, 0.35 * pen.look.scale.min(1.0)), color, 1.5)?;
    if small.now[1].is_finite() {
        pen.disc(place(&small.now), 3.5, pen.look.paper)?;
        pen.disc(place(&small.now), 2.5, color)?;
    }
    Ok(())
}

fn color(small: &Small, look: &Look) -> RGBColor {
    if small.beyond { look.signs[1] } else { look.accent }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    #[test]
    fn a_log_scale_reaches_from_power_to_power_around_what_is_positive() {
        let scale = Scale::log([0.0, 3e-5, 0.02, f64::NAN].into_iter());
        assert_eq!((scale, scale.ends()), (Scale::Log([-5, -1]), [1e-5, 0.1]));
        assert_eq!([1e-5, 1e-3, 0.1, 0.0, 7.0].map(|x| scale.height(x)), [0.0, 0.5, 1.0, 0.0, 1.0]);
        assert_eq!(Scale::log([0.0].into_iter()), Scale::Log([-1, 0]));
        assert_eq!(Scale::log([1.0].into_iter()), Scale::Log([0, 1]));
        assert_eq!(Scale::log([1e-300, 1.0].into_iter()), Scale::Log([-16, 0]));
    }

    #[test]
    fn a_wide_scale_has_few_hairlines() {
        for span in 1..=MOST_DECADES {
            let lines = Scale::Log([-span, 0]).lines();
            assert!(lines[0] == 1.0 && lines.len() <= MOST_LINES as usize + 1, "{span}: {lines:?}");
        }
    }

    #[test]
    fn the_pictures_of_a_row_are_equally_wide_and_apart() {
        let look = Look::new(false, Palette::BlueOrange, 2.0, "");
        let frames = frames((1000, 96), 5, [0.0, 10.0], &look);
        let widths: Vec<f64> = frames.iter().map(Frame::width).collect();
        assert!(widths.iter().all(|width| (width - widths[0]).abs() <= 1.0), "{widths:?}");
        assert!(frames.windows(2).all(|pair| pair[1].left - pair[0].right >= look.px(GAP)));
    }
}
