//! A scene as an SVG document: for the native programs and for exports.

use crate::Area;
use crate::look::Look;
use plotters::prelude::{DrawingBackend, IntoDrawingArea, SVGBackend};

/// Units of the document per CSS pixel. Plotters has whole coordinates only; tenths of a pixel keep
/// curves smooth at any size.
const UNITS: u32 = 10;

/// plotters-svg divides font sizes by this.
const TEXT_SCALE: f64 = 1.24;

/// Draws a scene of `size` CSS pixels on `look.paper`. `title` is what assistive technology reads.
///
/// # Errors
/// The scene's.
pub fn document<E>(
    (width, height): (u32, u32),
    title: &str,
    look: &Look,
    scene: impl FnOnce(&Area<SVGBackend>, &Look) -> Result<(), E>,
) -> Result<String, E> {
    let look = Look { scale: UNITS.into(), text_scale: TEXT_SCALE, ..look.clone() };
    let (inner_width, inner_height) = (width * UNITS, height * UNITS);
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (inner_width, inner_height)).into_drawing_area();
        // A string takes everything: only the scene itself can fail.
        let _ = area.fill(&look.paper);
        scene(&area, &look)?;
        let _ = area.present();
    }
    let body = text.split_once(">\n").map_or("", |(_, body)| body);
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {inner_width} {inner_height}\" role=\"img\" stroke-linejoin=\"round\" \
         font-variant=\"tabular-nums\">\n<title>{}</title>\n",
        escaped(title)
    );
    Ok(head + &tidy(body))
}

/// Without attributes that say what holds anyway, which would be a third of the file, and without
/// the rounding of a size that was multiplied and divided by 1.24.
fn tidy(body: &str) -> String {
    body.replace(".00000000000001\"", "\"")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" \"/>", "\"/>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The error of a scene on this backend.
pub type SvgError =
    plotters::drawing::DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>;
