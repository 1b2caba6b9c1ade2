//! A field in levels: equal parts of a range, each with its colour. A canvas gets pixels of it, SVG
//! outlines that are sharp at any size.

use crate::look::Look;
use crate::pen::Pen;
use crate::picture::{Image, Pixel, opaque};
use crate::polyline::simplify;
use crate::{Area, Outcome, contour};
use backprop_core::numeric::field::Field;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// The largest error of an outline, in CSS pixels.
pub(crate) const TOLERANCE: f64 = 0.15;

/// A field and the colours of its levels.
#[derive(Clone, Debug)]
pub struct Levels<'a> {
    /// Its values.
    pub field: &'a Field,
    /// From the start of the first level to the end of the last; values beyond belong to these two.
    /// If both are the same, every value is in the middle.
    pub range: [f64; 2],
    /// In the order of the levels.
    pub colors: Vec<RGBColor>,
    /// The colour of values that are not numbers.
    pub no_number: RGBColor,
}

impl Levels<'_> {
    /// The colours of `width × height` pixels, row by row from the top.
    pub fn pixels(&self, width: usize, height: usize) -> Vec<Pixel> {
        let colors: Vec<Pixel> = self.colors.iter().chain([&self.no_number]).copied().map(opaque).collect();
        let (place, count) = (self.place(), self.colors.len());
        let level = |value| {
            let place = place(value);
            if place.is_nan() { count } else { (place as usize).min(count - 1) }
        };
        self.field.image(width, height, &colors, level)
    }

    /// The position of a value among the levels: the k-th of them, from 0, goes from k to k + 1.
    fn place(&self) -> impl Fn(f64) -> f64 + use<> {
        let [from, to] = self.range;
        let count = self.colors.len() as f64;
        let (factor, middle) = if from == to { (0.0, count / 2.0) } else { (count / (to - from), 0.0) };
        move |value| (value - from) * factor + middle
    }
}

/// Fills the levels' outlines, from the largest area to the smallest.
///
/// # Errors
/// The backend's.
pub fn fill<DB: DrawingBackend>(area: &Area<DB>, image: &Image, levels: &Levels, look: &Look) -> Outcome<DB> {
    let pen = Pen::new(area, look);
    let (field, colors) = (levels.field, &levels.colors);
    let frame = image.frame(field.view);
    let place = levels.place();
    let places = Field { values: field.values.iter().map(|&value| place(value)).collect(), ..*field };
    let range = places.range().map(|range| range.map(|place| (place as usize).min(colors.len() - 1)));
    let corners = [[frame.left, frame.top], [frame.right, frame.bottom]];
    let Some([lowest, highest]) = range else { return pen.rectangle(corners, levels.no_number) };
    pen.rectangle(corners, colors[lowest])?;
    let mut areas: Vec<_> = (lowest + 1..=highest)
        .flat_map(|level| {
            let outlines = contour::outlines(&places, level as f64);
            outlines.into_iter().map(move |outline| (level - usize::from(!outline.above), outline))
        })
        .collect();
    areas.sort_by(|(_, a), (_, b)| b.area.total_cmp(&a.area));
    for (level, outline) in areas {
        let points: Vec<[f64; 2]> =
            outline.points.iter().map(|&point| frame.clamp(frame.to_px(point))).collect();
        pen.polygon(&simplify(&points, TOLERANCE * look.scale), colors[level])?;
    }
    Ok(())
}
