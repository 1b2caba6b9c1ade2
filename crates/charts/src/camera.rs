//! A camera around a box, with matplotlib's elevation, azimuth and perspective.
//!
//! At elevation 90° one looks straight down, at azimuth 0° from the far end of the x axis; a growing
//! azimuth walks around the box counter-clockwise, as seen from above. Source: matplotlib's
//! `mplot3d`: a box of 4 : 4 : 3, seen from ten units away.

/// The sides of matplotlib's box.
const BOX: [f64; 3] = [1.190_5, 1.190_5, 0.892_9];
/// The distance of the eye from the box's middle.
const DISTANCE: f64 = 10.0;
/// The radius of the sphere around the box, a little more than half its diagonal: whatever way the
/// box is turned, it stays inside.
const RADIUS: f64 = 0.97;

/// A view of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    right: [f64; 3],
    up: [f64; 3],
    towards: [f64; 3],
}

impl Camera {
    /// Angles in degrees.
    pub fn new(elevation: f64, azimuth: f64) -> Self {
        let [[se, ce], [sa, ca]] = [elevation, azimuth].map(sine_and_cosine);
        Self { right: [-sa, ca, 0.0], up: [-se * ca, -se * sa, ce], towards: [ce * ca, ce * sa, se] }
    }

    /// A place in the box, each coordinate 0 … 1, as seen: right and up from −1 to 1, and how near
    /// it is to the eye.
    pub fn see(&self, place: [f64; 3]) -> [f64; 3] {
        let centred: [f64; 3] = std::array::from_fn(|axis| (place[axis] - 0.5) * BOX[axis]);
        let along = |direction: [f64; 3]| (0..3).map(|axis| direction[axis] * centred[axis]).sum::<f64>();
        let near = along(self.towards);
        let zoom = DISTANCE / (DISTANCE - near) / RADIUS;
        [along(self.right) * zoom, along(self.up) * zoom, near]
    }
}

/// Sine and cosine of an angle in degrees, to 15 digits. The standard library's take angles of any size,
/// at seven kilobytes of WebAssembly.
fn sine_and_cosine(degrees: f64) -> [f64; 2] {
    let quarters = (degrees / 90.0 + 0.5).floor();
    let angle = (degrees - 90.0 * quarters).to_radians();
    // 1 − x²/2·3 (1 − x²/4·5 (…)), and likewise the cosine: within 45° nine terms are enough.
    let series = |first: u32| {
        (0..9).rev().fold(1.0, |sum, k| {
            let n = f64::from(first + 2 * k);
            1.0 - angle * angle / (n * (n + 1.0)) * sum
        })
    };
    let (sine, cosine) = (angle * series(2), series(1));
    match (quarters - 4.0 * (quarters / 4.0).floor()) as u8 {
        0 => [sine, cosine],
        1 => [cosine, -sine],
        2 => [-sine, -cosine],
        _ => [-cosine, sine],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_and_cosines_are_those_of_the_standard_library() {
        for degrees in (-800..800).map(|angle| f64::from(angle) * 0.9) {
            let (sine, cosine) = degrees.to_radians().sin_cos();
            let [s, c] = sine_and_cosine(degrees);
            // The standard library's angle is rounded before its quadrant is found.
            assert!((s - sine).abs() < 4e-15 && (c - cosine).abs() < 4e-15, "{degrees}");
        }
    }

    #[test]
    fn from_above_and_from_the_sides_it_is_as_matplotlib_shows_it() {
        let seen = |elevation, azimuth, place| Camera::new(elevation, azimuth).see(place);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        // Azimuth −90° is matplotlib's front: x to the right, z up, y into the depth.
        let [right, up, near] = seen(0.0, -90.0, [1.0, 0.5, 0.5]);
        assert!(right > 0.5 && close(up, 0.0) && close(near, 0.0));
        assert!(seen(0.0, -90.0, [0.5, 0.5, 1.0])[1] > 0.4);
        assert!(seen(0.0, -90.0, [0.5, 1.0, 0.5])[2] < 0.0);
        // From above, x to the right and y up.
        let [right, up, _] = seen(90.0, -90.0, [1.0, 1.0, 0.5]);
        assert!(close(right, up) && up > 0.5);
        // The chapter's view: x comes towards the eye and to the left, y goes to the right.
        let [x, y] = [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5]].map(|place| seen(60.0, -30.0, place));
        assert!(x[2] > 0.0 && x[1] < 0.0 && y[0] > 0.0 && y[0] > x[0]);
    }

    #[test]
    fn the_box_stays_in_the_picture_however_it_is_turned() {
        for elevation in (-90..=90).step_by(15) {
            for azimuth in (-180..180).step_by(15) {
                let camera = Camera::new(f64::from(elevation), f64::from(azimuth));
                for corner in 0..8 {
                    let place = [corner & 1, corner >> 1 & 1, corner >> 2].map(f64::from);
                    let [right, up, _] = camera.see(place);
                    assert!(right.hypot(up) <= 1.12, "{elevation} {azimuth}: {right} {up}");
                }
            }
        }
    }
}
