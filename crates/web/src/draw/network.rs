//! The network: every neuron as the field it computes, every weight as a curve.
//!
//! Weights are smoke, the neuron in focus is ink. Below a fifth of its layer's largest |w| a
//! weight is not drawn, and of a wide layer only the strongest are; width and opacity grow with
//! |w|. A neuron in focus draws all of its own.

use super::Stage;
use super::layout::{Layout, Tile};
use crate::canvas::{Sheet, opaque};
use crate::error::Failure;
use crate::types::Canvas;
use backprop_charts::look::Look;
use backprop_core::numeric::field::Field;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Nodes along a tile's edge at which its neuron is evaluated.
const TILE_NODES: usize = 14;
/// Weights below this share of the layer's largest are not drawn.
const FAINTEST: f64 = 0.2;
/// Most weights that are drawn without focus, over all layers.
const MOST_WEIGHTS: usize = 720;
/// Curves are batched into this many strengths of each sign.
const STRENGTHS: usize = 6;

/// The curves of one sign and strength.
#[derive(Clone, Default)]
struct Batch(Vec<(Tile, Tile)>);

#[wasm_bindgen]
impl Stage {
    /// The weights as curves. `focus` is the neuron brought forward, or −1. With a `layer`, only the
    /// weights that lead from it to the next are drawn anew: browsers raster hundreds of curves
    /// after the script, unseen by its clock, and a page may want to spread that over frames.
    #[wasm_bindgen(js_name = drawWeights)]
    pub fn draw_weights(&self, canvas: &Canvas, focus: f64, layer: Option<u32>) -> Result<(), Failure> {
        let sheet = Sheet::of(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        let scale = look.scale;
        let focus = (focus >= 0.0).then_some(focus as usize);
        let spaces = layout.starts.len() - 2;
        for space in (0..spaces).filter(|&space| layer.is_none_or(|layer| layer as usize == space)) {
            // Curves begin and end at the tiles, so wiping from edge to edge wipes whole strokes.
            let [from, to] = layout.space(space).map(|x| (x * scale).round());
            sheet.context.clear_rect(from, 0.0, to - from, sheet.height);
            draw_layer(&sheet, &look, &layout, space, &self.state.network.weights(space), focus);
        }
        Ok(())
    }

    /// Every neuron's output over the plane, each scaled to its own range.
    #[wasm_bindgen(js_name = drawNeurons)]
    pub fn draw_neurons(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        let scale = look.scale;
        let tiles = self.sampled_tiles();
        let colors = gradient(&look);
        for (field, tile) in tiles.iter().zip(&layout.tiles) {
            let size = (tile.size * scale).round() as usize;
            let [low, high] = field.range().unwrap_or([0.0, 0.0]);
            let image = field.image(size, size, &colors, |value| {
                let share = if high > low { (value - low) / (high - low) } else { 0.5 };
                // High is blue, as positive weights are; far from the points a value may be infinite.
                (((1.0 - share) * 255.0) as usize).min(255)
            });
            let (left, top) = ((tile.left * scale).round(), (tile.top * scale).round());
            sheet.put(image.as_flattened(), size, left, top)?;
        }
        Ok(())
    }

    fn sampled_tiles(&self) -> Rc<[Field]> {
        let known = Rc::clone(&self.tiles.borrow());
        if !known.is_empty() {
            return known;
        }
        let sizes = self.state.network.sizes();
        let (neurons, view) = (sizes.iter().sum(), self.points.view);
        let nodes = TILE_NODES * TILE_NODES;
        let tile = || Field { view, columns: TILE_NODES, values: Vec::with_capacity(nodes) };
        let mut tiles: Vec<Field> = std::iter::repeat_with(tile).take(neurons).collect();
        let mut activity = self.activity.borrow_mut();
        for point in view.nodes(TILE_NODES, TILE_NODES) {
            self.state.network.forward(&point, &mut activity);
            let mut tiles = tiles.iter_mut();
            for (layer, &size) in sizes.iter().enumerate() {
                for value in activity.layer(layer).take(size) {
                    if let Some(tile) = tiles.next() {
                        tile.values.push(value);
                    }
                }
            }
        }
        let tiles: Rc<[Field]> = tiles.into();
        self.tiles.replace(Rc::clone(&tiles));
        tiles
    }
}

/// Draws what lies on the edges from a layer to the next, `[fan_in × fan_out]`: weights, or what flows
/// along them.
pub(super) fn draw_layer(
    sheet: &Sheet,
    look: &Look,
    layout: &Layout,
    layer: usize,
    weights: &[f64],
    focus: Option<usize>,
) {
    let fan_out = layout.layer(layer + 1).len();
    let largest = weights.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return;
    }
    let most = MOST_WEIGHTS / (layout.starts.len() - 2);
    let faintest = faintest_drawn(weights, largest * FAINTEST, most);
    let mut smoke = vec![Batch::default(); 2 * STRENGTHS];
    let mut ink = smoke.clone();
    for (i, &w) in weights.iter().enumerate() {
        let (from, to) = (i / fan_out, i % fan_out);
        let in_focus = focus.is_some_and(|focus| {
            focus == layout.starts[layer] + from || focus == layout.starts[layer + 1] + to
        });
        if w.abs() < faintest && !in_focus {
            continue;
        }
        let strength = ((w.abs() / largest * STRENGTHS as f64) as usize).min(STRENGTHS - 1);
        let batch = if w < 0.0 { strength } else { STRENGTHS + strength };
        let curve = (layout.layer(layer)[from], layout.layer(layer + 1)[to]);
        let batches = if in_focus { &mut ink } else { &mut smoke };
        batches[batch].0.push(curve);
    }
    let quiet = if focus.is_some() { 0.25 } else { 1.0 };
    stroke_batches(sheet, look, &smoke, |share| (quiet * (0.08 + 0.72 * share * share), 0.5 + 1.6 * share));
    stroke_batches(sheet, look, &ink, |share| (0.35 + 0.65 * share, 0.8 + 2.4 * share));
}

/// The palette in 256 steps of RGBA.
fn gradient(look: &Look) -> Vec<[u8; 4]> {
    (0..256).map(|i| opaque(look.palette.color(f64::from(i) / 255.0, look))).collect()
}

/// `style` gives opacity and width in CSS pixels for a strength between 0 and 1.
fn stroke_batches(sheet: &Sheet, look: &Look, batches: &[Batch], style: impl Fn(f64) -> (f64, f64)) {
    let scale = look.scale;
    for (i, batch) in batches.iter().enumerate().filter(|(_, batch)| !batch.0.is_empty()) {
        sheet.context.begin_path();
        for (from, to) in &batch.0 {
            let [x0, y0] = [from.left + from.size, from.top + from.size / 2.0].map(|v| v * scale);
            let [x1, y1] = [to.left, to.top + to.size / 2.0].map(|v| v * scale);
            let middle = f64::midpoint(x0, x1);
            sheet.context.move_to(x0, y0);
            sheet.context.bezier_curve_to(middle, y0, middle, y1, x1, y1);
        }
        let share = ((i % STRENGTHS) as f64 + 0.5) / STRENGTHS as f64;
        // Blue is positive, orange negative.
        let color = look.signs[usize::from(i < STRENGTHS)];
        let (opacity, width) = style(share);
        sheet.stroke(color, opacity, width * scale);
    }
}

/// The |w| from which on weights are drawn: at least `faintest`, and no more than the `most`
/// strongest.
fn faintest_drawn(weights: &[f64], faintest: f64, most: usize) -> f64 {
    let too_many = |size: f64| weights.iter().filter(|w| w.abs() >= size).count() > most;
    if !too_many(faintest) {
        return faintest;
    }
    // Halves the doubles between the two: not negative, they are ordered as their bits are.
    let (mut below, mut above) = (faintest.to_bits(), f64::INFINITY.to_bits());
    while above - below > 1 {
        let middle = u64::midpoint(below, above);
        *if too_many(f64::from_bits(middle)) { &mut below } else { &mut above } = middle;
    }
    f64::from_bits(above)
}
