//! An area together with a look: hairlines, text, paths and marks, in device pixels.

use crate::look::Look;
use crate::{Area, Outcome};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle};

/// Size of tick labels and keys, in CSS pixels.
pub(crate) const SMALL: f64 = 11.0;
/// Size of titles, in CSS pixels.
pub(crate) const TITLE: f64 = 12.0;

/// Width of a main line, in CSS pixels.
pub(crate) const MAIN_WIDTH: f64 = 2.0;
/// Width of a second line, in CSS pixels.
pub(crate) const SECOND_WIDTH: f64 = 1.25;

/// Draws on an area in a look.
pub(crate) struct Pen<'a, DB: DrawingBackend> {
    area: &'a Area<DB>,
    /// The look in use.
    pub look: &'a Look,
}

/// The style of a label.
#[derive(Clone, Copy)]
pub(crate) struct Label {
    /// In CSS pixels.
    pub size: f64,
    pub color: RGBColor,
    /// The part of the label at the given place, horizontally; vertically it is the middle.
    pub side: HPos,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub fn new(area: &'a Area<DB>, look: &'a Look) -> Self {
        Self { area, look }
    }

    /// A line of text; `at` is its left end, middle or right end.
    pub fn text(&self, text: &str, at: [f64; 2], label: Label) -> Outcome<DB> {
        let size = label.size * self.look.scale * self.look.text_scale;
        let font = FontDesc::new(FontFamily::Name(&self.look.font), size, FontStyle::Normal);
        let style = font.color(&label.color).pos(Pos::new(label.side, VPos::Center));
        self.area.draw_text(text, &style, whole(at))
    }

    /// A filled rectangle from its left upper to its right lower corner.
    pub fn rectangle(&self, [from, to]: [[i32; 2]; 2], color: RGBColor) -> Outcome<DB> {
        self.area.draw(&Rectangle::new([from.into(), to.into()], color.filled()))
    }

    /// A line of one CSS pixel from left to right. It is a rectangle on whole pixels, so that it
    /// is equally thin on every backend.
    pub fn across(&self, [left, right]: [i32; 2], y: f64, color: RGBColor) -> Outcome<DB> {
        let [from, to] = self.hairline(y);
        self.rectangle([[left, from], [right, to]], color)
    }

    /// A line of one CSS pixel from top to bottom.
    pub fn down(&self, [top, bottom]: [i32; 2], x: f64, color: RGBColor) -> Outcome<DB> {
        let [from, to] = self.hairline(x);
        self.rectangle([[from, top], [to, bottom]], color)
    }

    fn hairline(&self, at: f64) -> [i32; 2] {
        let width = self.look.stroke(1.0) as i32;
        let from = ((at - f64::from(width / 2)) / f64::from(width)).round() as i32 * width;
        [from, from + width]
    }

    /// One path through all points, `width` CSS pixels wide.
    pub fn path(&self, points: &[[f64; 2]], color: RGBColor, width: f64) -> Outcome<DB> {
        self.area.draw(&PathElement::new(distinct(points), self.stroke(color, width)))
    }

    /// A filled polygon.
    pub fn polygon(&self, points: &[[f64; 2]], color: RGBColor) -> Outcome<DB> {
        self.area.draw(&Polygon::new(distinct(points), color.filled()))
    }

    /// A filled circle; its radius is in CSS pixels.
    pub fn disc(&self, at: [f64; 2], radius: f64, color: RGBColor) -> Outcome<DB> {
        self.area.draw(&Circle::new(whole(at), self.look.stroke(radius), color.filled()))
    }

    fn stroke(&self, color: RGBColor, width: f64) -> ShapeStyle {
        color.stroke_width(self.look.stroke(width))
    }
}

/// Plotters' coordinates are whole pixels.
fn whole([x, y]: [f64; 2]) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn distinct(points: &[[f64; 2]]) -> Vec<(i32, i32)> {
    let mut points: Vec<(i32, i32)> = points.iter().copied().map(whole).collect();
    points.dedup();
    points
}

/// The estimated width of a text, in its size: generous for a sans-serif of any system.
pub(crate) fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '\u{2e80}'.. => 1.0,
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.32,
            ' ' | 'f' | 'r' | 't' | '(' | ')' => 0.4,
            'm' | 'w' | 'M' | 'W' | '%' | '−' => 0.85,
            '0'..='9' => 0.62,
            'A'..='Z' => 0.7,
            '\u{300}'..='\u{36f}' => 0.0,
            '₀'..='₉' => 0.45,
            _ => 0.6,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_text_is_estimated_wider() {
        assert!(width("0.25") < width("−0.25"));
        assert!(width("epoch") < width("epoch 1000"));
        assert_eq!(width("轮次"), 2.0);
    }
}
