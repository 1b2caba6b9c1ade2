//! Paths over a map: every step a dot on a line, the start a ring, the present place a mark of its
//! optimizer's own shape and colour, so that four of them are told apart without colours too.

use crate::frame::Frame;
use crate::look::Look;
use crate::pen::Pen;
use crate::polyline::clip;
use crate::{Area, Outcome};
use backprop_core::optimizer::Optimizer;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// Width of the line and of the paper around it, in CSS pixels.
const LINE: [f64; 2] = [1.75, 3.75];
/// Radius of a step's dot, of the start's ring and of the mark at the end, in CSS pixels.
const DOT: f64 = 2.0;
const START: f64 = 5.0;
const END: f64 = 4.5;

/// A path: places from the start to the present one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walk<'a> {
    /// The optimizer that took the steps.
    pub optimizer: Optimizer,
    /// The places.
    pub places: &'a [[f64; 2]],
}

/// The colour of a rule's path.
pub fn color(optimizer: Optimizer, look: &Look) -> RGBColor {
    match optimizer {
        Optimizer::Sgd => look.ink,
        Optimizer::Momentum => look.signs[0],
        Optimizer::RmsProp => look.signs[1],
        Optimizer::Adam if look.dark => RGBColor(0x5f, 0xd3, 0x9a),
        Optimizer::Adam => RGBColor(0x0b, 0x7a, 0x4b),
    }
}

/// Draws a path, cut off at the frame.
///
/// # Errors
/// The backend's.
pub fn walk<DB: DrawingBackend>(area: &Area<DB>, frame: &Frame, walk: &Walk, look: &Look) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let own = color(walk.optimizer, look);
    let places: Vec<[f64; 2]> = walk.places.iter().map(|&place| frame.to_px(place)).collect();
    for (width, color) in [(LINE[1], look.paper), (LINE[0], own)] {
        for line in visible(&places, frame) {
            pen.path(&line, color, width)?;
        }
    }
    let mut last = None;
    for &place in places.iter().filter(|&&place| frame.contains(place)) {
        // At the end of a descent hundreds of dots would lie on each other.
        if last.is_none_or(|last| distance(place, last) > look.scale) {
            pen.disc(place, DOT, own)?;
            last = Some(place);
        }
    }
    if let Some(&start) = places.first().filter(|&&place| frame.contains(place)) {
        pen.disc(start, START, own)?;
        pen.disc(start, START - LINE[0], look.paper)?;
    }
    match places.last() {
        Some(&end) if frame.contains(end) => mark(&pen, end, END, walk.optimizer),
        _ => Ok(()),
    }
}

/// The number of steps that cross a rectangle.
pub(crate) fn crossings(paths: &[&[[f64; 2]]], frame: &Frame, rectangle: [[f64; 2]; 2]) -> usize {
    let crosses = |pair: &[[f64; 2]]| clip([frame.to_px(pair[0]), frame.to_px(pair[1])], rectangle).is_some();
    paths.iter().map(|path| path.windows(2).filter(|pair| crosses(pair)).count()).sum()
}

/// The parts of a line inside the frame.
fn visible(places: &[[f64; 2]], frame: &Frame) -> Vec<Vec<[f64; 2]>> {
    let edges = [[frame.left, frame.top], [frame.right, frame.bottom]].map(|corner| corner.map(f64::from));
    let mut lines: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in places.windows(2) {
        let Some([from, to]) = clip([pair[0], pair[1]], edges) else { continue };
        match lines.last_mut() {
            Some(line) if line.last() == Some(&from) => line.push(to),
            _ => lines.push(vec![from, to]),
        }
    }
    lines
}

/// The mark of a rule: a disc, a square, a triangle, a diamond.
pub(crate) fn mark<DB: DrawingBackend>(
    pen: &Pen<DB>,
    [x, y]: [f64; 2],
    radius: f64,
    optimizer: Optimizer,
) -> Outcome<DB> {
    let look = pen.look;
    let own = color(optimizer, look);
    let corners = |corners: &[[f64; 2]], radius: f64| {
        let radius = radius * look.scale;
        corners.iter().map(|[dx, dy]| [x + dx * radius, y + dy * radius]).collect::<Vec<_>>()
    };
    let shape: &[[f64; 2]] = match optimizer {
        Optimizer::Sgd => {
            pen.disc([x, y], radius + 1.25, look.paper)?;
            return pen.disc([x, y], radius, own);
        }
        Optimizer::Momentum => &[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
        Optimizer::RmsProp => &[[0.0, -1.2], [1.1, 0.8], [-1.1, 0.8]],
        Optimizer::Adam => &[[0.0, -1.3], [1.3, 0.0], [0.0, 1.3], [-1.3, 0.0]],
    };
    pen.polygon(&corners(shape, radius + 1.75), look.paper)?;
    pen.polygon(&corners(shape, radius), own)
}

fn distance([x, y]: [f64; 2], [u, v]: [f64; 2]) -> f64 {
    (x - u).hypot(y - v)
}
