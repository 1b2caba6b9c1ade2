//! The page's pictures: numbers in, canvas out.
//!
//! A [`Stage`] is the page's own copy of a run, made from the same settings and fed with
//! parameters and curves from the worker. Every picture is a function of (numbers, look, labels);
//! nothing here trains. Sizes in arguments are CSS pixels; canvases are measured in device pixels
//! and the look knows the ratio.

mod boundary;
pub(crate) mod canvas;
mod curves;
mod layout;
mod network;

use crate::convert;
use crate::error::Failure;
use backprop_charts::look::{Look, Palette};
use backprop_core::dataset::{Dataset, Split};
use backprop_core::field::{Field, View};
use backprop_core::network::{Activity, Network};
use layout::Layout;
use wasm_bindgen::prelude::*;

/// Room around the points on every side, in units of the plane: the chapter's.
const MARGIN: f64 = 0.5;

/// The page's copy of a run, and its pictures.
#[wasm_bindgen]
pub struct Stage {
    network: Network,
    activity: Activity,
    data: Dataset,
    split: Split,
    view: View,
    look: Look,
    labels: curves::Labels,
    curve: Vec<[f64; 6]>,
    /// Every neuron's output over the plane, for its tile; empty until asked for.
    tiles: Vec<Field>,
    /// What the big plot shows; empty until asked for.
    sample: Option<boundary::Sample>,
}

#[wasm_bindgen]
impl Stage {
    /// The data and the initial network of these settings.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<Config>")] config: JsValue,
    ) -> Result<Self, Failure> {
        let config = convert::config(&config)?;
        let network = Network::new(&config);
        let data = Dataset::of(&config);
        Ok(Self {
            activity: Activity::of(&network),
            network,
            view: View::around(&data.points, MARGIN),
            data,
            split: Split::of(&config),
            look: Look::new(false, Palette::BlueOrange, 1.0, "sans-serif"),
            labels: curves::Labels::default(),
            curve: Vec::new(),
            tiles: Vec::new(),
            sample: None,
        })
    }

    /// The parameters to draw, as `Trainer.parameters()` gives them.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] parameters: &JsValue,
    ) -> Result<(), Failure> {
        let parameters = convert::exactly(parameters, "parameters", self.network.len())?;
        self.network.set_parameters(&parameters);
        self.tiles.clear();
        self.sample = None;
        Ok(())
    }

    /// Dark or light, the palette (`blueOrange` or `spectral`), device pixels per CSS pixel, and
    /// the font family.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Look")] look: &JsValue,
    ) -> Result<(), Failure> {
        self.look = convert::look(look)?;
        Ok(())
    }

    /// The words on axes and curves.
    #[wasm_bindgen(js_name = setLabels)]
    pub fn set_labels(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Labels")] labels: &JsValue,
    ) -> Result<(), Failure> {
        let word = |key| convert::text(labels, key);
        self.labels = curves::Labels {
            epoch: word("epoch")?,
            train: word("train")?,
            test: word("test")?,
            mse: word("mse")?,
            accuracy: word("accuracy")?,
            x1: word("x1")?,
            x2: word("x2")?,
        };
        Ok(())
    }

    /// The plane that is shown: `[x₁ low, x₁ high, x₂ low, x₂ high]`.
    #[must_use]
    pub fn view(&self) -> Vec<f64> {
        [self.view.x, self.view.y].concat()
    }

    /// Left, top and size of every neuron's tile, layer by layer, inputs first.
    #[must_use]
    pub fn layout(&self, width: f64, height: f64) -> Vec<f64> {
        let layout = Layout::new(&self.network.sizes(), width, height);
        layout.tiles.iter().flat_map(|tile| [tile.left, tile.top, tile.size]).collect()
    }

    /// Which neuron the `index`th is: its layer, 0 being the inputs, and its place in it, from 0.
    #[wasm_bindgen(unchecked_return_type = "{ layer: number, index: number, size: number } | undefined")]
    #[must_use]
    pub fn neuron(&self, index: f64) -> JsValue {
        let mut rest = index as usize;
        for (layer, size) in self.network.sizes().into_iter().enumerate() {
            if rest < size {
                let object = js_sys::Object::new().into();
                crate::error::put(&object, "layer", layer as f64);
                crate::error::put(&object, "index", rest as f64);
                crate::error::put(&object, "size", size as f64);
                return object;
            }
            rest -= size;
        }
        JsValue::UNDEFINED
    }
}
