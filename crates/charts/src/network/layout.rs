//! The places of the neurons: a column per layer, tall layers in several columns side by side.

/// Most tiles above one another; a layer of 50 is two columns of 25. Very wide networks run out of
/// width first, and their columns become taller.
const ROWS: [usize; 4] = [25, 32, 43, 64];
/// Tiles of small layers grow up to this many CSS pixels.
const LARGEST: f64 = 96.0;
/// The least distance from tile to tile in CSS pixels, where there is room: a target for a finger.
const TARGET: f64 = 24.0;
/// Between tiles, as a share of their size.
const GAP: f64 = 0.12;
/// The least share of the width that is left to the weights.
const WEIGHTS: f64 = 0.55;

/// A neuron's square, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Length of an edge.
    pub size: f64,
}

/// The squares of all neurons, layer by layer, inputs first.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The squares.
    pub tiles: Vec<Tile>,
    /// The index of each layer's first tile, and one past the last tile.
    pub starts: Vec<usize>,
}

/// Columns of each layer and the edges of its tiles, with at most `rows` above one another.
fn edges(sizes: &[usize], rows: usize, width: f64, height: f64) -> (Vec<usize>, Vec<f64>) {
    let columns: Vec<usize> = sizes.iter().map(|size| size.div_ceil(rows)).collect();
    let all_columns: usize = columns.iter().sum();
    let across = (width * (1.0 - WEIGHTS) / (all_columns as f64 * (1.0 + GAP))).max(4.0);
    let edge = |(size, &columns): (&usize, &usize)| {
        let rows = size.div_ceil(columns).max(6);
        (height / (rows as f64 * (1.0 + GAP))).min(across).min(LARGEST).floor().max(4.0)
    };
    let edges = sizes.iter().zip(&columns).map(edge).collect();
    (columns, edges)
}

fn smallest(edges: &[f64]) -> f64 {
    edges.iter().copied().fold(f64::INFINITY, f64::min)
}

impl Layout {
    /// For these layer sizes, at least two, in a picture of `width × height` CSS pixels.
    pub fn new(sizes: &[usize], width: f64, height: f64) -> Self {
        let (columns, edges) = ROWS
            .map(|rows| edges(sizes, rows, width, height))
            .into_iter()
            .reduce(|best, next| if smallest(&next.1) > smallest(&best.1) { next } else { best })
            .unwrap_or_default();
        let all_columns = columns.iter().sum::<usize>() as f64;
        let least = if all_columns * TARGET <= width / 2.0 { TARGET } else { 0.0 };
        let across = |edge: f64, columns: usize| {
            (edge * (1.0 + GAP)).round().max(if columns > 1 { least } else { 0.0 })
        };
        let widths: Vec<f64> =
            edges.iter().zip(&columns).map(|(&edge, &n)| across(edge, n) * n as f64).collect();
        let gap = (width - widths.iter().sum::<f64>()) / (sizes.len() - 1) as f64;

        let mut layout = Self { tiles: Vec::new(), starts: vec![0] };
        let mut left = 0.0;
        for (layer, &size) in sizes.iter().enumerate() {
            let (columns, edge) = (columns[layer], edges[layer]);
            layout.column(size, columns, edge, across(edge, columns), left, height);
            left += widths[layer] + gap;
        }
        layout
    }

    fn column(&mut self, size: usize, columns: usize, edge: f64, across: f64, left: f64, height: f64) {
        let rows = size.div_ceil(columns);
        // Few neurons are further apart than many.
        let loose = if size <= 4 { edge * 0.7 } else { edge * GAP };
        let pitch = (edge + loose).max(TARGET).min((height - edge) / (rows.max(2) - 1) as f64);
        let top = (height - pitch * (rows - 1) as f64 - edge) / 2.0;
        for index in 0..size {
            let (column, row) = (index / rows, index % rows);
            self.tiles.push(Tile {
                left: (left + across * column as f64).round(),
                top: (top + pitch * row as f64).round(),
                size: edge,
            });
        }
        self.starts.push(self.tiles.len());
    }

    /// The number of spaces between layers, one for each matrix of weights.
    pub fn spaces(&self) -> usize {
        self.starts.len() - 2
    }

    /// The left and right ends of the space for the weights from a layer to the next: from the middle of its first
    /// column of tiles to that of the next layer's. Curves from a second column cross the first.
    pub fn space(&self, layer: usize) -> [f64; 2] {
        let middle = |tiles: &[Tile]| tiles.first().map_or(0.0, |tile| tile.left + tile.size / 2.0);
        [middle(self.layer(layer)), middle(self.layer(layer + 1))]
    }

    /// The tiles of a layer.
    pub fn layer(&self, layer: usize) -> &[Tile] {
        &self.tiles[self.starts[layer]..self.starts[layer + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_stay_inside_and_apart_at_every_size() {
        let shapes: [&[usize]; 4] =
            [&[2, 25, 50, 25, 2], &[2, 1, 2], &[2, 128, 128, 128, 128, 128, 128, 2], &[2, 3, 2]];
        for sizes in shapes {
            for (width, height) in [(300.0, 380.0), (720.0, 560.0), (1200.0, 800.0)] {
                let tiles = Layout::new(sizes, width, height).tiles;
                assert_eq!(tiles.len(), sizes.iter().sum::<usize>());
                for (i, a) in tiles.iter().enumerate() {
                    assert!(a.left >= 0.0 && a.left + a.size <= width + 1.0, "{sizes:?} {width} {a:?}");
                    assert!(a.top >= -1.0 && a.top + a.size <= height + 1.0, "{sizes:?} {height} {a:?}");
                    for b in &tiles[..i] {
                        let apart = a.left >= b.left + b.size - 0.5
                            || b.left >= a.left + a.size - 0.5
                            || a.top >= b.top + b.size - 0.5
                            || b.top >= a.top + a.size - 0.5;
                        assert!(apart, "{sizes:?} {width}×{height}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}
