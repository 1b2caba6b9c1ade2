//! A canvas on the page and the few strokes that plotters has no words for.

use crate::error::Failure;
use backprop_charts::Area;
use plotters::prelude::IntoDrawingArea;
use plotters::style::RGBColor;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A canvas and its context, ready to be drawn on.
pub struct Sheet {
    pub context: CanvasRenderingContext2d,
    /// Device pixels.
    pub width: f64,
    /// Device pixels.
    pub height: f64,
}

impl Sheet {
    /// The canvas, wiped clean.
    pub fn clean(canvas: &HtmlCanvasElement) -> Result<Self, Failure> {
        let sheet = Self::of(canvas)?;
        sheet.context.clear_rect(0.0, 0.0, sheet.width, sheet.height);
        Ok(sheet)
    }

    /// The canvas as it is.
    pub fn of(canvas: &HtmlCanvasElement) -> Result<Self, Failure> {
        let context = canvas.get_context("2d")?.ok_or("this canvas has no 2d context")?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        Ok(Self { context, width, height })
    }

    /// Strokes the current path.
    pub fn stroke(&self, color: RGBColor, opacity: f64, width: f64) {
        self.context.set_stroke_style_str(&css(color, opacity));
        self.context.set_line_width(width);
        self.context.stroke();
    }

    /// Fills the current path.
    pub fn fill(&self, color: RGBColor, opacity: f64) {
        self.context.set_fill_style_str(&css(color, opacity));
        self.context.fill();
    }

    /// Puts rows of RGBA bytes, from the top, at a device pixel.
    pub fn put(&self, rgba: &[u8], width: usize, left: f64, top: f64) -> Result<(), Failure> {
        let image = ImageData::new_with_u8_clamped_array(Clamped(rgba), width as u32)?;
        self.context.put_image_data(&image, left, top)
    }
}

/// The canvas for a scene of plotters.
pub fn area(canvas: &HtmlCanvasElement) -> Result<Area<CanvasBackend>, Failure> {
    let backend = CanvasBackend::with_canvas_object(canvas.clone());
    Ok(backend.ok_or("this canvas has no 2d context")?.into_drawing_area())
}

/// `rgb(r g b / opacity)`.
pub fn css(color: RGBColor, opacity: f64) -> String {
    let RGBColor(r, g, b) = color;
    format!("rgb({r} {g} {b} / {opacity})")
}
