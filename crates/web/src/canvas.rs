//! A canvas on the page: what plotters draws on, and what paints pictures that are lists.

use crate::convert::describe;
use crate::error::{Failure, argument};
use backprop_charts::look::Look;
use backprop_charts::picture::{Colors, Image, Ink, Item, Path, Shape};
use backprop_core::config::Code;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::style::RGBColor;
use plotters_canvas::CanvasBackend;
use std::f64::consts::TAU;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Most device pixels of a canvas, each of which takes four bytes: beyond any screen.
const MOST_PIXELS: f64 = 64e6;

/// A canvas and its context, ready to be drawn on.
pub struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
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
        self.wipe([0.0, self.width]);
    }

    /// Wipes it between two places across.
    pub fn wipe(&self, [from, to]: [f64; 2]) {
        self.context.clear_rect(from, 0.0, to - from, self.height);
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

    /// Paints a picture that was made for a canvas of this size and for this look.
    pub fn paint(&self, picture: &[Item], look: &Look) -> Result<(), Failure> {
        for item in picture {
            match item {
                Item::Axes(axes) if cfg!(any(feature = "network", feature = "himmelblau")) => {
                    axes.draw(&self.area()?, look).map_err(|error| error.to_string())?;
                }
                // The start page's pictures have no axes, so its part does not carry plotters.
                Item::Axes(_) => (),
                Item::Path(path) => self.path(path),
                Item::Image(image) => self.image(image)?,
            }
        }
        Ok(())
    }

    fn path(&self, path: &Path) {
        let context = &self.context;
        context.begin_path();
        match &path.shape {
            Shape::Lines(lines) | Shape::Curves(lines) => {
                let curved = matches!(path.shape, Shape::Curves(_));
                for &[[x0, y0], [x1, y1]] in lines {
                    context.move_to(x0, y0);
                    if curved {
                        let middle = f64::midpoint(x0, x1);
                        context.bezier_curve_to(middle, y0, middle, y1, x1, y1);
                    } else {
                        context.line_to(x1, y1);
                    }
                }
            }
            Shape::Circles(places, radius) => {
                for &[x, y] in places {
                    context.move_to(x + radius, y);
                    let _ = context.arc(x, y, *radius, 0.0, TAU);
                }
            }
            Shape::Rectangle([[left, top], [right, bottom]]) => {
                context.rect(*left, *top, right - left, bottom - top);
            }
        }
        if path.round {
            context.set_line_cap("round");
        }
        if let Some(under) = &path.under {
            self.ink(under);
        }
        self.ink(&path.ink);
        if path.round {
            context.set_line_cap("butt");
        }
    }

    /// Strokes or fills the current path.
    fn ink(&self, ink: &Ink) {
        let style = css(ink.color, ink.opacity);
        if let Some(width) = ink.width {
            self.context.set_stroke_style_str(&style);
            self.context.set_line_width(width);
            self.context.stroke();
        } else {
            self.context.set_fill_style_str(&style);
            self.context.fill();
        }
    }

    fn image(&self, image: &Image) -> Result<(), Failure> {
        let (width, height) = (image.width, image.height);
        let pixels = if let Colors::Levels(levels) = &image.colors {
            levels.pixels(width, height)
        } else if cfg!(any(feature = "inspection", feature = "himmelblau", feature = "start")) {
            image.colors.pixels(width, height)
        } else {
            // A part whose pictures have no cells does not carry what paints them.
            return Ok(());
        };
        let bytes = Clamped(pixels.as_flattened());
        let data = ImageData::new_with_u8_clamped_array(bytes, width as u32)?;
        self.context.put_image_data(&data, image.left.into(), image.top.into())
    }
}

/// `rgb(r g b / opacity)`.
pub fn css(color: RGBColor, opacity: f64) -> String {
    let RGBColor(r, g, b) = color;
    format!("rgb({r} {g} {b} / {opacity})")
}
