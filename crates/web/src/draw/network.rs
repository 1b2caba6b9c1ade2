//! The network: every neuron as the field it computes, every weight as a curve.

use super::Stage;
use crate::canvas::Sheet;
use crate::error::Failure;
use crate::types::Canvas;
use backprop_charts::look::Look;
use backprop_charts::network::{Layout, edges, tiles};
use backprop_core::numeric::field::Field;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Nodes along a tile's edge at which its neuron is evaluated: twice as many in networks of so few neurons
/// that their tiles are large.
const TILE_NODES: usize = 14;
const FEW: usize = 24;

#[wasm_bindgen]
impl Stage {
    /// The weights as curves. `focus` is the neuron brought forward, or −1. With a `layer`, only the
    /// weights that lead from it to the next are redrawn: browsers rasterize hundreds of curves
    /// after the script, and a page may want to spread that over frames.
    #[wasm_bindgen(js_name = drawWeights)]
    pub fn draw_weights(&self, canvas: &Canvas, focus: f64, layer: Option<u32>) -> Result<(), Failure> {
        let sheet = Sheet::of(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        for space in (0..layout.spaces()).filter(|&space| layer.is_none_or(|layer| layer as usize == space)) {
            draw_edges(&sheet, &look, &layout, space, &self.state.network.weights(space), focus)?;
        }
        Ok(())
    }

    /// Every neuron's output over the plane, each scaled to its own range.
    #[wasm_bindgen(js_name = drawNeurons)]
    pub fn draw_neurons(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        sheet.paint(&tiles(&layout, &self.sampled_tiles(), &look), &look)
    }

    fn sampled_tiles(&self) -> Rc<[Field]> {
        let known = Rc::clone(&self.tiles.borrow());
        if !known.is_empty() {
            return known;
        }
        let sizes = self.state.network.sizes();
        let (neurons, view) = (sizes.iter().sum(), self.points.view);
        let columns = if neurons <= FEW { 2 * TILE_NODES } else { TILE_NODES };
        let tile = || Field { view, columns, values: Vec::with_capacity(columns * columns) };
        let mut tiles: Vec<Field> = std::iter::repeat_with(tile).take(neurons).collect();
        let mut activity = self.activity.borrow_mut();
        for point in view.nodes(columns, columns) {
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

/// Redraws the edges from a layer to the next. `focus` is a neuron, or below 0.
pub(super) fn draw_edges(
    sheet: &Sheet,
    look: &Look,
    layout: &Layout,
    space: usize,
    values: &[f64],
    focus: f64,
) -> Result<(), Failure> {
    // Curves begin and end at the tiles, so wiping from edge to edge wipes whole strokes.
    sheet.wipe(layout.space(space).map(|x| (x * look.scale).round()));
    let focus = (focus >= 0.0).then_some(focus as usize);
    sheet.paint(&edges(layout, space, values, focus, look), look)
}
