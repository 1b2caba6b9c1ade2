//! The map of a surface: its height in levels, lines of equal height, the minima with their
//! coordinates. Low is blue, high is paper.

use crate::axes::{Axes, Axis};
use crate::frame::Frame;
use crate::levels::Levels;
use crate::look::{Look, mix};
use crate::pen::{Label, Pen, SMALL, width};
use crate::picture::{Colors, Image, Ink, Item, Path, Shape};
use crate::{Area, Outcome, walk};
use backprop_core::descent::surface::Surface;
use backprop_core::numeric::field::Field;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// Levels of height.
pub const LEVELS: usize = 16;
/// Lines between levels in one part of the picture.
const LINES: usize = 5;
/// Width of these lines and of the edge of an empty map, in CSS pixels.
const LINE: f64 = 0.75;
const EDGE: f64 = 2.0;
/// Half the length of a minimum's cross, and its width, in CSS pixels.
const CROSS: [f64; 2] = [5.0, 2.0];
/// From a minimum to the middle of its label, down or up; to its near end, sideways.
const AWAY: [f64; 2] = [17.0, 11.0];
/// The share of blue at the lowest place, light and dark, and the power with which it fades towards the highest:
/// valleys stand out, and the rest is pale.
const DEPTH: [f64; 2] = [0.8, 0.85];
const FADE: i32 = 2;

/// The scale from a surface's heights to 0 … 1, from the lowest to the highest place in view. Square
/// roots spread the low ones out, because these floors are flat and their walls steep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    low: f64,
    high: f64,
    roots: u32,
}

/// A minimum and the words beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its place.
    pub at: [f64; 2],
    /// Its coordinates, in words.
    pub label: String,
}

impl Shade {
    /// For a surface whose heights in view are these.
    pub fn new(surface: Surface, heights: &Field) -> Self {
        let [low, high] = heights.range().unwrap_or([0.0, 1.0]);
        let roots = match surface {
            Surface::Himmelblau | Surface::Rosenbrock | Surface::Hidden(_) => 2,
            Surface::Beale => 3,
            Surface::Bowl { .. } => 1,
            Surface::Saddle => 0,
        };
        // A grid misses the lowest places; all minima here have the value 0.
        Self { low: if surface.minima().is_empty() { low } else { 0.0 }, high, roots }
    }

    /// The height as 0 … 1.
    pub fn of(self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (0..self.roots).fold(share, |share, _| share.sqrt())
    }

    /// A field of heights as one of 0 … 1.
    pub fn field(self, heights: &Field) -> Field {
        Field { values: heights.values.iter().map(|&value| self.of(value)).collect(), ..heights.clone() }
    }
}

/// The colours of the levels, from the lowest.
pub fn colors(look: &Look) -> [RGBColor; LEVELS] {
    let strength = DEPTH[usize::from(look.dark)];
    std::array::from_fn(|level| {
        let high = (level as f64 + 0.5) / LEVELS as f64;
        mix(look.paper, look.signs[0], strength * (1.0 - high).powi(FADE))
    })
}

/// The frame of a map of this part of the plane.
pub fn axes<'a>(field: &Field, names: [&'a str; 2]) -> Axes<'a> {
    let axis = |range, label| Axis { range, label, grid: false, joined: false };
    Axes { title: "", keys: Vec::new(), x: axis(field.view.x, names[0]), y: axis(field.view.y, names[1]) }
}

/// Floor, axes and lines in an area of `size` device pixels; `shares` is a field of 0 … 1.
pub fn map<'a>(shares: &'a Field, names: [&'a str; 2], size: (u32, u32), look: &Look) -> [Item<'a>; 3] {
    let floor = floor(shares, &axes(shares, names).frame(size, look), look);
    let [axes, lines] = lines(shares, names, None, size, look);
    [floor, axes, lines]
}

/// The levels.
pub fn floor<'a>(shares: &'a Field, frame: &Frame, look: &Look) -> Item<'a> {
    let colors = colors(look).to_vec();
    let levels = Levels { field: shares, range: [0.0, 1.0], no_number: colors[LEVELS - 1], colors };
    Item::Image(Image::within(frame, Colors::Levels(levels)))
}

/// The number of parts of the lines.
pub fn line_parts() -> usize {
    (LEVELS - 1).div_ceil(LINES)
}

/// Axes, and the lines between the levels or a part of them, from 0 below [`line_parts`].
pub fn lines<'a>(
    shares: &Field,
    names: [&'a str; 2],
    part: Option<usize>,
    size: (u32, u32),
    look: &Look,
) -> [Item<'a>; 2] {
    let axes = axes(shares, names);
    let frame = axes.frame(size, look);
    let mut lines = Vec::new();
    for level in (1..LEVELS).filter(|level| part.is_none_or(|part| part == (level - 1) / LINES)) {
        for [from, to] in shares.iso_line(level as f64 / LEVELS as f64) {
            lines.push([frame.to_px(from), frame.to_px(to)]);
        }
    }
    let color = mix(look.paper, look.ink, if look.dark { 0.36 } else { 0.3 });
    let ink = Ink::stroke(color, 1.0, LINE * look.scale);
    [Item::Axes(axes), Item::Path(Path { shape: Shape::Lines(lines), under: None, ink, round: false })]
}

/// Axes and the edge of a map that shows nothing yet.
pub fn empty<'a>(shares: &Field, names: [&'a str; 2], size: (u32, u32), look: &Look) -> [Item<'a>; 2] {
    let axes = axes(shares, names);
    let frame = axes.frame(size, look);
    let corners = [[frame.left, frame.top], [frame.right, frame.bottom]].map(|corner| corner.map(f64::from));
    let ink = Ink::stroke(look.grid, 1.0, EDGE * look.scale);
    let shape = Shape::Rectangle(corners);
    [Item::Axes(axes), Item::Path(Path { shape, under: None, ink, round: false })]
}

/// Draws the minima as crosses with their labels, each label where it lies on no path, no cross and
/// no other label, as far as there is such a place.
///
/// # Errors
/// The backend's.
pub fn marks<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: &Frame,
    marks: &[Mark],
    paths: &[&[[f64; 2]]],
    look: &Look,
) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let crosses: Vec<[f64; 2]> = marks.iter().map(|mark| frame.to_px(mark.at)).collect();
    let mut taken: Vec<Rectangle> = crosses.iter().map(|&at| around(at, [7.0, 7.0], look)).collect();
    for (mark, &at) in marks.iter().zip(&crosses) {
        for (width, color) in [(CROSS[1] + 2.0, look.paper), (CROSS[1], look.ink)] {
            let arm = (CROSS[0] + (width - CROSS[1]) / 2.0) * look.scale;
            pen.path(&[[at[0] - arm, at[1]], [at[0] + arm, at[1]]], color, width)?;
            pen.path(&[[at[0], at[1] - arm], [at[0], at[1] + arm]], color, width)?;
        }
        let middle = place(&mark.label, at, frame, paths, &taken, look);
        taken.push(label_box(&mark.label, middle, look));
        pen.text(&mark.label, middle, Label { size: SMALL, color: look.ink, side: HPos::Center })?;
    }
    Ok(())
}

/// `[[left, top], [right, bottom]]`.
type Rectangle = [[f64; 2]; 2];

fn around([x, y]: [f64; 2], half: [f64; 2], look: &Look) -> Rectangle {
    let [dx, dy] = half.map(|length| length * look.scale);
    [[x - dx, y - dy], [x + dx, y + dy]]
}

fn label_box(label: &str, middle: [f64; 2], look: &Look) -> Rectangle {
    around(middle, [width(label) * SMALL / 2.0 + 3.0, SMALL / 2.0 + 3.0], look)
}

/// The middle of a label beside a cross: the first of the places around it that is free, or the
/// least crowded.
fn place(
    label: &str,
    [x, y]: [f64; 2],
    frame: &Frame,
    paths: &[&[[f64; 2]]],
    taken: &[Rectangle],
    look: &Look,
) -> [f64; 2] {
    let side = width(label) * SMALL / 2.0 + AWAY[1];
    let around = [
        [0.0, 1.0],
        [0.0, -1.0],
        [1.0, 0.0],
        [-1.0, 0.0],
        [1.0, 1.0],
        [-1.0, 1.0],
        [1.0, -1.0],
        [-1.0, -1.0],
    ];
    let places = around.map(|[dx, dy]: [f64; 2]| {
        // Diagonally it only needs to clear the cross.
        let lift = if dx == 0.0 { AWAY[0] } else { AWAY[0] * 0.7 };
        [x + dx * side * look.scale, y + dy * lift * look.scale]
    });
    let crowd = |middle: [f64; 2]| {
        let own = label_box(label, middle, look);
        let outside = own.iter().any(|&corner| !frame.contains(corner));
        let overlaps = taken.iter().filter(|other| overlap(own, **other)).count();
        usize::from(outside) * 1000 + overlaps * 100 + walk::crossings(paths, frame, own)
    };
    let mut best = places[0];
    let mut least = usize::MAX;
    for middle in places {
        let crowd = crowd(middle);
        if crowd < least {
            (best, least) = (middle, crowd);
        }
    }
    best
}

fn overlap([a, b]: Rectangle, [c, d]: Rectangle) -> bool {
    (0..2).all(|axis| a[axis] < d[axis] && c[axis] < b[axis])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    fn look() -> Look {
        Look::new(false, Palette::BlueOrange, 1.0, "")
    }

    #[test]
    fn heights_grow_from_0_to_1() {
        for surface in Surface::ALL {
            let heights = Field::sample(surface.view(), 41, 41, |[x, y]| surface.value(x, y));
            let shade = Shade::new(surface, &heights);
            let [low, high] = shade.field(&heights).range().expect("numbers");
            assert!(low >= 0.0 && high == 1.0, "{surface:?} {low} {high}");
            for &[x, y] in surface.minima() {
                assert_eq!(shade.of(surface.value(x, y)).round(), 0.0);
            }
        }
    }

    #[test]
    fn the_lowest_level_stands_out_from_the_middle_one() {
        for dark in [false, true] {
            let colors = colors(&Look::new(dark, Palette::BlueOrange, 1.0, ""));
            let apart = |a: RGBColor, b: RGBColor| {
                [(a.0, b.0), (a.1, b.1), (a.2, b.2)]
                    .iter()
                    .map(|&(a, b)| u32::from(a.abs_diff(b)))
                    .sum::<u32>()
            };
            let (valley, rest) =
                (apart(colors[0], colors[LEVELS / 2]), apart(colors[LEVELS / 2], colors[LEVELS - 1]));
            assert!(valley > 120 && valley > 2 * rest, "{dark}: {valley} {rest}");
        }
    }

    #[test]
    fn a_label_avoids_the_path_the_edge_and_its_neighbour() {
        let frame = Frame { left: 0, top: 0, right: 400, bottom: 400, x: [0.0, 400.0], y: [0.0, 400.0] };
        let placed = |paths: &[&[[f64; 2]]], at: [f64; 2], taken: &[Rectangle]| {
            place("(−2.81, 3.13)", at, &frame, paths, taken, &look())
        };
        let below = placed(&[], [200.0, 200.0], &[]);
        assert!(below[0] == 200.0 && below[1] > 200.0);
        // The plane's y grows upwards: this path comes from below, as the eye sees it.
        let coming = [[200.0, 200.0], [200.0, 20.0]];
        assert!(placed(&[&coming], [200.0, 200.0], &[])[1] < 200.0);
        assert!(placed(&[], [200.0, 395.0], &[])[1] < 395.0);
        assert_ne!(placed(&[], [200.0, 200.0], &[label_box("(3, 2)", below, &look())]), below);
    }
}
