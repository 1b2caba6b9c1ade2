//! A function on a grid over the plane: sampling, interpolation, iso-lines.

/// A rectangle of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Left and right end.
    pub x: [f64; 2],
    /// Lower and upper end.
    pub y: [f64; 2],
}

/// Values at the nodes of a regular grid, rows from the lower end of the view upwards; the outer
/// nodes lie on the edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The rectangle that it covers.
    pub view: View,
    /// Nodes per row, at least 2.
    pub columns: usize,
    /// `rows × columns` values.
    pub values: Vec<f64>,
}

impl View {
    /// The smallest view that holds all `points`, widened on every side by `margin`.
    pub fn around(points: &[[f64; 2]], margin: f64) -> Self {
        let range = |axis: usize| {
            let (low, high) = points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| {
                (low.min(point[axis]), high.max(point[axis]))
            });
            [low - margin, high + margin]
        };
        Self { x: range(0), y: range(1) }
    }

    /// The nodes of a grid over this view, in the order of [`Field::values`].
    pub fn nodes(self, columns: usize, rows: usize) -> impl Iterator<Item = [f64; 2]> {
        let at = |[low, high]: [f64; 2], i: usize, n: usize| low + (high - low) * (i as f64 / (n - 1) as f64);
        (0..rows).flat_map(move |row| {
            (0..columns).map(move |column| [at(self.x, column, columns), at(self.y, row, rows)])
        })
    }
}

impl Field {
    /// `f` at every node.
    pub fn sample(view: View, columns: usize, rows: usize, f: impl FnMut([f64; 2]) -> f64) -> Self {
        Self { view, columns, values: view.nodes(columns, rows).map(f).collect() }
    }

    /// Nodes per column.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// The smallest and largest finite value, if any is finite.
    pub fn range(&self) -> Option<[f64; 2]> {
        let finite = self.values.iter().copied().filter(|value| value.is_finite());
        finite.fold(None, |range, value| {
            let [low, high] = range.unwrap_or([value; 2]);
            Some([low.min(value), high.max(value)])
        })
    }

    /// An image of the field: bilinear interpolation at `width × height` pixel centres, rows from
    /// the top, as images have them; `level` maps a value to an index into `colors`.
    ///
    /// Values between two nodes of a row are monotonic, and `level` must be too: it is not called
    /// between nodes at which it is equal.
    pub fn image<C: Copy>(
        &self,
        width: usize,
        height: usize,
        colors: &[C],
        level: impl Fn(f64) -> usize,
    ) -> Vec<C> {
        let (columns, rows) = (self.columns, self.rows());
        let position = |i: usize, n: usize, nodes: usize| {
            let at = (i as f64 + 0.5) / n as f64 * (nodes - 1) as f64;
            let cell = (at as usize).min(nodes - 2);
            (cell, at - cell as f64)
        };
        let across: Vec<(usize, f64)> = (0..width).map(|i| position(i, width, columns)).collect();
        let cells: Vec<&[(usize, f64)]> = across.chunk_by(|(a, _), (b, _)| a == b).collect();
        let mut image = Vec::with_capacity(width * height);
        let (mut row, mut levels) = (vec![0.0; columns], vec![0; columns]);
        for i in 0..height {
            let (cell, part) = position(height - 1 - i, height, rows);
            let (below, above) = self.values[cell * columns..(cell + 2) * columns].split_at(columns);
            for column in 0..columns {
                row[column] = below[column] + (above[column] - below[column]) * part;
                levels[column] = level(row[column]);
            }
            for pixels in &cells {
                let (cell, _) = pixels[0];
                if levels[cell] == levels[cell + 1] {
                    image.resize(image.len() + pixels.len(), colors[levels[cell]]);
                } else {
                    let (left, right) = (row[cell], row[cell + 1]);
                    image.extend(pixels.iter().map(|(_, part)| colors[level(left + (right - left) * part)]));
                }
            }
        }
        image
    }

    /// The line on which the interpolated field equals `level`, as segments `[from, to]`.
    ///
    /// Marching squares; a saddle is joined by the value at its centre. Cells with a corner that is
    /// not finite are left out.
    pub fn iso_line(&self, level: f64) -> Vec<[[f64; 2]; 2]> {
        let (columns, rows) = (self.columns, self.rows());
        let nodes: Vec<[f64; 2]> = self.view.nodes(columns, rows).collect();
        let inside: Vec<bool> = self.values.iter().map(|&value| value >= level).collect();
        let mut segments = Vec::new();
        for row in 0..rows - 1 {
            for column in 0..columns - 1 {
                let i = row * columns + column;
                // Counter-clockwise from the lower left.
                let corners = [i, i + 1, i + columns + 1, i + columns];
                if corners[1..].iter().all(|&corner| inside[corner] == inside[i]) {
                    continue;
                }
                cell_segments(
                    corners.map(|i| nodes[i]),
                    corners.map(|i| self.values[i] - level),
                    &mut segments,
                );
            }
        }
        segments
    }
}

/// The zero line within a cell; each edge has at most one crossing.
fn cell_segments(corners: [[f64; 2]; 4], values: [f64; 4], out: &mut Vec<[[f64; 2]; 2]>) {
    if !values.iter().all(|value| value.is_finite()) {
        return;
    }
    let inside = values.map(|value| value >= 0.0);
    let crossings: Vec<(usize, [f64; 2])> = (0..4)
        .filter(|&edge| inside[edge] != inside[(edge + 1) % 4])
        .map(|edge| {
            let (from, to) = (edge, (edge + 1) % 4);
            let part = values[from] / (values[from] - values[to]);
            let at = |axis: usize| corners[from][axis] + (corners[to][axis] - corners[from][axis]) * part;
            (edge, [at(0), at(1)])
        })
        .collect();
    match crossings[..] {
        [(_, from), (_, to)] => out.push([from, to]),
        [(_, a), (_, b), (_, c), (_, d)] => {
            let centre_inside = values.iter().sum::<f64>() >= 0.0;
            // Segments around corners 1 and 3, or 0 and 2: the pair that the centre does not belong to.
            if centre_inside == inside[0] {
                out.extend([[a, b], [c, d]]);
            } else {
                out.extend([[b, c], [d, a]]);
            }
        }
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: View = View { x: [-1.0, 1.0], y: [-2.0, 2.0] };

    #[test]
    fn an_image_of_a_plane_has_its_values_upside_down() {
        let field = Field::sample(VIEW, 5, 9, |[x, y]| 3.0 * x + y);
        let colors: Vec<usize> = (0..40).collect();
        let level = |value: f64| (4.0 * (value + 5.0)) as usize;
        let image = field.image(4, 4, &colors, level);
        let centre = |i: usize, low: f64, size: f64| low + (i as f64 + 0.5) / 4.0 * size;
        for (i, color) in image.into_iter().enumerate() {
            let value = 3.0 * centre(i % 4, -1.0, 2.0) + centre(3 - i / 4, -2.0, 4.0);
            assert_eq!(color, level(value + 1e-9), "pixel {i}");
        }
    }

    #[test]
    fn an_image_is_the_same_as_if_every_pixel_had_been_asked_for() {
        let field = Field::sample(VIEW, 12, 7, |[x, y]| if x > 0.8 { f64::NAN } else { x * y * y });
        let level = |value: f64| if value.is_nan() { 8 } else { ((value + 4.0) as usize).min(7) };
        let colors: [usize; 9] = std::array::from_fn(|level| level);
        for (width, height) in [(40, 30), (5, 3), (1, 1), (12, 7)] {
            let image = field.image(width, height, &colors, level);
            assert_eq!(image.len(), width * height);
            for (i, color) in image.into_iter().enumerate() {
                let at = |i: usize, n: usize, nodes: usize| (i as f64 + 0.5) / n as f64 * (nodes - 1) as f64;
                let (x, y) = (at(i % width, width, 12), at(height - 1 - i / width, height, 7));
                let (column, row) = ((x as usize).min(10), (y as usize).min(5));
                let (right, up) = (x - column as f64, y - row as f64);
                let node = |c: usize, r: usize| field.values[r * 12 + c];
                let rise = |c: usize| node(c, row) + (node(c, row + 1) - node(c, row)) * up;
                let value = rise(column) + (rise(column + 1) - rise(column)) * right;
                assert_eq!(color, level(value), "{width} × {height}, pixel {i}");
            }
        }
    }

    #[test]
    fn the_iso_line_of_a_circle_lies_on_it_and_is_as_long() {
        let view = View { x: [-2.0, 2.0], y: [-2.0, 2.0] };
        let field = Field::sample(view, 80, 80, |[x, y]| x * x + y * y);
        let segments = field.iso_line(1.0);
        let length: f64 = segments.iter().map(|[a, b]| libm::hypot(a[0] - b[0], a[1] - b[1])).sum();
        assert!((length - 2.0 * std::f64::consts::PI).abs() < 0.01, "{length}");
        for [x, y] in segments.as_flattened() {
            assert!((x * x + y * y - 1.0).abs() < 2e-3);
        }
    }

    #[test]
    fn a_saddle_is_split_by_its_centre() {
        let square = |values: [f64; 4]| Field {
            view: View { x: [0.0, 1.0], y: [0.0, 1.0] },
            columns: 2,
            values: vec![values[0], values[1], values[3], values[2]],
        };
        // Corners 0 and 2 are high and so is the centre: the line cuts off corners 1 and 3.
        for [from, to] in square([3.0, -1.0, 3.0, -1.0]).iso_line(0.0) {
            let middle = [0, 1].map(|axis| f64::midpoint(from[axis], to[axis]));
            assert!((middle[0] - middle[1]).abs() > 0.5, "{middle:?}");
        }
    }

    #[test]
    fn values_that_are_not_finite_have_no_line_and_no_range() {
        let field = Field::sample(VIEW, 4, 4, |_| f64::NAN);
        assert!(field.iso_line(0.0).is_empty());
        assert_eq!(field.range(), None);
    }
}
