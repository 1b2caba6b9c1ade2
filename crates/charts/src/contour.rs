//! Lines of equal value, joined from segments, and what they enclose.

use backprop_core::numeric::field::{Field, View};
use std::collections::BTreeMap;

/// A closed line around a part of the view.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outline {
    /// Its corners, in the order of walking.
    pub points: Vec<[f64; 2]>,
    /// The area that it encloses.
    pub area: f64,
    /// True if the field is at or above the level just inside; below it in a hole.
    pub above: bool,
}

/// A place, counted in millionths of a cell.
type Key = [i64; 2];

/// The outlines of where the field is at or above `level`, and of the holes in there.
///
/// Outlines of all levels of a field never cross. Filled from the largest to the smallest they
/// are the whole picture, with simple polygons and no rule for holes.
pub(crate) fn outlines(field: &Field, level: f64) -> Vec<Outline> {
    let walled = walled(field, level);
    let loops = join(&walled.iso_line(level), cell(&walled));
    let outline = |index: usize| {
        let others = loops.iter().enumerate().filter(|&(other, _)| other != index);
        let depth = others.filter(|(_, other)| encloses(other, loops[index][0])).count();
        let points: Vec<[f64; 2]> = loops[index].iter().map(|&point| inside(field.view, point)).collect();
        Outline { area: area(&points).abs(), points, above: depth % 2 == 0 }
    };
    (0..loops.len()).map(outline).collect()
}

fn inside(View { x, y }: View, point: [f64; 2]) -> [f64; 2] {
    [point[0].max(x[0]).min(x[1]), point[1].max(y[0]).min(y[1])]
}

fn cell(field: &Field) -> [f64; 2] {
    let side = |[low, high]: [f64; 2], nodes: usize| (high - low) / (nodes - 1) as f64;
    [side(field.view.x, field.columns), side(field.view.y, field.rows())]
}

/// The field in a ring of nodes below `level`, so that all lines are closed. Values that are not
/// numbers lie below as well.
fn walled(field: &Field, level: f64) -> Field {
    let below = level - 1.0;
    let [dx, dy] = cell(field);
    let View { x, y } = field.view;
    let view = View { x: [x[0] - dx, x[1] + dx], y: [y[0] - dy, y[1] + dy] };
    let columns = field.columns + 2;
    let mut values = vec![below; columns];
    for row in field.values.chunks(field.columns) {
        values.push(below);
        values.extend(row.iter().map(|&value| if value.is_finite() { value } else { below }));
        values.push(below);
    }
    values.resize(values.len() + columns, below);
    Field { view, columns, values }
}

/// Joins segments at common ends to lines, each from one end to the other, or round and back to its start.
/// Segments no longer than a rounding error, as at a node on the line, are left out: they could be joined
/// in more than one way.
pub(crate) fn join(segments: &[[[f64; 2]; 2]], cell: [f64; 2]) -> Vec<Vec<[f64; 2]>> {
    let long =
        |[from, to]: &[[f64; 2]; 2]| (0..2).any(|axis| (to[axis] - from[axis]).abs() > cell[axis] * 1e-6);
    let segments: Vec<[[f64; 2]; 2]> = segments.iter().copied().filter(long).collect();
    let mut ends: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, end) in segments.as_flattened().iter().enumerate() {
        ends.entry(keys(*end, cell, 0.0)[0]).or_default().push(index);
    }
    let mut used = vec![false; segments.len()];
    // The other end of an unused segment that has an end here.
    let next = |at: [f64; 2], used: &mut Vec<bool>| {
        let near = keys(at, cell, 0.25).into_iter().filter_map(|key| ends.get(&key)).flatten();
        let end = near.copied().find(|end| !used[end / 2])?;
        used[end / 2] = true;
        Some(segments.as_flattened()[end ^ 1])
    };
    let mut lines = Vec::new();
    for (index, &[from, to]) in segments.iter().enumerate() {
        if std::mem::replace(&mut used[index], true) {
            continue;
        }
        let mut line = vec![from, to];
        for _ in 0..2 {
            while let Some(point) = next(line[line.len() - 1], &mut used) {
                line.push(point);
            }
            line.reverse();
        }
        lines.push(line);
    }
    lines
}

/// The keys of the places within `slack` millionths of a cell. Both cells at an edge compute the
/// crossing, rounded differently, and may give it different keys.
fn keys(point: [f64; 2], cell: [f64; 2], slack: f64) -> [Key; 4] {
    let round = |axis: usize, slack: f64| (point[axis] / cell[axis] * 1e6 + slack).round() as i64;
    [(-slack, -slack), (-slack, slack), (slack, -slack), (slack, slack)]
        .map(|(x, y)| [round(0, x), round(1, y)])
}

/// The sides of a closed polygon.
fn sides(points: &[[f64; 2]]) -> impl Iterator<Item = [[f64; 2]; 2]> + '_ {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(&from, &to)| [from, to])
}

/// Positive if counter-clockwise.
fn area(points: &[[f64; 2]]) -> f64 {
    sides(points).map(|[a, b]| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

fn encloses(points: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crossed = |[a, b]: &[[f64; 2]; 2]| {
        (a[1] > y) != (b[1] > y) && x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
    };
    sides(points).filter(crossed).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    const VIEW: View = View { x: [-2.0, 2.0], y: [-2.0, 2.0] };

    fn lines(field: &Field, level: f64) -> Vec<Vec<[f64; 2]>> {
        join(&field.iso_line(level), cell(field))
    }

    fn radius_field(nodes: usize) -> Field {
        Field::sample(VIEW, nodes, nodes, |[x, y]| x.hypot(y))
    }

    #[test]
    fn a_circle_is_one_line_back_to_its_start() {
        let lines = lines(&radius_field(81), 1.0);
        assert_eq!(lines.len(), 1);
        let line = &lines[0];
        let [from, to] = [line[0], line[line.len() - 1]];
        assert!((from[0] - to[0]).abs() < 1e-9 && (from[1] - to[1]).abs() < 1e-9);
        assert!((area(line).abs() - PI).abs() < 0.01);
    }

    #[test]
    fn a_straight_line_goes_from_edge_to_edge() {
        let lines = lines(&Field::sample(VIEW, 33, 20, |[x, y]| x + 0.3 * y), 0.1);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0][0][1] - lines[0][lines[0].len() - 1][1]).abs(), 4.0);
    }

    /// The area at or above a level.
    fn area_above(field: &Field, level: f64) -> f64 {
        outlines(field, level)
            .iter()
            .map(|outline| if outline.above { outline.area } else { -outline.area })
            .sum()
    }

    #[test]
    fn outlines_end_at_the_edges_of_the_view() {
        assert!((area_above(&Field::sample(VIEW, 9, 9, |[x, _]| x), 1.0) - 4.0).abs() < 1e-9);
        assert!((area_above(&Field::sample(VIEW, 9, 9, |_| 3.0), 1.0) - 16.0).abs() < 1e-9);
        assert!(outlines(&Field::sample(VIEW, 9, 9, |_| f64::NAN), 1.0).is_empty());
    }

    #[test]
    fn a_hole_is_left_out_and_an_island_in_it_is_not() {
        // At least 1/2 where the distance from a circle of radius 1.3 is small, and in the middle.
        let ring = |[x, y]: [f64; 2]| {
            let radius = x.hypot(y);
            (1.0 - (radius - 1.3).abs()).max(0.7 - radius)
        };
        let field = Field::sample(VIEW, 161, 161, ring);
        let expected = PI * (1.8 * 1.8 - 0.8 * 0.8 + 0.2 * 0.2);
        assert!((area_above(&field, 0.5) - expected).abs() < 0.02);
    }
}
