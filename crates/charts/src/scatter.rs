//! Points by class, training and test part told apart.

use crate::frame::Frame;
use crate::look::Look;
use crate::picture::{Ink, Item, Path, Shape};
use crate::plane::Plane;

/// The most points in a group: this many, or this part of all if that is more.
const GROUP: usize = 250;
const GROUPS: usize = 8;
/// The share of the plot that all points together may hide.
const SHARE: f64 = 0.1;
/// The smallest and the largest radius, in CSS pixels.
const RADII: [f64; 2] = [1.7, 4.0];
/// The width of a training point's paper outline, in CSS pixels, and its opacity.
const OUTLINE: f64 = 0.6;
const OUTLINE_OPACITY: f64 = 0.7;
/// A test point is a ring, this much larger than a training point, in CSS pixels;
const RING_OUTSET: f64 = 0.3;
/// inside it is paper of this share of the radius
const RING_HOLE: f64 = 0.6;
/// and of this opacity.
const HOLE_OPACITY: f64 = 0.9;

/// The data set in an area of `size` device pixels: axes, with hairlines where there is a `grid`; then the
/// points from bottom to top, in groups that look the same; the number of groups does not depend on the
/// size. Training points are filled, test points hollow.
pub fn data<'a>(plane: &Plane<'a>, grid: bool, size: (u32, u32), look: &Look) -> Vec<Item<'a>> {
    let frame = plane.frame(size, look);
    let most = GROUP.max(plane.points.len().div_ceil(GROUPS));
    let mut picture = vec![Item::Axes(plane.axes(grid, look))];
    for class in [0, 1] {
        for (part, filled) in [(&plane.split.train, true), (&plane.split.test, false)] {
            let of_class = part.iter().filter(|&&index| plane.classes[index] == class);
            let places: Vec<[f64; 2]> = of_class.map(|&index| frame.to_px(plane.points[index])).collect();
            for places in places.chunks(most) {
                let radius = radius(&frame, plane.points.len(), look);
                picture.push(group(places, radius, usize::from(class), filled, look));
            }
        }
    }
    picture
}

fn group(places: &[[f64; 2]], radius: f64, class: usize, filled: bool, look: &Look) -> Item<'static> {
    let (color, scale) = (look.classes[class], look.scale);
    let (radius, under, ink) = if filled {
        let outline = Ink::stroke(look.paper, OUTLINE_OPACITY, OUTLINE * scale);
        (radius + OUTLINE / 2.0, Ink::fill(color, 1.0), outline)
    } else {
        let outer = radius + RING_OUTSET;
        let hole = outer * RING_HOLE;
        let ring = Ink::stroke(color, 1.0, (outer - hole) * scale);
        (f64::midpoint(outer, hole), Ink::fill(look.paper, HOLE_OPACITY), ring)
    };
    let shape = Shape::Circles(places.to_vec(), radius * scale);
    Item::Path(Path { shape, under: Some(under), ink, round: false })
}

/// The radius of `count` points in CSS pixels: many points are smaller, so that the field between
/// them is seen.
fn radius(frame: &Frame, count: usize, look: &Look) -> f64 {
    let plot = frame.width() * frame.height() / (look.scale * look.scale);
    (SHARE * plot / (std::f64::consts::PI * count.max(1) as f64)).sqrt().clamp(RADII[0], RADII[1])
}
