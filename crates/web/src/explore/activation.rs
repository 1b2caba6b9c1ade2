//! The lesson on activations: a function at a place, and its pictures.

use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, argument, put};
use crate::fields;
use crate::types::{ActivationName, Canvas, Floats, LookObject, Number};
use backprop_charts::activation::{Shape, ShapeLabels, SketchState, probe, shape, sketch};
use backprop_charts::look::{Look, Palette};
use backprop_core::activation::{
    Activation, VIEW, log_place, mean_difference, normal_and_density, tanh_by_sigmoid,
};
use backprop_core::config::{Code, Config, Field, Value};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// The ends of the axis of the remaining gradient.
const LEFT_AXIS: [f64; 2] = [1e-12, 10.0];
/// Most layers in a row.
const MOST_LAYERS: u64 = 1000;
/// Places are rounded to hundredths.
const FINEST: f64 = 100.0;

/// A function in view.
#[wasm_bindgen]
pub struct ActivationView {
    activation: Activation,
    leak: f64,
    /// True if f′ is shown.
    slope: bool,
    /// True if there is a sketch of it.
    sketch: bool,
    /// True if the ends of the saturated ranges have their numbers.
    ends: bool,
    look: Look,
    labels: ShapeLabels,
}

#[wasm_bindgen]
impl ActivationView {
    /// A view of sigmoid.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has constructors only")]
    pub fn new() -> Self {
        Self {
            activation: Activation::Sigmoid,
            leak: Config::default().leaky_slope(),
            slope: true,
            sketch: false,
            ends: true,
            look: Look::new(false, Palette::BlueOrange, 1.0, "sans-serif"),
            labels: ShapeLabels::default(),
        }
    }

    /// The rows of the table of settings that this lesson shares: which function, and the slope of
    /// leaky ReLU.
    #[wasm_bindgen(unchecked_return_type = "Field[]")]
    pub fn fields() -> Array {
        fields::table(["activation", "leakySlope"].into_iter().filter_map(Field::named))
    }

    /// The range of z in view: `[low, high]`.
    pub fn range() -> Vec<f64> {
        VIEW.to_vec()
    }

    /// f′(z) of a function that need not be the one in view.
    pub fn slope(name: &ActivationName, z: &Number) -> Result<f64, Failure> {
        Ok(convert::choice::<Activation>(name, "name")?
            .slope_at(convert::finite(z, "z")?, Config::default().leaky_slope()))
    }

    /// Chooses the function in view; `leak` is the slope of leaky ReLU below 0.
    pub fn choose(&mut self, name: &ActivationName, leak: &Number) -> Result<(), Failure> {
        let activation = convert::choice::<Activation>(name, "name")?;
        let mut config = Config::default();
        let leak = Value::Number(convert::finite(leak, "leakySlope")?);
        config.set("leakySlope", &leak).map_err(|error| crate::error::failure(&error))?;
        (self.activation, self.leak) = (activation, config.leaky_slope());
        Ok(())
    }

    /// Chooses whether the pictures show f′, a sketch of it, and the numbers at the ends of the saturated ranges.
    pub fn reveal(&mut self, slope: bool, sketch: bool, ends: bool) {
        (self.slope, self.sketch, self.ends) = (slope, sketch, ends);
    }

    /// Everything that the formulas hold at z, by quantity; what does not belong to the function is
    /// not there.
    #[wasm_bindgen(unchecked_return_type = "Record<string, number>")]
    pub fn at(&self, z: &Number) -> Result<JsValue, Failure> {
        let z = convert::finite(z, "z")?;
        let value = self.activation.value(z, self.leak);
        let slope = self.activation.slope(z, value, self.leak);
        let numbers = js_sys::Object::new().into();
        for (quantity, number) in [("z", z), ("f-of-z", value), ("slope-of-z", slope)] {
            put(&numbers, quantity, number);
        }
        match self.activation {
            Activation::Tanh => {
                let [sigmoid, detour] = tanh_by_sigmoid(z);
                put(&numbers, "sigmoid-of-2z", sigmoid);
                put(&numbers, "tanh-by-sigmoid", detour);
                put(&numbers, "tanh-difference", detour - value);
            }
            Activation::LeakyRelu => put(&numbers, "leaky-slope", self.leak),
            Activation::Gelu => {
                let [normal, density] = normal_and_density(z);
                put(&numbers, "normal-of-z", normal);
                put(&numbers, "density-of-z", density);
            }
            Activation::Silu | Activation::Softplus => {
                put(&numbers, "sigmoid-of-z", Activation::Sigmoid.value(z, self.leak));
            }
            _ => (),
        }
        Ok(numbers)
    }

    /// What is left of a gradient of 1 after 1, 2, … layers at this z, each number followed by its
    /// place, 0 … 1, on a logarithmic axis from 10⁻¹² to 10 (NaN for zero).
    #[wasm_bindgen(js_name = leftOfGradient)]
    pub fn left_of_gradient(&self, z: &Number, layers: &Number) -> Result<Vec<f64>, Failure> {
        let z = convert::finite(z, "z")?;
        let layers = convert::count(layers, "layers", None, MOST_LAYERS)?;
        let left = self.activation.remaining(z, self.leak, layers as usize);
        Ok(left.into_iter().flat_map(|x| [x, log_place(x, LEFT_AXIS)]).collect())
    }

    /// The ranges in which |f′| is below 0.05: `[from, to, from, to, …]`.
    pub fn saturated(&self) -> Vec<f64> {
        self.activation.saturated(VIEW, self.leak).concat()
    }

    /// The mean distance of a sketch, given at equal distances over the view, from f′.
    pub fn difference(&self, sketch: &Floats) -> Result<f64, Failure> {
        Ok(mean_difference(self.activation, self.leak, VIEW, &values(sketch)?))
    }

    /// Dark or light, device pixels per CSS pixel, and the font family.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&mut self, look: &LookObject) -> Result<(), Failure> {
        self.look = convert::look(look)?;
        Ok(())
    }

    /// The words in the picture.
    #[wasm_bindgen(js_name = setLabels)]
    pub fn set_labels(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ActivationLabels")] labels: &JsValue,
    ) -> Result<(), Failure> {
        let word = |key| convert::text(labels, key);
        self.labels = ShapeLabels {
            title: word("title")?,
            z: word("z")?,
            value: word("value")?,
            slope: word("slope")?,
            sketch: word("sketch")?,
            saturated: word("saturated")?,
        };
        Ok(())
    }

    /// The curves.
    pub fn draw(&self, canvas: &Canvas) -> Result<(), Failure> {
        shape(&Sheet::clean(canvas)?.area()?, &self.shape(), &self.look)
            .map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The probe at z.
    #[wasm_bindgen(js_name = drawProbe)]
    pub fn draw_probe(&self, canvas: &Canvas, z: &Number) -> Result<(), Failure> {
        let z = convert::finite(z, "z")?.clamp(VIEW[0], VIEW[1]);
        probe(&Sheet::of(canvas)?.area()?, &self.shape(), z, &self.look)
            .map_err(|error| error.to_string())?;
        Ok(())
    }

    /// A sketch of f′; `held` is its selected point, −1 if it is finished.
    #[wasm_bindgen(js_name = drawSketch)]
    pub fn draw_sketch(&self, canvas: &Canvas, sketched: &Floats, held: &Number) -> Result<(), Failure> {
        let held = convert::finite(held, "held")?;
        let state = if held < 0.0 { SketchState::Finished } else { SketchState::Selected(held as usize) };
        sketch(&Sheet::of(canvas)?.area()?, &self.shape(), &values(sketched)?, state, &self.look)
            .map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The data at a place of the picture, in CSS pixels of it: z to a hundredth, and the value on the
    /// vertical axis; outside the plot, at the nearest place in it.
    #[wasm_bindgen(js_name = placeAt)]
    pub fn place_at(&self, px: f64, py: f64, width: f64, height: f64) -> Vec<f64> {
        let scale = self.look.scale;
        let frame = self.shape().frame(self.look.size([width, height]), &self.look);
        let [z, y] = frame.from_px(frame.clamp([px * scale, py * scale]));
        vec![(z * FINEST).round() / FINEST, y]
    }

    /// The values at the ends of the vertical axis.
    pub fn heights(&self) -> Vec<f64> {
        self.shape().y().to_vec()
    }

    fn shape(&self) -> Shape<'_> {
        Shape {
            activation: self.activation,
            leak: self.leak,
            labels: &self.labels,
            slope: self.slope,
            sketch: self.sketch,
            ends: self.ends,
        }
    }
}

/// The values of a sketch: at least two, all finite.
fn values(sketch: &JsValue) -> Result<Vec<f64>, Failure> {
    let values = convert::numbers(sketch, "sketch")?;
    if values.len() >= 2 && values.iter().all(|value| value.is_finite()) {
        return Ok(values);
    }
    let got = format!("{} numbers", values.len());
    Err(argument(Code::OutOfRange, "sketch", got, None, "at least two finite numbers"))
}
