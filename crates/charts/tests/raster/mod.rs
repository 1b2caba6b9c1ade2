//! A drawing backend that records pixels and texts, for tests. Plotters rasterises shapes by itself
//! where a backend can only set pixels.

use backprop_charts::Area;

use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters::style::RGBColor;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, rasterizer,
};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

type Result = std::result::Result<(), DrawingErrorKind<Infallible>>;

/// A picture that is drawn on through [`Raster::area`] and read meanwhile.
#[derive(Clone)]
pub struct Raster {
    size: (u32, u32),
    drawn: Rc<RefCell<Drawn>>,
}

struct Drawn {
    pixels: Vec<RGBColor>,
    texts: Vec<String>,
    paths: usize,
}

impl Raster {
    /// A black picture.
    pub fn new(width: u32, height: u32) -> Self {
        let pixels = vec![RGBColor(0, 0, 0); (width * height) as usize];
        let drawn = Drawn { pixels, texts: Vec::new(), paths: 0 };
        Self { size: (width, height), drawn: Rc::new(RefCell::new(drawn)) }
    }

    pub fn area(&self) -> Area<Self> {
        self.clone().into_drawing_area()
    }

    /// The colour of the pixel at a place.
    pub fn at(&self, [x, y]: [f64; 2]) -> RGBColor {
        self.drawn.borrow().pixels[y.round() as usize * self.size.0 as usize + x.round() as usize]
    }

    /// The texts, in the order of drawing.
    pub fn texts(&self) -> Vec<String> {
        self.drawn.borrow().texts.clone()
    }

    /// The number of paths drawn.
    pub fn paths(&self) -> usize {
        self.drawn.borrow().paths
    }
}

impl DrawingBackend for Raster {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result {
        Ok(())
    }

    fn present(&mut self) -> Result {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Result {
        let (width, height) = (self.size.0 as i32, self.size.1 as i32);
        if (0..width).contains(&x) && (0..height).contains(&y) {
            let (r, g, b) = color.rgb;
            let pixel = &mut self.drawn.borrow_mut().pixels[(y * width + x) as usize];
            *pixel = backprop_charts::look::mix(*pixel, RGBColor(r, g, b), color.alpha);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result {
        self.drawn.borrow_mut().paths += 1;
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.fill_polygon(rasterizer::polygonize(&points, style.stroke_width()), &style.color())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, _: &S, _: BackendCoord) -> Result {
        self.drawn.borrow_mut().texts.push(text.to_owned());
        Ok(())
    }
}
