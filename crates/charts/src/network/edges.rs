//! The edges as curves: weights, or the numbers that flow along them.
//!
//! Edges are faint, those of the neuron in focus strong. Below a fifth of its layer's largest |w| a
//! weight is not drawn, and of a wide layer only the strongest are; width and opacity grow with
//! |w|. A neuron in focus draws all of its own.

use super::layout::Layout;
use crate::look::Look;
use crate::picture::{Ink, Item, Path, Shape};

/// Weights below this share of the layer's largest are not drawn.
const FAINTEST: f64 = 0.2;
/// Most weights that are drawn without focus, over all layers.
const MOST_WEIGHTS: usize = 720;
/// Curves are batched into this many strengths of each sign.
const STRENGTHS: usize = 6;
/// The factor of the other edges' opacity while a neuron is in focus.
const QUIET: f64 = 0.25;

/// The edges from a layer to the next, 0 being the inputs, with these values on them:
/// `[fan_in × fan_out]`. `focus` is the neuron brought forward.
pub fn edges(
    layout: &Layout,
    layer: usize,
    values: &[f64],
    focus: Option<usize>,
    look: &Look,
) -> Vec<Item<'static>> {
    let (before, after) = (layout.layer(layer), layout.layer(layer + 1));
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return Vec::new();
    }
    let faintest = faintest_drawn(values, largest * FAINTEST, MOST_WEIGHTS / layout.spaces());
    // The others, then those in focus; in each the negative ones by strength, then the positive ones.
    let mut batches = vec![Vec::new(); 4 * STRENGTHS];
    for (i, &value) in values.iter().enumerate() {
        let (from, to) = (i / after.len(), i % after.len());
        let in_focus = focus.is_some_and(|focus| {
            focus == layout.starts[layer] + from || focus == layout.starts[layer + 1] + to
        });
        if value.abs() < faintest && !in_focus {
            continue;
        }
        let strength = ((value.abs() / largest * STRENGTHS as f64) as usize).min(STRENGTHS - 1);
        let kind = 2 * usize::from(in_focus) + usize::from(value >= 0.0);
        let [start, end] = [(before[from], 1.0), (after[to], 0.0)].map(|(tile, part)| {
            [tile.left + tile.size * part, tile.top + tile.size / 2.0].map(|place| place * look.scale)
        });
        batches[kind * STRENGTHS + strength].push([start, end]);
    }
    let quiet = if focus.is_some() { QUIET } else { 1.0 };
    let filled = batches.into_iter().enumerate().filter(|(_, curves)| !curves.is_empty());
    filled.map(|(batch, curves)| Item::Path(path(batch, curves, quiet, look))).collect()
}

fn path(batch: usize, curves: Vec<[[f64; 2]; 2]>, quiet: f64, look: &Look) -> Path {
    let (kind, strength) = (batch / STRENGTHS, batch % STRENGTHS);
    let share = (strength as f64 + 0.5) / STRENGTHS as f64;
    let (opacity, width) = if kind < 2 {
        (quiet * (0.08 + 0.72 * share * share), 0.5 + 1.6 * share)
    } else {
        (0.35 + 0.65 * share, 0.8 + 2.4 * share)
    };
    // Blue is positive, orange negative.
    let color = look.signs[1 - kind % 2];
    let ink = Ink::stroke(color, opacity, width * look.scale);
    Path { shape: Shape::Curves(curves), under: None, ink, round: false }
}

/// The size from which on values are drawn: at least `faintest`, and no more than the `most`
/// strongest.
fn faintest_drawn(values: &[f64], faintest: f64, most: usize) -> f64 {
    let too_many = |size: f64| values.iter().filter(|value| value.abs() >= size).count() > most;
    if !too_many(faintest) {
        return faintest;
    }
    // Bisects the bits: doubles that are not negative are ordered as their bits are.
    let (mut below, mut above) = (faintest.to_bits(), f64::INFINITY.to_bits());
    while above - below > 1 {
        let middle = u64::midpoint(below, above);
        *if too_many(f64::from_bits(middle)) { &mut below } else { &mut above } = middle;
    }
    f64::from_bits(above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    fn drawn(values: &[f64], focus: Option<usize>) -> Vec<Path> {
        let look = Look::new(false, Palette::BlueOrange, 2.0, "");
        let fan_in = values.len() / 2;
        let items = edges(&Layout::new(&[fan_in, 2], 400.0, 300.0), 0, values, focus, &look);
        items
            .into_iter()
            .filter_map(|item| if let Item::Path(path) = item { Some(path) } else { None })
            .collect()
    }

    fn curves(paths: &[Path]) -> usize {
        let count = |path: &Path| if let Shape::Curves(curves) = &path.shape { curves.len() } else { 0 };
        paths.iter().map(count).sum()
    }

    #[test]
    fn the_stronger_the_value_the_stronger_its_curve_and_signs_have_their_colours() {
        let paths = drawn(&[1.0, -0.5, 0.1, 0.0], None);
        let [weak, strong] = &paths[..] else { panic!("{paths:?}") };
        let look = Look::new(false, Palette::BlueOrange, 2.0, "");
        assert_eq!([weak, strong].map(|path| path.ink.color), [look.signs[1], look.signs[0]]);
        assert!(weak.ink.opacity < strong.ink.opacity && weak.ink.width < strong.ink.width);
    }

    #[test]
    fn a_neuron_in_focus_has_all_of_its_edges_and_the_others_stand_back() {
        let values = [1.0, -0.5, 0.1, 0.0];
        let [free, focused] = [None, Some(1)].map(|focus| drawn(&values, focus));
        assert_eq!([curves(&free), curves(&focused)], [2, 4]);
        assert!(focused[0].ink.opacity < free[0].ink.opacity);
    }

    #[test]
    fn of_a_wide_layer_only_the_strongest_are_drawn_in_a_few_strokes() {
        let values: Vec<f64> = (0..2000).map(|i| (f64::from(i) * 0.37).sin()).collect();
        let paths = drawn(&values, None);
        assert!(curves(&paths) <= MOST_WEIGHTS && curves(&paths) > MOST_WEIGHTS * 9 / 10);
        assert!(paths.len() <= 2 * STRENGTHS);
    }

    #[test]
    fn zeros_and_infinities_have_no_curves() {
        assert!(drawn(&[0.0; 4], None).is_empty());
        assert!(drawn(&[f64::INFINITY; 4], None).is_empty());
    }
}
