//! The surface in space, with a path on it: cells in the colours of the map, the far ones first.

use crate::camera::Camera;
use crate::look::{Look, band, mix};
use crate::map::{LEVELS, Shade, colors};
use crate::pen::{Label, Pen, SMALL};
use crate::walk::{Walk, color, mark};
use crate::{Area, Outcome};
use backprop_core::descent::surface::Surface;
use backprop_core::numeric::field::Field;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The chapter's view.
pub const VIEW: [f64; 2] = [60.0, -30.0];
/// The share of half the picture that the sphere around the box fills.
const FILL: f64 = 0.94;
/// The direction of the light, and the largest share of ink in cells that face away.
const LIGHT: [f64; 3] = [0.35, -0.55, 0.76];
const DARKEST: f64 = 0.42;
/// A step is cut into no more pieces than this: a path that leaps to and fro stays cheap.
const MOST_PIECES: f64 = 16.0;
/// Widths in CSS pixels.
const PATH: f64 = 2.0;
const EDGE: f64 = 1.0;

/// A surface and its view.
#[derive(Clone, Copy, Debug)]
pub struct Relief<'a> {
    /// The surface.
    pub surface: Surface,
    /// Its heights at the nodes of the mesh.
    pub heights: &'a Field,
    /// The view.
    pub camera: Camera,
    /// The names of the three axes.
    pub names: [&'a str; 3],
}

/// The parts that are drawn, sorted by their distance from the eye.
enum Piece {
    Cell([[f64; 2]; 4], RGBColor),
    Step([[f64; 2]; 2], RGBColor),
}

/// From places in the box to pixels.
struct Projection {
    camera: Camera,
    centre: [f64; 2],
    unit: f64,
}

impl Projection {
    fn see(&self, place: [f64; 3]) -> ([f64; 2], f64) {
        let [right, up, near] = self.camera.see(place);
        ([self.centre[0] + right * self.unit, self.centre[1] - up * self.unit], near)
    }
}

/// Draws the surface and the paths on it.
///
/// # Errors
/// The backend's.
pub fn relief<DB: DrawingBackend>(
    area: &Area<DB>,
    relief: &Relief,
    walks: &[Walk],
    look: &Look,
) -> Outcome<DB> {
    let (width, height) = area.dim_in_pixel();
    let [width, height] = [width, height].map(f64::from);
    let projection = Projection {
        camera: relief.camera,
        centre: [width / 2.0, height / 2.0],
        unit: width.min(height) / 2.0 * FILL,
    };
    let pen = Pen::new(area, look);
    ground(&pen, relief, &projection)?;
    let mut pieces = relief.cells(&projection, look);
    for walk in walks {
        relief.steps(walk, &projection, look, &mut pieces);
    }
    pieces.sort_by(|(near, _), (other, _)| near.total_cmp(other));
    for (_, piece) in &pieces {
        match piece {
            Piece::Cell(corners, color) => pen.polygon(corners, *color)?,
            Piece::Step(ends, color) => pen.path(ends, *color, PATH)?,
        }
    }
    for walk in walks {
        if let Some(place) = walk.places.last().and_then(|&place| relief.on_surface(place)) {
            mark(&pen, projection.see(place).0, 4.5, walk.optimizer)?;
        }
    }
    Ok(())
}

/// The floor of the box, with the names of the axes and the numbers at their ends.
fn ground<DB: DrawingBackend>(pen: &Pen<DB>, relief: &Relief, projection: &Projection) -> Outcome<DB> {
    let look = pen.look;
    let corners = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]];
    let at = |[x, y]: [f64; 2], z: f64| projection.see([x, y, z]).0;
    pen.path(&corners.map(|corner| at(corner, 0.0)), look.grid, EDGE)?;
    // The upright edge furthest to the left is free of the surface from most sides.
    let upright = corners[..4].iter().copied().min_by(|&a, &b| at(a, 0.0)[0].total_cmp(&at(b, 0.0)[0]));
    let upright = upright.unwrap_or_default();
    pen.path(&[at(upright, 0.0), at(upright, 1.0)], look.grid, EDGE)?;
    let text = |text: &str, at: [f64; 2]| {
        pen.text(text, at, Label { size: SMALL, color: look.muted, side: HPos::Center })
    };
    let View2 { x, y } = View2::of(relief);
    // Beside the nearer of the two edges along each axis.
    let nearer = |a: [f64; 2], b: [f64; 2]| {
        let near = |[x, y]: [f64; 2]| projection.see([x, y, 0.0]).1;
        if near(a) > near(b) { [a, b] } else { [b, a] }
    };
    let out = |[edge, other]: [[f64; 2]; 2], along: usize, part: f64| {
        let mut place = [0, 1].map(|axis| edge[axis] + (edge[axis] - other[axis]) * 0.11);
        place[along] = part;
        at(place, 0.0)
    };
    for (along, range) in [(0, x), (1, y)] {
        let edges = if along == 0 { nearer([0.5, 0.0], [0.5, 1.0]) } else { nearer([0.0, 0.5], [1.0, 0.5]) };
        text(relief.names[along], out(edges, along, 0.5))?;
        text(&number(range[0]), out(edges, along, 0.04))?;
        text(&number(range[1]), out(edges, along, 0.96))?;
    }
    let [left, top] = at(upright, 1.0);
    text(relief.names[2], [left, top - 9.0 * look.scale])
}

/// The ranges of the two axes on the ground.
struct View2 {
    x: [f64; 2],
    y: [f64; 2],
}

impl View2 {
    fn of(relief: &Relief) -> Self {
        Self { x: relief.heights.view.x, y: relief.heights.view.y }
    }
}

fn number(x: f64) -> String {
    x.to_string().replace('-', "−")
}

impl Relief<'_> {
    /// A place of the plane in the box, on the surface; none outside the view.
    fn on_surface(&self, [x, y]: [f64; 2]) -> Option<[f64; 3]> {
        let View2 { x: across, y: along } = View2::of(self);
        let place = [share(x, across), share(y, along), self.height(self.surface.value(x, y))];
        let inside = place[..2].iter().all(|part| (-1e-9..=1.0 + 1e-9).contains(part));
        inside.then_some(place)
    }

    fn height(&self, value: f64) -> f64 {
        share(value, self.heights.range().unwrap_or([0.0, 1.0]))
    }

    /// The cells of the mesh, each as near as its middle.
    fn cells(&self, projection: &Projection, look: &Look) -> Vec<(f64, Piece)> {
        let heights = self.heights;
        let (columns, rows) = (heights.columns, heights.rows());
        let shade = Shade::new(self.surface, heights);
        let tints = colors(look);
        let range = heights.range().unwrap_or([0.0, 1.0]);
        let node = |column: usize, row: usize| {
            let part = |i: usize, n: usize| i as f64 / (n - 1) as f64;
            [part(column, columns), part(row, rows), share(heights.values[row * columns + column], range)]
        };
        let mut cells = Vec::with_capacity(columns * rows);
        for row in 0..rows - 1 {
            for column in 0..columns - 1 {
                let corners =
                    [[0, 0], [1, 0], [1, 1], [0, 1]].map(|[right, up]| node(column + right, row + up));
                let middle = (0..4).map(|i| corners[i][2]).sum::<f64>() / 4.0;
                let value = range[0] + middle * (range[1] - range[0]);
                let tint = tints[band(shade.of(value), LEVELS).unwrap_or(LEVELS - 1)];
                let color = mix(tint, look.ink, DARKEST * shadow(corners, look.dark));
                let seen = corners.map(|corner| projection.see(corner));
                let near = seen.iter().map(|(_, near)| near).sum::<f64>() / 4.0;
                cells.push((near, Piece::Cell(seen.map(|(at, _)| at), color)));
            }
        }
        cells
    }

    /// The steps of a path, cut to pieces no longer than a cell, that follow the surface.
    fn steps(&self, walk: &Walk, projection: &Projection, look: &Look, pieces: &mut Vec<(f64, Piece)>) {
        let View2 { x, y } = View2::of(self);
        let cell = 1.0 / (self.heights.columns - 1) as f64;
        let own = color(walk.optimizer, look);
        for pair in walk.places.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let length = ((to[0] - from[0]) / (x[1] - x[0])).hypot((to[1] - from[1]) / (y[1] - y[0]));
            // A leap out of the view is not followed.
            if !(length > 0.0 && length < 4.0) {
                continue;
            }
            let parts = (length / cell).ceil().clamp(1.0, MOST_PIECES);
            let at = |part: f64| {
                let place = [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * (part / parts));
                self.on_surface(place).map(|place| projection.see(place))
            };
            for part in 0..parts as usize {
                if let (Some((a, near)), Some((b, other))) = (at(part as f64), at(part as f64 + 1.0)) {
                    // In front of the cells that it lies on, behind those that hide it.
                    let near = near.max(other) + 1.5 * cell;
                    pieces.push((near, Piece::Step([a, b], own)));
                }
            }
        }
    }
}

fn share(value: f64, [low, high]: [f64; 2]) -> f64 {
    (value - low) / (high - low)
}

/// How far a cell is turned away from the light, 0 … 1.
fn shadow([a, b, c, d]: [[f64; 3]; 4], dark: bool) -> f64 {
    let diagonal = |from: [f64; 3], to: [f64; 3]| [0, 1, 2].map(|axis| to[axis] - from[axis]);
    let ([ux, uy, uz], [vx, vy, vz]) = (diagonal(a, c), diagonal(b, d));
    let normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    let length = normal.iter().map(|n| n * n).sum::<f64>().sqrt();
    let facing = (0..3).map(|axis| normal[axis] * LIGHT[axis]).sum::<f64>() / length;
    // On dark paper ink is light: what faces the light is mixed with it instead.
    let away = ((1.0 - facing) / 2.0).clamp(0.0, 1.0);
    if dark { (1.0 - away) * 0.5 } else { away }
}
