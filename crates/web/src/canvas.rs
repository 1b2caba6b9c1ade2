//! A canvas on the page and the few strokes that plotters has no words for.

use crate::convert::describe;
use crate::error::{Failure, argument};
use backprop_core::config::Code;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::style::RGBColor;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Most device pixels of a canvas, each of which takes four bytes: beyond any screen.
const MOST_PIXELS: f64 = 64e6;

/// A canvas and its context, ready to be drawn on.
pub struct Sheet {
    canvas: HtmlCanvasElement,
    pub context: CanvasRenderingContext2d,
    /// Device pixels.
    pub width: f64,
    /// Device pixels.
    pub height: f64,
}

impl Sheet {
    /// The canvas, wiped clean.
    pub fn clean(canvas: &JsValue) -> Result<Self, Failure> {
        let sheet = Self::of(canvas)?;
        sheet.clear();
        Ok(sheet)
    }

    /// Wipes the canvas.
    pub fn clear(&self) {
        self.context.clear_rect(0.0, 0.0, self.width, self.height);
    }

    /// The canvas as it is.
    pub fn of(canvas: &JsValue) -> Result<Self, Failure> {
        let refuse = |code, value, expected| argument(code, "canvas", value, None, expected);
        let wrong_type = || refuse(Code::WrongType, describe(canvas), "a canvas with a 2d context");
        let canvas = canvas.dyn_ref::<HtmlCanvasElement>().ok_or_else(wrong_type)?.clone();
        // It throws for an object that only inherits from a canvas.
        let context = canvas.get_context("2d").ok().flatten().ok_or_else(wrong_type)?.unchecked_into();
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        if width * height > MOST_PIXELS {
            let size = format!("{width} × {height}");
            return Err(refuse(Code::OutOfRange, size, "a canvas of at most 64 million pixels"));
        }
        Ok(Self { canvas, context, width, height })
    }

    /// The whole canvas, for what plotters draws.
    pub fn area(&self) -> Result<DrawingArea<CanvasBackend, Shift>, Failure> {
        let backend = CanvasBackend::with_canvas_object(self.canvas.clone());
        Ok(backend.ok_or("this canvas has no 2d context")?.into_drawing_area())
    }

    /// Device pixels across and down.
    pub fn size(&self) -> (u32, u32) {
        (self.width as u32, self.height as u32)
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

/// `rgb(r g b / opacity)`.
pub fn css(color: RGBColor, opacity: f64) -> String {
    let RGBColor(r, g, b) = color;
    format!("rgb({r} {g} {b} / {opacity})")
}

/// A colour as a pixel, RGBA.
pub fn opaque(color: RGBColor) -> [u8; 4] {
    [color.0, color.1, color.2, 255]
}
