//! Basins and endings in colour: one hue for each minimum, told apart by colour-blind eyes, and two
//! greys for starts that diverge and for those that arrive nowhere.

use crate::frame::Frame;
use crate::look::{Look, mix};
use crate::picture::{Colors, Image, Item, Pixel, opaque};
use backprop_core::descent::basins::{AWAY, DIVERGED, UNKNOWN};
use plotters::style::RGBColor;

/// The share of its hue in a basin's colour, light and dark; the rest is paper.
const STRENGTH: [f64; 2] = [0.62, 0.58];

/// The hue of a minimum, by its index; more than four repeat.
pub fn hue(minimum: usize, look: &Look) -> RGBColor {
    let light = [(0x2a, 0x6b, 0xd6), (0xe0, 0x82, 0x14), (0x12, 0x8a, 0x72), (0xa8, 0x4f, 0xb0)];
    let dark = [(0x6a, 0xa5, 0xff), (0xf2, 0x98, 0x4c), (0x4a, 0xc4, 0xa8), (0xd3, 0x8a, 0xdb)];
    let (r, g, b) = if look.dark { dark } else { light }[minimum % 4];
    RGBColor(r, g, b)
}

/// The colour of a start by the code of [`backprop_core::descent::basins`]; none for one that is unknown.
pub fn color(code: u8, look: &Look) -> Option<RGBColor> {
    match code {
        UNKNOWN => None,
        DIVERGED => Some(mix(look.paper, look.ink, if look.dark { 0.36 } else { 0.48 })),
        AWAY => Some(mix(look.paper, look.ink, 0.12)),
        minimum => {
            let strength = STRENGTH[usize::from(look.dark)];
            Some(mix(look.paper, hue(usize::from(minimum), look), strength))
        }
    }
}

/// A square grid of cells over a map's frame, rows from the top, each in the colour of its code, if that
/// has one.
pub fn cells(codes: &[f64], frame: &Frame, look: &Look) -> Item<'static> {
    let colors: Vec<Pixel> = (0..=u8::MAX).map(|code| color(code, look).map_or([0; 4], opaque)).collect();
    let cells = codes.iter().map(|&code| colors[usize::from(code as u8)]).collect();
    Item::Image(Image::within(frame, Colors::Cells((codes.len() as f64).sqrt() as usize, cells)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    #[test]
    fn every_code_has_its_own_colour_in_both_themes() {
        for dark in [false, true] {
            let look = Look::new(dark, Palette::BlueOrange, 1.0, "");
            let colors: Vec<RGBColor> =
                [0, 1, 2, 3, AWAY, DIVERGED].iter().filter_map(|&code| color(code, &look)).collect();
            assert_eq!(colors.len(), 6);
            for (i, a) in colors.iter().enumerate() {
                for b in &colors[..i] {
                    let apart = a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)).max(a.2.abs_diff(b.2));
                    assert!(apart > 30, "{a:?} {b:?}");
                }
            }
            assert_eq!(color(UNKNOWN, &look), None);
        }
    }
}
