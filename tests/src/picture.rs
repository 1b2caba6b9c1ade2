//! Pictures as numbers: read, made smaller, blurred, looked for in larger ones, and compared.

use std::iter::repeat_n;

/// Red, green and blue, 0 … 255.
type Colour = [f32; 3];

/// Channels that differ by less look the same.
const SAME: f32 = 12.0;

/// The number of candidate parts that are compared in full.
const LIKELY: usize = 24;

/// A picture, row by row from the top.
pub struct Picture {
    width: usize,
    height: usize,
    /// Its colours.
    pub pixels: Vec<Colour>,
}

/// The pictures of a stream of PPM, one after the other; none if it is something else.
pub fn all_of_ppm(mut bytes: &[u8]) -> Option<Vec<Picture>> {
    let mut pictures = Vec::new();
    while !bytes.is_empty() {
        // "P6", width, height and the largest value, each with one white space behind.
        let mut words = bytes.splitn(5, u8::is_ascii_whitespace);
        let mut word = || std::str::from_utf8(words.next()?).ok();
        let (kind, width, height, largest) = (word()?, word()?, word()?, word()?);
        let (width, height): (usize, usize) = (width.parse().ok()?, height.parse().ok()?);
        let rest = words.next().filter(|_| kind == "P6" && largest == "255")?;
        let (picture, after) = rest.split_at_checked(3 * width * height)?;
        pictures.push(Picture::of_rgb(width, picture));
        bytes = after;
    }
    Some(pictures)
}

impl Picture {
    /// Of three bytes for each pixel.
    pub fn of_rgb(width: usize, bytes: &[u8]) -> Self {
        let pixels: Vec<Colour> =
            bytes.chunks_exact(3).map(|colour| [colour[0], colour[1], colour[2]].map(f32::from)).collect();
        Self { width, height: pixels.len() / width, pixels }
    }

    /// White, of the same size.
    #[must_use]
    pub fn white(&self) -> Self {
        Self { pixels: repeat_n([255.0; 3], self.pixels.len()).collect(), ..*self }
    }

    /// Every colour is the mean of its neighbours: what is off by half a pixel becomes nearly the same.
    #[must_use]
    pub fn blurred(&self) -> Self {
        self.averaged(1).averaged(self.width)
    }

    /// Every colour is the mean of seven that lie `stride` apart: in a row, or in a column.
    fn averaged(&self, stride: usize) -> Self {
        let last = self.pixels.len() - 1;
        let mean = |i: usize| {
            let mut sum = [0.0; 3];
            for k in 0..7 {
                let there = self.pixels[(i + k * stride).saturating_sub(3 * stride).min(last)];
                for part in 0..3 {
                    sum[part] += there[part] / 7.0;
                }
            }
            sum
        };
        Self { pixels: (0..=last).map(mean).collect(), ..*self }
    }

    /// The part of a page most like this picture: the best at all points of the [`LIKELY`] best at a few.
    #[must_use]
    pub fn found_on(&self, pages: &[Self]) -> Option<Self> {
        let points = self.sample_points();
        let mut likely: Vec<(f32, usize, usize)> = Vec::new();
        for (i, page) in pages.iter().enumerate() {
            let right = page.width.checked_sub(self.width)?;
            let down = page.height.checked_sub(self.height)?;
            for top in 0..=down {
                for left in 0..=right {
                    let corner = top * page.width + left;
                    let worst =
                        likely.last().filter(|_| likely.len() == LIKELY).map_or(f32::INFINITY, |last| last.0);
                    let mut sum = 0.0;
                    for &point in &points {
                        let there = corner + point / self.width * page.width + point % self.width;
                        sum += apart(page.pixels[there], self.pixels[point]);
                        if sum >= worst {
                            break;
                        }
                    }
                    if sum < worst {
                        likely.truncate(LIKELY - 1);
                        likely.insert(likely.partition_point(|other| other.0 < sum), (sum, i, corner));
                    }
                }
            }
        }
        let all: Vec<usize> = (0..self.pixels.len()).collect();
        let parts = likely.into_iter().map(|(_, i, corner)| self.part(&pages[i], corner));
        parts.min_by(|a, b| distance(a, self, &all).total_cmp(&distance(b, self, &all)))
    }

    /// As large a part of a page, from this pixel on.
    fn part(&self, page: &Self, corner: usize) -> Self {
        let rows = (0..self.height).flat_map(|y| &page.pixels[corner + y * page.width..][..self.width]);
        Self { pixels: rows.copied().collect(), ..*self }
    }

    /// The pixels to compare first: some that are not white, then some that are.
    fn sample_points(&self) -> Vec<usize> {
        let is_white = |&i: &usize| apart(self.pixels[i], [255.0; 3]) < SAME;
        let (white, ink): (Vec<usize>, Vec<usize>) = (0..self.pixels.len()).partition(is_white);
        let some = |of: &[usize], count: usize| -> Vec<usize> {
            (0..count.min(of.len())).map(|i| of[i * 7919 % of.len()]).collect()
        };
        [some(&ink, 40), some(&white, 20)].concat()
    }
}

/// The difference of two colours in the channel that differs most.
fn apart(one: Colour, other: Colour) -> f32 {
    let mut most: f32 = 0.0;
    for i in 0..3 {
        most = most.max((one[i] - other[i]).abs());
    }
    most
}

/// The pixels in which two pictures of one size do not look the same.
pub fn differs(one: &Picture, other: &Picture) -> Vec<usize> {
    (0..one.pixels.len()).filter(|&i| apart(one.pixels[i], other.pixels[i]) > SAME).collect()
}

/// The sum of the differences of two pictures of one size at these pixels.
pub fn distance(one: &Picture, other: &Picture, at: &[usize]) -> f32 {
    at.iter().map(|&i| apart(one.pixels[i], other.pixels[i])).sum()
}
