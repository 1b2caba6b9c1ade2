//! The place of a picture in its area, and the conversion between data and pixels.

use crate::look::Look;

/// The plot's rectangle in device pixels of the whole area, and the ranges that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge of the plot.
    pub left: i32,
    /// Upper edge of the plot.
    pub top: i32,
    /// Right edge of the plot.
    pub right: i32,
    /// Lower edge of the plot.
    pub bottom: i32,
    /// The values at the left and at the right edge.
    pub x: [f64; 2],
    /// The values at the lower and at the upper edge.
    pub y: [f64; 2],
}

/// Room around a plot for labels, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// For the labels of the vertical axis.
    pub left: f64,
    /// For title and keys.
    pub top: f64,
    /// For half of the last label.
    pub right: f64,
    /// For the labels of the horizontal axis.
    pub bottom: f64,
}

impl Frame {
    /// The frame of an area of `size` device pixels; an area that is too small keeps one pixel.
    pub fn new((width, height): (u32, u32), margins: Margins, x: [f64; 2], y: [f64; 2], look: &Look) -> Self {
        let (left, top) = (look.px(margins.left), look.px(margins.top));
        Self {
            left,
            top,
            right: (width as i32 - look.px(margins.right)).max(left + 1),
            bottom: (height as i32 - look.px(margins.bottom)).max(top + 1),
            x,
            y,
        }
    }

    /// Width of the plot in device pixels.
    pub fn width(&self) -> f64 {
        f64::from(self.right - self.left)
    }

    /// Height of the plot in device pixels.
    pub fn height(&self) -> f64 {
        f64::from(self.bottom - self.top)
    }

    /// The place of `[x, y]`, in device pixels of the whole area.
    pub fn to_px(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            f64::from(self.left) + (x - self.x[0]) / (self.x[1] - self.x[0]) * self.width(),
            f64::from(self.bottom) - (y - self.y[0]) / (self.y[1] - self.y[0]) * self.height(),
        ]
    }

    /// The data at a place in device pixels of the whole area.
    pub fn from_px(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            self.x[0] + (x - f64::from(self.left)) / self.width() * (self.x[1] - self.x[0]),
            self.y[0] + (f64::from(self.bottom) - y) / self.height() * (self.y[1] - self.y[0]),
        ]
    }

    /// Returns whether a place in device pixels lies in the plot.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        (f64::from(self.left)..=f64::from(self.right)).contains(&x)
            && (f64::from(self.top)..=f64::from(self.bottom)).contains(&y)
    }

    /// The nearest place in the plot.
    pub fn clamp(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        // std's `clamp` would bring its panic message, and with it the formatting of numbers.
        let [left, right, top, bottom] = [self.left, self.right, self.top, self.bottom].map(f64::from);
        [x.max(left).min(right), y.max(top).min(bottom)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Palette;

    const MARGINS: Margins = Margins { left: 36.0, top: 24.0, right: 8.0, bottom: 20.0 };

    fn frame(size: (u32, u32), scale: f64) -> Frame {
        let look = Look::new(false, Palette::BlueOrange, scale, "");
        Frame::new(size, MARGINS, [-1.5, 2.5], [0.0, 0.3], &look)
    }

    #[test]
    fn pixels_invert_what_was_drawn() {
        let frame = frame((640, 480), 2.0);
        for point in [[-1.5, 0.0], [2.5, 0.3], [0.1, 0.123], [9.0, -4.0]] {
            let back = frame.from_px(frame.to_px(point));
            assert!((back[0] - point[0]).abs() < 1e-12 && (back[1] - point[1]).abs() < 1e-12);
        }
    }

    #[test]
    fn the_ranges_end_at_the_edges_and_up_is_up() {
        let frame = frame((320, 200), 1.0);
        assert_eq!(frame.to_px([-1.5, 0.0]), [36.0, 180.0]);
        assert_eq!(frame.to_px([2.5, 0.3]), [312.0, 24.0]);
    }

    #[test]
    fn an_area_without_room_still_has_a_plot() {
        let frame = frame((10, 10), 1.0);
        assert!(frame.width() >= 1.0 && frame.height() >= 1.0);
    }
}
