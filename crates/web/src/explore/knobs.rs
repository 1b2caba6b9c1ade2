//! The start page's network, for JavaScript: its numbers, its knobs and its two pictures.

use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, put};
use crate::types::{Canvas, LookObject, Number};
use backprop_charts::knobs::{LOSSES, Places, Wave, abscissae, network, slope};
use backprop_charts::look::{Look, Palette};
use backprop_charts::network::Tile;
use backprop_core::knobs::{self, RANGE, Reading};
use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

/// Edges of a picture in CSS pixels.
const EDGES: (f64, f64) = (1.0, 10_000.0);

/// A network of which every parameter can be turned.
#[wasm_bindgen]
pub struct Knobs {
    inner: knobs::Knobs,
    reading: Reading,
    /// The knob in hand.
    chosen: usize,
    places: Places,
    look: Look,
}

#[wasm_bindgen]
impl Knobs {
    /// Before the first update.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has constructors only")]
    pub fn new() -> Self {
        let inner = knobs::Knobs::default();
        Self {
            reading: inner.read(),
            chosen: 0,
            places: Places::new(inner.sizes().len(), EDGES.0, EDGES.0),
            look: Look::new(false, Palette::BlueOrange, 1.0, ""),
            inner,
        }
    }

    /// The range of a knob: `[low, high]`.
    pub fn range() -> Vec<f64> {
        RANGE.to_vec()
    }

    /// The losses at the lower and the upper edge of the curve.
    pub fn heights() -> Vec<f64> {
        LOSSES.to_vec()
    }

    /// The lowest loss that turning one knob alone can reach from here.
    #[wasm_bindgen(js_name = lowestAlone)]
    pub fn lowest_alone(&self) -> f64 {
        self.inner.lowest_alone()
    }

    /// η.
    #[wasm_bindgen(js_name = learningRate)]
    pub fn learning_rate() -> f64 {
        knobs::LEARNING_RATE
    }

    /// Takes a knob in hand, an index of `parameters`.
    pub fn choose(&mut self, index: &Number) -> Result<(), Failure> {
        self.chosen = convert::number(index, "index", (0.0, (self.inner.count() - 1) as f64))? as usize;
        Ok(())
    }

    /// Turns the knob in hand; what is beyond its range is its end.
    pub fn turn(&mut self, value: &Number) -> Result<(), Failure> {
        self.inner.turn(self.chosen, convert::finite(value, "value")?);
        self.reading = self.inner.read();
        Ok(())
    }

    /// Turns all knobs: each by −η times its derivative.
    pub fn update(&mut self) {
        self.inner.update();
        self.reading = self.inner.read();
    }

    /// Returns to the start; the knob in hand stays in hand.
    pub fn reset(&mut self) {
        self.inner = knobs::Knobs::default();
        self.reading = self.inner.read();
    }

    /// All numbers. `values` has four for each neuron, inputs first; `gradient` and `next` one for each of `parameters`.
    #[wasm_bindgen(unchecked_return_type = "KnobsReading")]
    pub fn read(&self) -> Result<JsValue, Failure> {
        let Reading { updates, loss, right, values, parameters, gradient, next } = &self.reading;
        let object = js_sys::Object::new().into();
        for (key, number) in [("updates", f64::from(*updates)), ("loss", *loss), ("right", *right as f64)] {
            put(&object, key, number);
        }
        for (key, numbers) in [
            ("values", values.as_flattened()),
            ("parameters", parameters),
            ("gradient", gradient),
            ("next", next),
        ] {
            put(&object, key, Float64Array::from(numbers));
        }
        Ok(object)
    }

    /// The places in a picture of this size, in CSS pixels: `tiles` and `targets` as left, top and edge,
    /// `numbers` as the middles of the parameters' numbers.
    #[wasm_bindgen(unchecked_return_type = "KnobsPlaces")]
    pub fn place(&mut self, width: &Number, height: &Number) -> Result<JsValue, Failure> {
        let [width, height] =
            [convert::number(width, "width", EDGES)?, convert::number(height, "height", EDGES)?];
        self.places = Places::new(self.inner.sizes().len(), width, height);
        let object = js_sys::Object::new().into();
        let squares = |tiles: &[Tile]| -> Array {
            tiles
                .iter()
                .map(|tile| JsValue::from(Float64Array::from(&[tile.left, tile.top, tile.size][..])))
                .collect()
        };
        put(&object, "tiles", squares(&self.places.tiles));
        put(&object, "targets", squares(&self.places.targets));
        let numbers: Array =
            self.places.numbers.iter().map(|place| JsValue::from(Float64Array::from(&place[..]))).collect();
        put(&object, "numbers", numbers);
        Ok(object)
    }

    /// Dark or light, device pixels per CSS pixel, and the font family.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&mut self, look: &LookObject) -> Result<(), Failure> {
        self.look = convert::look(look)?;
        Ok(())
    }

    /// The network, on a canvas of the size last given to `place`. `passed` is how many layers a wave has
    /// passed, below 0 without one.
    pub fn draw(&self, canvas: &Canvas, passed: f64, back: bool) -> Result<(), Failure> {
        let wave = (passed >= 0.0).then_some(Wave { passed, back });
        let picture = network(&self.places, &self.reading, self.chosen, wave, &self.look);
        Sheet::clean(canvas)?.paint(&picture, &self.look)
    }

    /// The loss over the knob in hand, and its tangent.
    #[wasm_bindgen(js_name = drawSlope)]
    pub fn draw_slope(&self, canvas: &Canvas) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let losses = self.inner.losses(self.chosen, &abscissae());
        let picture = slope(&self.reading, self.chosen, &losses, sheet.size(), &self.look);
        sheet.paint(&picture, &self.look)
    }
}
