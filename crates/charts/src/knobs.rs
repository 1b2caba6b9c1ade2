//! The start page's two pictures: a network of two neurons a layer, and the loss over one of its parameters.

use crate::frame::{Frame, Margins};
use crate::look::Look;
use crate::network::Tile;
use crate::picture::{Colors, Image, Ink, Item, Path, Pixel, Shape, opaque};
use backprop_core::knobs::{CORNERS, RANGE, Reading};

/// The edge of a neuron's tile in CSS pixels: at least, at most, and as a share of the picture's width.
const TILE: ([f64; 2], f64) = ([46.0, 76.0], 0.125);
/// The edge of a target's tile, as a share of a neuron's.
const TARGET: f64 = 0.6;
/// Between an output and its target, in CSS pixels.
const BESIDE: f64 = 16.0;
/// The middles of the two rows of neurons, as shares of the picture's height.
const ROWS: [f64; 2] = [0.25, 0.76];
/// The place of a weight’s number on a level edge, as a share of it.
const LEVEL: f64 = 0.5;
/// The same on a slanted edge: before the two cross.
const SLANTED: f64 = 0.36;
/// From a tile to the number of its bias below it, in CSS pixels.
const BELOW: f64 = 17.0;
/// The number of a bias stands so far left of the middle of its tile, away from the weights that leave it.
const ASIDE: f64 = 8.0;
/// The length of a wave, in layers.
const WAVE: f64 = 0.45;
/// Room beside the loss curve, in CSS pixels: half the thumb of the slider under it.
const THUMB: f64 = 8.0;
/// Losses at the lower and the upper edge of the curve.
pub const LOSSES: [f64; 2] = [0.0, 0.5];
/// The number of points of the curve.
pub const POINTS: usize = 81;
/// Half the length of the tangent, in CSS pixels.
const TANGENT: f64 = 48.0;

/// The places of everything, in CSS pixels.
#[derive(Clone, Debug)]
pub struct Places {
    /// The neurons, layer by layer.
    pub tiles: Vec<Tile>,
    /// The targets of the outputs.
    pub targets: Vec<Tile>,
    /// The middle of each parameter's number, in the order of the network's parameters.
    pub numbers: Vec<[f64; 2]>,
}

/// A wave that travels through the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wave {
    /// The layers that it has passed.
    pub passed: f64,
    /// True if it travels from the outputs to the inputs.
    pub back: bool,
}

impl Places {
    /// In a picture of this size, for layers of two neurons each.
    pub fn new(layers: usize, width: f64, height: f64) -> Self {
        let ([least, most], share) = TILE;
        let size = (width * share).clamp(least, most).round();
        let small = (size * TARGET).round();
        let gap = (width - size * layers as f64 - small - BESIDE) / (layers - 1) as f64;
        let tops = ROWS.map(|row| (height * row - size / 2.0).round());
        let across = |layer: usize| (layer as f64 * (size + gap)).round();
        let tiles: Vec<Tile> =
            (0..layers).flat_map(|layer| tops.map(|top| Tile { left: across(layer), top, size })).collect();
        let left = across(layers - 1) + size + BESIDE;
        let targets = tops.map(|top| Tile { left, top: (top + (size - small) / 2.0).round(), size: small });
        let mut numbers = Vec::new();
        for pair in tiles.chunks(2).collect::<Vec<_>>().windows(2) {
            for (from, source) in pair[0].iter().enumerate() {
                for (to, target) in pair[1].iter().enumerate() {
                    let share = if from == to { LEVEL } else { SLANTED };
                    numbers.push(part(edge(source, target), share));
                }
            }
            numbers.extend(
                pair[1]
                    .iter()
                    .map(|tile| [tile.left + tile.size / 2.0 - ASIDE, tile.top + tile.size + BELOW]),
            );
        }
        Self { tiles, targets: targets.to_vec(), numbers }
    }

    /// The edges between a layer and the next, in the order of its weights.
    fn edges(&self, layer: usize) -> Vec<[[f64; 2]; 2]> {
        let [before, after] = [layer, layer + 1].map(|layer| &self.tiles[2 * layer..2 * layer + 2]);
        before.iter().flat_map(|from| after.iter().map(move |to| edge(from, to))).collect()
    }

    fn layers(&self) -> usize {
        self.tiles.len() / 2
    }
}

/// From the right edge of a tile to the left edge of another.
fn edge(from: &Tile, to: &Tile) -> [[f64; 2]; 2] {
    [[from.left + from.size, from.top + from.size / 2.0], [to.left, to.top + to.size / 2.0]]
}

/// The place at a share of a line.
fn part([[x0, y0], [x1, y1]]: [[f64; 2]; 2], share: f64) -> [f64; 2] {
    [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]
}

/// The network: weights as lines, neurons as squares of their four values, targets beside the outputs. The
/// `chosen` parameter stands out.
pub fn network(
    places: &Places,
    reading: &Reading,
    chosen: usize,
    wave: Option<Wave>,
    look: &Look,
) -> Vec<Item<'static>> {
    let mut items = Vec::new();
    let scaled = |line: [[f64; 2]; 2]| line.map(|place| place.map(|length| length * look.scale));
    let mut index = 0;
    for layer in 0..places.layers() - 1 {
        for line in places.edges(layer) {
            let weight = reading.parameters[index];
            let strength = (weight.abs() / RANGE[1]).min(1.0);
            let color = look.signs[usize::from(weight < 0.0)];
            let halo = Ink::stroke(look.ink, 0.22, (9.0 + 5.0 * strength) * look.scale);
            items.push(Item::Path(Path {
                shape: Shape::Lines(vec![scaled(line)]),
                under: (index == chosen).then_some(halo),
                ink: Ink::stroke(color, 0.45 + 0.5 * strength, (1.0 + 5.0 * strength) * look.scale),
                round: true,
            }));
            index += 1;
        }
        // The biases of the layer after it.
        index += 2;
    }
    items.extend(wave.and_then(|wave| travelling(places, wave, look)));
    let pixels =
        |values: [f64; 4]| values.map(|value| opaque(look.palette.color(1.0 - value, look))).to_vec();
    let last = 2 * (places.layers() - 1);
    for (neuron, (tile, values)) in places.tiles.iter().zip(&reading.values).enumerate() {
        let shares = values.map(|value| if neuron < last { f64::midpoint(value, 1.0) } else { value });
        items.extend(square(tile, pixels(shares), look));
    }
    for (class, tile) in places.targets.iter().enumerate() {
        let target = CORNERS.map(|(_, wanted)| f64::from(u8::from(wanted == class)));
        items.extend(square(tile, pixels(target), look));
    }
    items
}

/// Four pixels, framed.
fn square(tile: &Tile, pixels: Vec<Pixel>, look: &Look) -> [Item<'static>; 2] {
    let [left, top, size] = [tile.left, tile.top, tile.size].map(|length| look.px(length));
    let edge = size as usize;
    let image = Image { left, top, width: edge, height: edge, colors: Colors::Cells(2, pixels) };
    let corners = [[left, top], [left + size, top + size]].map(|place| place.map(f64::from));
    let ink = Ink::stroke(look.muted, 0.6, look.scale);
    [
        Item::Image(image),
        Item::Path(Path { shape: Shape::Rectangle(corners), under: None, ink, round: false }),
    ]
}

/// The part of the edges that a wave is on, if there is any.
fn travelling(places: &Places, wave: Wave, look: &Look) -> Option<Item<'static>> {
    let mut lines = Vec::new();
    let spaces = places.layers() - 1;
    for layer in 0..spaces {
        let passed = wave.passed - if wave.back { spaces - 1 - layer } else { layer } as f64;
        let [from, to] = [passed - WAVE, passed].map(|share| share.clamp(0.0, 1.0));
        if from < to {
            for mut line in places.edges(layer) {
                if wave.back {
                    line.reverse();
                }
                lines.push([from, to].map(|share| part(line, share).map(|length| length * look.scale)));
            }
        }
    }
    let ink = Ink::stroke(look.signs[usize::from(wave.back)], 1.0, 7.0 * look.scale);
    (!lines.is_empty()).then_some(Item::Path(Path {
        shape: Shape::Lines(lines),
        under: None,
        ink,
        round: true,
    }))
}

/// The values of a parameter at which its curve is drawn.
pub fn abscissae() -> Vec<f64> {
    let [low, high] = RANGE;
    (0..POINTS).map(|i| low + (high - low) * i as f64 / (POINTS - 1) as f64).collect()
}

/// The loss over the `chosen` parameter, with the point where it is, and the tangent whose slope is its
/// derivative. `losses` belong to [`abscissae`]; `size` is in device pixels.
pub fn slope(
    reading: &Reading,
    chosen: usize,
    losses: &[f64],
    size: (u32, u32),
    look: &Look,
) -> Vec<Item<'static>> {
    let margins = Margins { left: THUMB, right: THUMB, top: 4.0, bottom: 4.0 };
    let frame = Frame::new(size, margins, RANGE, LOSSES, look);
    let points: Vec<[f64; 2]> =
        abscissae().into_iter().zip(losses).map(|(w, &loss)| frame.clamp(frame.to_px([w, loss]))).collect();
    let curve = points.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    let (w, derivative) = (reading.parameters[chosen], reading.gradient[chosen]);
    let at = frame.clamp(frame.to_px([w, reading.loss]));
    // One step to the right, in device pixels.
    let along =
        [frame.width() / (RANGE[1] - RANGE[0]), -derivative * frame.height() / (LOSSES[1] - LOSSES[0])];
    let reach = TANGENT * look.scale / length(along);
    let tangent = [-reach, reach].map(|share| [at[0] + along[0] * share, at[1] + along[1] * share]);
    let foot = [at[0], f64::from(frame.bottom)];
    let axis = [frame.left, frame.right].map(|x| [f64::from(x), f64::from(frame.bottom)]);
    let line = |lines: Vec<[[f64; 2]; 2]>, ink| {
        Item::Path(Path { shape: Shape::Lines(lines), under: None, ink, round: true })
    };
    vec![
        line(vec![axis], Ink::stroke(look.grid, 1.0, look.scale)),
        line(vec![[at, foot]], Ink::stroke(look.muted, 0.5, look.scale)),
        line(curve, Ink::stroke(look.accent, 1.0, 2.0 * look.scale)),
        line(vec![tangent], Ink::stroke(look.signs[1], 1.0, 3.0 * look.scale)),
        Item::Path(Path {
            shape: Shape::Circles(vec![at], 6.0 * look.scale),
            under: Some(Ink::stroke(look.paper, 1.0, 4.0 * look.scale)),
            ink: Ink::fill(look.ink, 1.0),
            round: false,
        }),
    ]
}

/// The length of a vector.
fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}
