//! The plane of the inputs: what the data set's and the boundary's pictures have in common.

use crate::axes::{Axes, Axis, Key, Sign};
use crate::frame::Frame;
use crate::look::Look;
use backprop_core::data::Split;
use backprop_core::numeric::field::View;

/// Labelled points in a part of the plane.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    /// The part that is shown.
    pub view: View,
    /// `[x₁, x₂]` of every point.
    pub points: &'a [[f64; 2]],
    /// The class of every point, 0 or 1.
    pub classes: &'a [u8],
    /// The training part and the test part.
    pub split: &'a Split,
    /// The words.
    pub labels: PlaneLabels<'a>,
}

/// The words of a picture of the plane. Empty ones are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaneLabels<'a> {
    /// Stands over the plot.
    pub title: &'a str,
    /// The names of the two coordinates.
    pub axes: [&'a str; 2],
    /// The names of the two classes.
    pub classes: [&'a str; 2],
    /// The names of the training part and the test part.
    pub parts: [&'a str; 2],
}

impl<'a> Plane<'a> {
    /// Title, keys and axes; `grid` is for hairlines in the plot.
    pub fn axes(&self, grid: bool, look: &Look) -> Axes<'a> {
        let PlaneLabels { title, axes, classes, parts } = self.labels;
        let [blue, orange] = look.classes;
        let signs = [Sign::Dot(blue), Sign::Dot(orange), Sign::Dot(look.muted), Sign::Ring(look.muted)];
        let labels = [classes[0], classes[1], parts[0], parts[1]];
        let keys = signs.into_iter().zip(labels).map(|(sign, label)| Key { sign, label });
        let axis = |range, label| Axis { range, label, grid, joined: false };
        Axes {
            title,
            keys: keys.filter(|key| !key.label.is_empty()).collect(),
            x: axis(self.view.x, axes[0]),
            y: axis(self.view.y, axes[1]),
        }
    }

    /// The frame of the plot in an area of `size` device pixels.
    pub fn frame(&self, size: (u32, u32), look: &Look) -> Frame {
        self.axes(false, look).frame(size, look)
    }
}
