//! Numbers as squares, from the colour of one sign over paper to that of the other.

use super::layout::Layout;
use crate::look::Look;
use crate::picture::{Colors, Image, Item, Pixel, opaque};

/// Every neuron of a layer, 0 being the inputs, as a square of the value that it holds, on the scale of
/// the layer.
pub fn held(layout: &Layout, layer: usize, values: &[f64], look: &Look) -> Vec<Item<'static>> {
    let tiles = layout.layer(layer).iter().zip(shaded(values, look));
    tiles.map(|(tile, color)| Item::Image(tile.image(Colors::Cells(1, vec![color]), look))).collect()
}

/// A matrix of so many columns over an area of `width × height` device pixels, a cell for every value.
pub fn matrix(values: &[f64], columns: usize, [width, height]: [usize; 2], look: &Look) -> Item<'static> {
    let colors = Colors::Cells(columns, shaded(values, look).collect());
    Item::Image(Image { left: 0, top: 0, width, height, colors })
}

fn shaded<'a>(values: &'a [f64], look: &'a Look) -> impl Iterator<Item = Pixel> + 'a {
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    values.iter().map(move |value| {
        let share = if largest > 0.0 { value / largest } else { 0.0 };
        opaque(look.palette.color(f64::midpoint(1.0, -share), look))
    })
}
