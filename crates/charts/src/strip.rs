//! The strip: endings of descents from one place, over learning rates.

use crate::axes::{Axes, Axis};
use crate::basins;
use crate::look::{Look, mix};
use crate::picture::{Colors, Image, Item, Pixel, opaque};
use backprop_core::descent::orbit::Ending;
use plotters::style::RGBColor;

/// Edge of a place's dot, in CSS pixels.
const DOT: f64 = 1.5;

/// Learning rates from left to right, `x` of the last places from bottom to top.
pub fn axes(rates: [f64; 2], x: [f64; 2], name: &str) -> Axes<'_> {
    let axis = |range, label| Axis { range, label, grid: false, joined: false };
    Axes { title: "", keys: Vec::new(), x: axis(rates, name), y: axis(x, "x") }
}

/// Dots and axes in an area of `size` device pixels, from the endings and last places of descents at equally
/// spaced learning rates; one that has diverged is a grey column.
pub fn strip<'a>(
    endings: &[(Ending, &[[f64; 2]])],
    axes: Axes<'a>,
    size: (u32, u32),
    look: &Look,
) -> [Item<'a>; 2] {
    let frame = axes.frame(size, look);
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let mut pixels = vec![[0; 4]; width * height];
    let dot = look.stroke(DOT) as usize;
    for (index, &(ending, places)) in endings.iter().enumerate() {
        let [from, to] = [index, index + 1].map(|i| i * width / endings.len());
        if ending == Ending::Diverged {
            fill(&mut pixels, width, [from, to], [0, height], opaque(mix(look.paper, look.ink, 0.1)));
        }
        for place in places {
            let top = frame.to_px([frame.x[0], place[0]])[1] - f64::from(frame.top);
            if (0.0..height as f64).contains(&top) {
                let top = top as usize;
                let columns = [from, to.max(from + 1)];
                fill(&mut pixels, width, columns, [top, top + dot], opaque(color(ending, look)));
            }
        }
    }
    let image = Image::within(&frame, Colors::Cells(width, pixels));
    [Item::Image(image), Item::Axes(axes)]
}

#[inline(never)]
fn fill(pixels: &mut [Pixel], width: usize, [left, right]: [usize; 2], rows: [usize; 2], color: Pixel) {
    for row in pixels.chunks_mut(width).take(rows[1]).skip(rows[0]) {
        row[left..right.min(width)].fill(color);
    }
}

/// The colour of an ending: its minimum's; ink for cycles; paler ink for chaos.
fn color(ending: Ending, look: &Look) -> RGBColor {
    match ending {
        Ending::Point(Some(minimum)) => basins::hue(minimum, look),
        Ending::Chaos => mix(look.paper, look.ink, 0.5),
        _ => look.ink,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    #[test]
    fn a_place_is_a_dot_of_its_minimums_colour_and_divergence_is_grey() {
        let look = Look::new(false, Palette::BlueOrange, 1.0, "");
        let axes = axes([0.0, 0.1], [-2.0, 2.0], "");
        let endings = [(Ending::Point(Some(2)), &[[0.0, 1.0], [9.0, 1.0]][..]), (Ending::Diverged, &[])];
        let size = (300, 100);
        let frame = axes.frame(size, &look);
        let [Item::Image(image), _] = strip(&endings, axes, size, &look) else { panic!("no image") };
        let pixels = image.colors.pixels(image.width, image.height);
        let at = |x: f64, y: f64| {
            let [px, py] = frame.to_px([x, y]);
            pixels[(py as usize - frame.top as usize) * image.width + px as usize - frame.left as usize]
        };
        assert_eq!(at(0.02, 0.0), opaque(basins::hue(2, &look)));
        assert_eq!(at(0.02, 1.0), [0; 4]);
        assert_eq!(at(0.08, 1.0), opaque(mix(look.paper, look.ink, 0.1)));
    }
}
