//! The two figures of a descent, with their English words.

use super::options::Options;
use super::support::figure;
use backprop_charts::camera::Camera;
use backprop_charts::map::{Mark, Shade, axes, map, marks};
use backprop_charts::relief::{Relief, VIEW, relief};
use backprop_charts::walk::{Walk, walk};
use backprop_core::descent::Descent;
use backprop_core::descent::surface::Surface;
use backprop_core::numeric::field::Field;
use std::path::Path;

/// In CSS pixels.
const MAP_SIZE: (u32, u32) = (520, 508);
const SURFACE_SIZE: (u32, u32) = (560, 520);
const NAMES: [&str; 2] = ["x", "y"];
/// Nodes along an axis.
const NODES: usize = 161;
const MESH: usize = 61;

/// Writes `map.svg`, with the minima and the path, and `surface.svg`, from the chapter's side.
pub fn write(options: &Options, folder: &Path) -> anyhow::Result<()> {
    let surface = Surface::Himmelblau;
    let moves = Descent::new(options.walker(), options.steps).moves;
    let places: Vec<[f64; 2]> =
        std::iter::once(options.start).chain(moves.iter().map(|step| step.to)).collect();
    let path = Walk { optimizer: options.optimizer, places: &places };
    let heights = |nodes| Field::sample(surface.view(), nodes, nodes, |[x, y]| surface.value(x, y));

    let fine = heights(NODES);
    let shares = Shade::new(surface, &fine).field(&fine);
    let minima: Vec<Mark> = surface.minima().iter().map(|&at| Mark { at, label: label(at) }).collect();
    figure(folder, "map.svg", ("Himmelblau's function from above", MAP_SIZE), |sheet| {
        let frame = axes(&shares, NAMES).frame(sheet.size(), &sheet.look);
        sheet.paint(&map(&shares, NAMES, sheet.size(), &sheet.look))?;
        sheet.scene(|area, look| {
            walk(area, &frame, &path, look)?;
            marks(area, &frame, &minima, &[&places], look)
        })
    })?;
    let mesh = heights(MESH);
    let [elevation, azimuth] = VIEW;
    let camera = Camera::new(elevation, azimuth);
    let scene = Relief { surface, heights: &mesh, camera, names: ["x", "y", "f"] };
    figure(folder, "surface.svg", ("Himmelblau's function", SURFACE_SIZE), |sheet| {
        sheet.scene(|area, look| relief(area, &scene, &[path], look))
    })
}

/// A minimum's coordinates, `(−3.78, −3.28)`.
fn label([x, y]: [f64; 2]) -> String {
    format!("({x:.2}, {y:.2})").replace('-', "−")
}
