//! Lines as sequences of points in pixels: fewer points for the same line, and dashes.

/// The most points that are checked at once; it bounds the work per point.
const WINDOW: usize = 64;

/// The points that a line needs so that no other is further than `tolerance` from it.
///
/// Plotters rounds to whole pixels. With a point in every column a gentle slope becomes a
/// staircase; with the few points that matter it stays a slope, and the path is cheaper. Points are
/// decided from first to last, so a line that grows at its end keeps its shape.
pub(crate) fn simplify(points: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut kept = vec![first];
    let mut anchor = 0;
    for end in 2..points.len() {
        let between = &points[anchor + 1..end];
        let far = |&point: &[f64; 2]| distance(point, [points[anchor], points[end]]) > tolerance;
        if between.len() >= WINDOW || between.iter().any(far) {
            anchor = end - 1;
            kept.push(points[anchor]);
        }
    }
    if points.len() > 1 {
        kept.push(last);
    }
    kept
}

/// The distance of a point from a segment.
fn distance([x, y]: [f64; 2], [from, to]: [[f64; 2]; 2]) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((x - from[0]) * dx + (y - from[1]) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (x - from[0] - along * dx).hypot(y - from[1] - along * dy)
}

/// Cuts a line into dashes of length `on` with gaps of `off` between them. A long line gets fewer,
/// longer ones, in powers of two, so that there are never more than `most`.
pub(crate) fn dashes(points: &[[f64; 2]], on: f64, off: f64, most: usize) -> Vec<Vec<[f64; 2]>> {
    let length: f64 =
        points.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum();
    let mut unit = 1.0;
    while length > (on + off) * unit * most as f64 && unit < 1e6 {
        unit *= 2.0;
    }
    let lengths = [on * unit, off * unit];
    let (mut out, mut dash) = (Vec::new(), points.first().map_or(Vec::new(), |&first| vec![first]));
    let (mut drawing, mut left) = (true, lengths[0]);
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let segment = (to[0] - from[0]).hypot(to[1] - from[1]);
        let mut done = 0.0;
        while segment - done > left {
            done += left;
            let part = done / segment;
            let at = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
            if drawing {
                dash.push(at);
                out.push(std::mem::take(&mut dash));
            } else {
                dash = vec![at];
            }
            drawing = !drawing;
            left = lengths[usize::from(!drawing)];
        }
        left -= segment - done;
        if drawing {
            dash.push(to);
        }
    }
    if dash.len() > 1 {
        out.push(dash);
    }
    out
}

/// The part of a segment inside the rectangle `[[left, top], [right, bottom]]`, if any is.
///
/// Source: Liang & Barsky, *ACM Transactions on Graphics* 3 (1984).
pub(crate) fn clip([from, to]: [[f64; 2]; 2], [low, high]: [[f64; 2]; 2]) -> Option<[[f64; 2]; 2]> {
    let [mut enter, mut leave] = [0.0, 1.0];
    for axis in 0..2 {
        let run = to[axis] - from[axis];
        if !run.is_finite() {
            return None;
        }
        if run == 0.0 {
            if from[axis] < low[axis] || from[axis] > high[axis] {
                return None;
            }
            continue;
        }
        let [a, b] = [low, high].map(|edge| (edge[axis] - from[axis]) / run);
        enter = f64::max(enter, f64::min(a, b));
        leave = f64::min(leave, f64::max(a, b));
    }
    let at = |part: f64| [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * part);
    (enter <= leave).then(|| [at(enter), at(leave)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_that_leaves_the_picture_is_cut_at_its_edge() {
        let picture = [[0.0, 0.0], [10.0, 10.0]];
        assert_eq!(clip([[5.0, 5.0], [5.0, 1e300]], picture), Some([[5.0, 5.0], [5.0, 10.0]]));
        assert_eq!(clip([[-10.0, 2.0], [30.0, 2.0]], picture), Some([[0.0, 2.0], [10.0, 2.0]]));
        assert_eq!(clip([[-1.0, 2.0], [-1.0, 8.0]], picture), None);
        assert_eq!(clip([[5.0, 5.0], [f64::INFINITY, 5.0]], picture), None);
    }

    fn wave(count: usize) -> Vec<[f64; 2]> {
        (0..count).map(|i| [i as f64 / 4.0, 40.0 * (i as f64 / 90.0).sin()]).collect()
    }

    #[test]
    fn a_simplified_line_passes_every_point_within_the_tolerance() {
        let points = wave(1100);
        let kept = simplify(&points, 0.3);
        assert!(kept.len() < 120, "{}", kept.len());
        for &point in &points {
            let nearest =
                kept.windows(2).map(|pair| distance(point, [pair[0], pair[1]])).fold(f64::INFINITY, f64::min);
            assert!(nearest <= 0.3, "{nearest}");
        }
    }

    #[test]
    fn a_line_that_grows_keeps_its_shape() {
        let (short, long) = (simplify(&wave(500), 0.3), simplify(&wave(900), 0.3));
        assert_eq!(short[..short.len() - 1], long[..short.len() - 1]);
    }

    #[test]
    fn peaks_are_kept() {
        let mut points: Vec<[f64; 2]> = (0..100).map(|i| [f64::from(i), 0.0]).collect();
        points[50][1] = 30.0;
        assert!(simplify(&points, 0.5).contains(&[50.0, 30.0]));
    }

    #[test]
    fn dashes_alternate_along_the_line_around_corners() {
        let corner = [[0.0, 0.0], [6.0, 0.0], [6.0, 10.0]];
        let expected =
            vec![vec![[0.0, 0.0], [4.0, 0.0]], vec![[6.0, 0.0], [6.0, 4.0]], vec![[6.0, 6.0], [6.0, 10.0]]];
        assert_eq!(dashes(&corner, 4.0, 2.0, 100), expected);
        assert_eq!(dashes(&corner, 4.0, 2.0, 2).len(), 2);
        assert!(dashes(&[], 4.0, 2.0, 9).is_empty());
    }
}
