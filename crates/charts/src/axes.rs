//! The quiet part of a picture: title and keys, hairlines, tick labels, units.

use crate::frame::{Frame, Margins};
use crate::look::Look;
use crate::pen::{Label, MAIN_WIDTH, Pen, SECOND_WIDTH, SMALL, TITLE, width};
use crate::ticks::Ticks;
use crate::{Area, Drawn, Outcome};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The approximate distance of ticks across and down, in CSS pixels; their least and largest number.
const TICK_DISTANCE: [f64; 2] = [60.0, 28.0];
const TICKS: [f64; 2] = [2.0, 7.0];
/// Between a label and what it belongs to.
const GAP: f64 = 6.0;
/// The length of a key's line.
const KEY_LINE: f64 = 14.0;

/// One direction of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis<'a> {
    /// The values at its ends.
    pub range: [f64; 2],
    /// Its name or unit; it stands at the axis' far end.
    pub label: &'a str,
    /// True if there are hairlines across the plot at its ticks.
    pub grid: bool,
    /// True if the label reads together with the last number: `epoch 100`.
    pub joined: bool,
}

/// The sign that a key shows next to its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// A line.
    Line(RGBColor),
    /// A dashed line.
    Dashes(RGBColor),
    /// A filled point.
    Dot(RGBColor),
    /// A hollow point.
    Ring(RGBColor),
}

/// A sign and what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key<'a> {
    /// The series' sign in the plot.
    pub sign: Sign,
    /// Its label.
    pub label: &'a str,
}

/// All that surrounds a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Axes<'a> {
    /// Stands over the plot; may be empty.
    pub title: &'a str,
    /// Follow the title.
    pub keys: Vec<Key<'a>>,
    /// From left to right.
    pub x: Axis<'a>,
    /// From bottom to top.
    pub y: Axis<'a>,
}

impl Axes<'_> {
    /// The frame of the plot in an area of `size` device pixels.
    pub fn frame(&self, size: (u32, u32), look: &Look) -> Frame {
        let headed = !(self.title.is_empty() && self.keys.is_empty());
        let mut margins =
            Margins { left: 0.0, top: if headed { 28.0 } else { 10.0 }, right: 10.0, bottom: 22.0 };
        // The number of ticks depends on the height alone, so the left margin may come second.
        let frame = Frame::new(size, margins, self.x.range, self.y.range, look);
        let widest = y_ticks(&frame, look).map_or(0.0, |ticks| {
            ticks.values().map(|value| width(&ticks.label(value))).fold(width(self.y.label), f64::max)
        });
        // Constant for the usual labels, so that pictures above each other are aligned.
        margins.left = (widest * SMALL + GAP + 2.0).max(34.0);
        Frame::new(size, margins, self.x.range, self.y.range, look)
    }

    /// Draws them, but nothing inside the plot except hairlines.
    ///
    /// # Errors
    /// The backend's.
    pub fn draw<DB: DrawingBackend>(&self, area: &Area<DB>, look: &Look) -> Drawn<DB> {
        let frame = self.frame(area.dim_in_pixel(), look);
        let pen = Pen::new(area, look);
        self.heading(&pen, &frame)?;
        self.vertical(&pen, &frame)?;
        self.horizontal(&pen, &frame)?;
        Ok(frame)
    }

    /// Title and keys in one line above the plot. Where it is too narrow for both the title is left
    /// out, because a picture can be read without it.
    fn heading<DB: DrawingBackend>(&self, pen: &Pen<DB>, frame: &Frame) -> Outcome<DB> {
        let look = pen.look;
        let y = f64::from(frame.top) - 16.0 * look.scale;
        let mut x = f64::from(frame.left);
        let title = width(self.title) * TITLE + 2.0 * GAP;
        let keys = self.keys.iter().map(|key| key.sign.width() + width(key.label) * SMALL + 3.0 * GAP);
        let fits = title + keys.sum::<f64>() - 2.0 * GAP <= frame.width() / look.scale + 8.0;
        if !self.title.is_empty() && (fits || self.keys.is_empty()) {
            pen.text(self.title, [x, y], Label { size: TITLE, color: look.ink, side: HPos::Left })?;
            x += title * look.scale;
        }
        for key in &self.keys {
            key.sign.draw(pen, [x, y])?;
            x += (key.sign.width() + GAP) * look.scale;
            pen.text(key.label, [x, y], label(look, HPos::Left))?;
            x += (width(key.label) * SMALL + 2.0 * GAP) * look.scale;
        }
        Ok(())
    }

    fn vertical<DB: DrawingBackend>(&self, pen: &Pen<DB>, frame: &Frame) -> Outcome<DB> {
        let look = pen.look;
        let x = f64::from(frame.left) - GAP * look.scale;
        let Some(ticks) = y_ticks(frame, look) else { return Ok(()) };
        let end = f64::from(frame.top) + SMALL / 2.0 * look.scale;
        for value in ticks.values() {
            let y = frame.to_px([0.0, value])[1];
            if self.y.grid {
                pen.across([frame.left, frame.right], y, look.grid)?;
            }
            if self.y.label.is_empty() || y - end >= SMALL * 1.2 * look.scale {
                pen.text(&ticks.label(value), [x, y], label(look, HPos::Right))?;
            }
        }
        pen.text(self.y.label, [x, end], label(look, HPos::Right))
    }

    fn horizontal<DB: DrawingBackend>(&self, pen: &Pen<DB>, frame: &Frame) -> Outcome<DB> {
        let look = pen.look;
        let y = f64::from(frame.bottom) + 13.0 * look.scale;
        let Some(ticks) = Ticks::new(frame.x, most(frame.width(), TICK_DISTANCE[0], look)) else {
            return Ok(());
        };
        let last = ticks.values().next_back().unwrap_or(frame.x[1]);
        let end = if self.x.joined && !self.x.label.is_empty() {
            format!("{} {}", self.x.label, ticks.label(last))
        } else {
            self.x.label.to_owned()
        };
        let half = |text: &str| width(text) * SMALL * look.scale / 2.0;
        let right = if self.x.joined {
            let edge = f64::from(frame.right + look.px(8.0));
            (frame.to_px([last, 0.0])[0] + half(&ticks.label(last))).min(edge)
        } else {
            f64::from(frame.right)
        };
        for value in ticks.values() {
            let x = frame.to_px([value, 0.0])[0];
            if self.x.grid {
                pen.down([frame.top, frame.bottom], x, look.grid)?;
            }
            let text = ticks.label(value);
            if end.is_empty() || x + half(&text) + GAP * look.scale < right - 2.0 * half(&end) {
                pen.text(&text, [x, y], label(look, HPos::Center))?;
            }
        }
        pen.text(&end, [right, y], label(look, HPos::Right))
    }
}

impl Sign {
    /// In CSS pixels.
    fn width(self) -> f64 {
        if matches!(self, Self::Line(_) | Self::Dashes(_)) { KEY_LINE } else { 6.0 }
    }

    /// Draws the sign; `x` is its left end, `y` its middle.
    fn draw<DB: DrawingBackend>(self, pen: &Pen<DB>, [x, y]: [f64; 2]) -> Outcome<DB> {
        let unit = pen.look.scale;
        let line = |from: f64, to: f64| [[x + from * unit, y], [x + to * unit, y]];
        match self {
            Self::Line(color) => pen.path(&line(0.0, KEY_LINE), color, MAIN_WIDTH)?,
            Self::Dashes(color) => {
                for from in [0.0, 5.0, 10.0] {
                    pen.path(&line(from, from + 3.0), color, SECOND_WIDTH)?;
                }
            }
            Self::Dot(color) => pen.disc([x + 3.0 * unit, y], 3.0, color)?,
            Self::Ring(color) => {
                pen.disc([x + 3.0 * unit, y], 3.0, color)?;
                pen.disc([x + 3.0 * unit, y], 1.8, pen.look.paper)?;
            }
        }
        Ok(())
    }
}

fn label(look: &Look, side: HPos) -> Label {
    Label { size: SMALL, color: look.muted, side }
}

fn y_ticks(frame: &Frame, look: &Look) -> Option<Ticks> {
    Ticks::new(frame.y, most(frame.height(), TICK_DISTANCE[1], look))
}

fn most(length: f64, distance: f64, look: &Look) -> usize {
    (length / (distance * look.scale)).round().clamp(TICKS[0], TICKS[1]) as usize
}
