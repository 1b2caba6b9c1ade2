//! A picture as a list of what is painted, in that order: axes, batches of shapes, images. Places and
//! lengths are device pixels of the whole area.
//!
//! Layout, marks, widths and colours are decided when the list is made. The painter, on a canvas or as
//! [SVG](crate::svg), decides nothing.

use crate::axes::Axes;
use crate::frame::Frame;
use crate::levels::Levels;
use backprop_core::numeric::field::View;
use plotters::style::RGBColor;

/// One thing that is painted.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// The axes and labels around a plot.
    Axes(Axes<'a>),
    /// Shapes.
    Path(Path),
    /// Colours of pixels.
    Image(Image<'a>),
}

/// Many shapes of one kind that look the same: a canvas paints them all at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The shapes.
    pub shape: Shape,
    /// The ink painted first, under the other one.
    pub under: Option<Ink>,
    /// The ink.
    pub ink: Ink,
    /// True if lines end round: otherwise thick ones leave notches where they meet.
    pub round: bool,
}

/// Shapes of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Straight lines from one end to the other.
    Lines(Vec<[[f64; 2]; 2]>),
    /// Curves from one end to the other, horizontal at both: a curve's two handles lie halfway across.
    Curves(Vec<[[f64; 2]; 2]>),
    /// Circles around these places, of this radius.
    Circles(Vec<[f64; 2]>, f64),
    /// A rectangle from its left upper to its right lower corner.
    Rectangle([[f64; 2]; 2]),
}

/// A stroke or a fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// Its colour.
    pub color: RGBColor,
    /// From 0 to 1.
    pub opacity: f64,
    /// A stroke's; a fill has none.
    pub width: Option<f64>,
}

/// Red, green, blue, opacity.
pub type Pixel = [u8; 4];

/// Colours for the pixels of a rectangle.
#[derive(Clone, Debug)]
pub struct Image<'a> {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// The source of the colours.
    pub colors: Colors<'a>,
}

/// The source of an image's colours.
#[derive(Clone, Debug)]
pub enum Colors<'a> {
    /// A field, in levels.
    Levels(Levels<'a>),
    /// Columns, and equal cells row by row from the top; without cells all is transparent.
    Cells(usize, Vec<Pixel>),
}

impl Ink {
    /// A fill.
    pub fn fill(color: RGBColor, opacity: f64) -> Self {
        Self { color, opacity, width: None }
    }

    /// A stroke.
    pub fn stroke(color: RGBColor, opacity: f64, width: f64) -> Self {
        Self { color, opacity, width: Some(width) }
    }
}

impl<'a> Image<'a> {
    /// Fills a frame.
    pub fn within(frame: &Frame, colors: Colors<'a>) -> Self {
        let (width, height) = (frame.width() as usize, frame.height() as usize);
        Self { left: frame.left, top: frame.top, width, height, colors }
    }

    /// The frame that it fills, if it shows this part of the plane.
    pub fn frame(&self, View { x, y }: View) -> Frame {
        let [right, bottom] = [self.left + self.width as i32, self.top + self.height as i32];
        Frame { left: self.left, top: self.top, right, bottom, x, y }
    }
}

impl Colors<'_> {
    /// The colours of `width × height` pixels, row by row from the top.
    pub fn pixels(&self, width: usize, height: usize) -> Vec<Pixel> {
        match self {
            Self::Levels(levels) => levels.pixels(width, height),
            Self::Cells(columns, cells) => {
                let rows = cells.len() / (*columns).max(1);
                if [*columns, rows] == [width, height] || cells.is_empty() {
                    let mut pixels = cells.clone();
                    pixels.resize(width * height, [0; 4]);
                    return pixels;
                }
                let mut pixels = Vec::with_capacity(width * height);
                let mut last = rows;
                for y in 0..height {
                    let row = y * rows / height;
                    if row == last {
                        pixels.extend_from_within(pixels.len() - width..);
                        continue;
                    }
                    last = row;
                    // The column of pixel x is x · columns / width, but a division for each would be slow.
                    let (mut cell, mut part) = (row * columns, 0);
                    for _ in 0..width {
                        pixels.push(cells[cell]);
                        part += columns;
                        while part >= width {
                            part -= width;
                            cell += 1;
                        }
                    }
                }
                pixels
            }
        }
    }
}

/// A colour as a pixel.
pub fn opaque(RGBColor(r, g, b): RGBColor) -> Pixel {
    [r, g, b, 255]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_share_the_pixels_evenly() {
        let [a, b, c, d] = [1, 2, 3, 4].map(|red| opaque(RGBColor(red, 0, 0)));
        let cells = Colors::Cells(2, vec![a, b, c, d]);
        assert_eq!(cells.pixels(4, 2), [a, a, b, b, c, c, d, d]);
        assert_eq!(cells.pixels(2, 3), [a, b, a, b, c, d]);
        assert_eq!(cells.pixels(2, 2), [a, b, c, d]);
        assert_eq!(cells.pixels(1, 1), [a]);
        assert_eq!(Colors::Cells(1, Vec::new()).pixels(2, 1), [[0; 4]; 2]);
    }
}
