//! Pictures as SVG documents: for the native programs and for tests.

use crate::levels::{self, TOLERANCE};
use crate::look::Look;
use crate::picture::{Colors, Image, Ink, Item, Path, Pixel, Shape, opaque};
use crate::polyline::simplify;
use crate::{Area, contour, png};
use plotters::prelude::{DrawingBackend, IntoDrawingArea, SVGBackend};
use std::fmt::Write;

/// Units of the document per CSS pixel. Plotters has whole coordinates only; tenths of a pixel keep
/// curves smooth at any size.
const UNITS: u32 = 10;

/// plotters-svg divides font sizes by this.
const TEXT_SCALE: f64 = 1.24;

/// A field of more levels than these is shaded smoothly: an image of a pixel per CSS pixel, instead of an
/// outline for every level.
const MOST_OUTLINED: usize = 32;

/// The error of a scene on this backend.
pub type SvgError =
    plotters::drawing::DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>;

/// A document to draw on; at first, paper.
#[derive(Debug)]
pub struct Sheet {
    size: (u32, u32),
    /// The look, whose device pixels are the document's units.
    pub look: Look,
    body: String,
}

/// Draws a picture of `size` CSS pixels on `look.paper`. `title` is what assistive technology reads.
///
/// # Errors
/// Those of `draw`.
pub fn document<E>(
    (width, height): (u32, u32),
    title: &str,
    look: &Look,
    draw: impl FnOnce(&mut Sheet) -> Result<(), E>,
) -> Result<String, E> {
    let size = (width * UNITS, height * UNITS);
    let look = Look { scale: UNITS.into(), text_scale: TEXT_SCALE, ..look.clone() };
    let mut sheet = Sheet { size, look, body: String::new() };
    // Writing to a string cannot fail: only the picture itself can.
    let _ = sheet.scene(|area, look| area.fill(&look.paper));
    draw(&mut sheet)?;
    let ((across, down), title, body) = (size, escaped(title), sheet.body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {across} {down}\" role=\"img\" stroke-linejoin=\"round\" \
         font-variant=\"tabular-nums\">\n<title>{title}</title>\n{body}</svg>\n"
    ))
}

impl Sheet {
    /// In units.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Draws a scene with plotters.
    ///
    /// # Errors
    /// Those of `draw`.
    pub fn scene<T, E>(
        &mut self,
        draw: impl FnOnce(&Area<SVGBackend>, &Look) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut text = String::new();
        let drawn = draw(&SVGBackend::with_string(&mut text, self.size).into_drawing_area(), &self.look)?;
        let inner = text.split_once(">\n").map_or("", |(_, rest)| rest.trim_end_matches("</svg>\n"));
        self.body += &tidy(inner);
        Ok(drawn)
    }

    /// Paints a picture that was made for this size and look.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn paint(&mut self, picture: &[Item]) -> Result<(), SvgError> {
        for item in picture {
            match item {
                Item::Axes(axes) => {
                    self.scene(|area, look| axes.draw(area, look))?;
                }
                Item::Path(path) => self.path(path),
                Item::Image(image) => match &image.colors {
                    Colors::Levels(levels) if levels.colors.len() <= MOST_OUTLINED => {
                        self.scene(|area, look| levels::fill(area, image, levels, look))?;
                    }
                    Colors::Levels(_) => {
                        let [width, height] = [image.width, image.height].map(|edge| edge / UNITS as usize);
                        self.image(image, width, &image.colors.pixels(width, height), "auto");
                    }
                    Colors::Cells(columns, cells) => self.image(image, *columns, cells, "pixelated"),
                },
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) {
        let data = self.path_data(&path.shape);
        let cap = if path.round { " stroke-linecap=\"round\"" } else { "" };
        let inks: Vec<Ink> = path.under.into_iter().chain([path.ink]).collect();
        // A fill and the stroke upon it are one element.
        for inks in inks.chunk_by(|under, over| under.width.is_none() && over.width.is_some()) {
            let fill = if inks[0].width.is_none() { "" } else { " fill=\"none\"" };
            let attributes: String = inks.iter().map(attributes).collect();
            self.put(format_args!("<path{fill}{attributes}{cap} d=\"{data}\"/>"));
        }
    }

    fn path_data(&self, shape: &Shape) -> String {
        let mut data = String::new();
        let mut put = |letter: &str, numbers: &[f64]| {
            let numbers: Vec<String> = numbers.iter().map(|number| rounded(*number, 1.0)).collect();
            data += letter;
            data += &numbers.join(" ");
        };
        match shape {
            Shape::Lines(lines) => {
                for line in contour::join(lines, [1.0; 2]) {
                    put("M", simplify(&line, TOLERANCE * self.look.scale).as_flattened());
                }
            }
            Shape::Curves(curves) => {
                for &[[x0, y0], [x1, y1]] in curves {
                    let middle = f64::midpoint(x0, x1);
                    put("M", &[x0, y0]);
                    put("C", &[middle, y0, middle, y1, x1, y1]);
                }
            }
            Shape::Circles(places, radius) => {
                let (r, across) = (*radius, 2.0 * radius);
                for [x, y] in places {
                    put("M", &[x - r, *y]);
                    put("a", &[r, r, 0.0, 1.0, 0.0, across, 0.0, r, r, 0.0, 1.0, 0.0, -across, 0.0]);
                }
            }
            Shape::Rectangle([[left, top], [right, bottom]]) => {
                put("M", &[*left, *top, *right, *top, *right, *bottom, *left, *bottom]);
                put("Z", &[]);
            }
        }
        data
    }

    fn image(&mut self, image: &Image, columns: usize, pixels: &[Pixel], rendering: &str) {
        let Image { left, top, width, height, .. } = image;
        let place = format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"");
        let source = png::data_url(pixels, columns);
        let fit = format!("preserveAspectRatio=\"none\" image-rendering=\"{rendering}\"");
        self.put(format_args!("<image {place} {fit} href=\"{source}\"/>"));
    }

    fn put(&mut self, element: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}

fn attributes(ink: &Ink) -> String {
    let [r, g, b, _] = opaque(ink.color);
    let kind = if ink.width.is_some() { "stroke" } else { "fill" };
    let part = rounded(ink.opacity, 1000.0);
    let opacity = if ink.opacity < 1.0 { format!(" {kind}-opacity=\"{part}\"") } else { String::new() };
    let width = ink.width.map(|width| format!(" stroke-width=\"{}\"", rounded(width, 10.0)));
    format!(" {kind}=\"#{r:02X}{g:02X}{b:02X}\"{opacity}{}", width.unwrap_or_default())
}

/// Rounds to multiples of 1 / `parts`, without a sign before a zero.
fn rounded(number: f64, parts: f64) -> String {
    ((number * parts).round() / parts + 0.0).to_string()
}

/// Removes attributes with default values, which are a third of the file, and the rounding errors of
/// sizes that were multiplied and divided by 1.24.
fn tidy(body: &str) -> String {
    body.replace(".00000000000001\"", "\"")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" \"/>", "\"/>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
