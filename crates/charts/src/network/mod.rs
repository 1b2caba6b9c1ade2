//! The network: every weight as a curve, every neuron as the field that it computes; or what flows along
//! the edges, and what the neurons hold, for one sample.

mod edges;
mod held;
mod layout;

pub use edges::edges;
pub use held::{held, matrix};
pub use layout::{Layout, Tile};

use crate::levels::Levels;
use crate::look::Look;
use crate::picture::{Colors, Image, Item};
use backprop_core::numeric::field::Field;

/// Colours of a tile: more than an eye tells apart.
const SHADES: usize = 256;

/// Every neuron's output over the plane, each scaled to its own range.
pub fn tiles<'a>(layout: &Layout, outputs: &'a [Field], look: &Look) -> Vec<Item<'a>> {
    let colors = look.bands(SHADES);
    let tile = |(field, tile): (&'a Field, &Tile)| {
        let (range, colors) = (falling(field), colors.clone());
        let levels = Levels { field, range, colors, no_number: look.grid };
        Item::Image(tile.image(Colors::Levels(levels), look))
    };
    outputs.iter().zip(&layout.tiles).map(tile).collect()
}

/// A neuron's range of values. High is blue, as positive weights are.
pub fn falling(output: &Field) -> [f64; 2] {
    output.range().map_or([0.0; 2], |[low, high]| [high, low])
}

impl Tile {
    fn image<'a>(&self, colors: Colors<'a>, look: &Look) -> Image<'a> {
        let edge = look.px(self.size) as usize;
        Image { left: look.px(self.left), top: look.px(self.top), width: edge, height: edge, colors }
    }
}
