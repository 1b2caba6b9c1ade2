//! The page's pictures: numbers in, canvas out.
//!
//! A [`Stage`] is the page's own copy of a run, made from the same settings and fed with
//! parameters and curves from the worker. Every picture is a function of (numbers, look, labels);
//! nothing here trains. Sizes in arguments are CSS pixels; canvases are measured in device pixels
//! and the look knows the ratio.
//!
//! Functions that call into JavaScript take `&self`: their state lies in cells, of which none is
//! borrowed while anything but this crate runs.

mod boundary;
mod curves;
#[cfg(feature = "inspection")]
mod health;
mod network;
mod sample;
#[cfg(feature = "inspection")]
mod update;

use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, put};
use crate::types::{Floats, LookObject, PartialConfig};
use backprop_charts::look::{Look, Palette};
use backprop_charts::network::{Layout, Tile};
use backprop_core::config::Config;
use backprop_core::data::{Dataset, Split};
use backprop_core::network::Activity;
#[cfg(feature = "inspection")]
use backprop_core::network::trace::Trace;
#[cfg(feature = "inspection")]
use backprop_core::network::update::Update;
use backprop_core::numeric::field::{Field, View};
use backprop_core::run::State;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Room around the points on every side, in units of the plane: the chapter's.
const MARGIN: f64 = 0.5;

thread_local! {
    static VERSIONS: Cell<u32> = const { Cell::new(0) };
}

/// A number that no picture had before.
fn next_version() -> u32 {
    VERSIONS.set(VERSIONS.get().wrapping_add(1));
    VERSIONS.get()
}

/// The points, their split, and the part of the plane that shows them.
struct Points {
    data: Dataset,
    split: Split,
    view: View,
}

impl Points {
    fn of(config: &Config) -> Rc<Self> {
        let data = config.points();
        let view = View::around(&data.points, MARGIN);
        Rc::new(Self { data, split: config.split(), view })
    }
}

/// The page's copy of a run, and its pictures.
#[wasm_bindgen]
pub struct Stage {
    config: Config,
    /// The run's state, as last set.
    state: State,
    activity: RefCell<Activity>,
    points: Rc<Points>,
    /// The version of the picture of the points.
    version: Cell<u32>,
    look: RefCell<Rc<Look>>,
    labels: RefCell<Rc<curves::Labels>>,
    curve: Vec<[f64; 6]>,
    /// Every neuron's output over the plane, for its tile; empty until asked for.
    tiles: RefCell<Rc<[Field]>>,
    /// The picture in the big plot; empty until asked for.
    sample: RefCell<Option<Rc<sample::Sample>>>,
    /// The next picture, as far as it has been sampled.
    sampling: RefCell<Option<sample::Sampling>>,
    #[cfg(feature = "inspection")]
    /// The update in view; none until asked for.
    update: Option<Rc<(Trace, Update)>>,
    #[cfg(feature = "inspection")]
    /// The health of the layers; none until set.
    health: Option<health::Health>,
}

#[wasm_bindgen]
impl Stage {
    /// The data and the initial network of these settings.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<Config>")] config: JsValue,
    ) -> Result<Self, Failure> {
        let config = convert::config(&config)?;
        let look = Look::new(false, Palette::BlueOrange, 1.0, "sans-serif");
        let points = Points::of(&config);
        Ok(Self::with(config, points, Rc::new(look), Rc::default()))
    }

    /// A stage for another run, with this one's look and labels. Where the settings of the data are
    /// the same, so are the points: only the network is new.
    pub fn after(&self, config: PartialConfig) -> Result<Self, Failure> {
        let config = convert::config(&config)?;
        let same = config.has_data_of(&self.config);
        let points = if same { Rc::clone(&self.points) } else { Points::of(&config) };
        let next = Self::with(config, points, self.look(), self.labels());
        if same {
            next.version.set(self.version.get());
        }
        Ok(next)
    }

    /// The numbers of training points and test points.
    #[wasm_bindgen(unchecked_return_type = "{ train: number, test: number }")]
    pub fn counts(&self) -> JsValue {
        let object = js_sys::Object::new().into();
        put(&object, "train", self.points.split.train.len() as f64);
        put(&object, "test", self.points.split.test.len() as f64);
        object
    }

    /// Sets the state to show, as `Trainer.state()` gives it. Returns whether it differs from the one so
    /// far: a new stage has the state at the start of training.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&mut self, state: &Floats) -> Result<bool, Failure> {
        let state = convert::exactly(state, "state", self.state.size())?;
        if state == self.state.numbers() {
            return Ok(false);
        }
        self.state.set_numbers(&state);
        self.tiles.take();
        self.sample.take();
        self.sampling.take();
        #[cfg(feature = "inspection")]
        {
            self.update = None;
        }
        Ok(true)
    }

    /// The parameters of that state, as `Trainer.parameters()` gives them.
    pub fn parameters(&self) -> Vec<f64> {
        self.state.network.parameters()
    }

    /// Dark or light, the palette (`blueOrange` or `spectral`), device pixels per CSS pixel, and
    /// the font family.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&self, look: &LookObject) -> Result<(), Failure> {
        let look = convert::look(look)?;
        if look != *self.look() {
            self.version.set(next_version());
            self.look.replace(Rc::new(look));
        }
        Ok(())
    }

    /// The words on axes and curves.
    #[wasm_bindgen(js_name = setLabels)]
    pub fn set_labels(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Labels")] labels: &JsValue,
    ) -> Result<(), Failure> {
        let keys = ["epoch", "train", "test", "mse", "accuracy", "x1", "x2"];
        let words = keys.iter().map(|key| convert::text(labels, key)).collect::<Result<Vec<_>, _>>()?;
        let mut words = words.into_iter();
        let [epoch, train, test, mse, accuracy, x1, x2] = keys.map(|_| words.next().unwrap_or_default());
        let labels = curves::Labels { epoch, train, test, mse, accuracy, x1, x2 };
        let before = self.labels.replace(Rc::new(labels));
        if !before.has_axes_of(&self.labels()) {
            self.version.set(next_version());
        }
        Ok(())
    }

    /// The plane that is shown: `[x₁ low, x₁ high, x₂ low, x₂ high]`.
    pub fn view(&self) -> Vec<f64> {
        let View { x, y } = self.points.view;
        [x, y].concat()
    }

    /// The square of every neuron, layer by layer, inputs first, in CSS pixels.
    #[wasm_bindgen(unchecked_return_type = "{ left: number, top: number, size: number }[]")]
    pub fn layout(&self, width: f64, height: f64) -> Array {
        let layout = Layout::new(&self.state.network.sizes(), width, height);
        let square = |tile: &Tile| {
            let object = js_sys::Object::new().into();
            for (key, value) in [("left", tile.left), ("top", tile.top), ("size", tile.size)] {
                put(&object, key, value);
            }
            object
        };
        layout.tiles.iter().map(square).collect()
    }

    /// The `index`th neuron: its layer, 0 being the inputs, and its place in it, from 0.
    #[wasm_bindgen(unchecked_return_type = "{ layer: number, index: number, size: number } | undefined")]
    pub fn neuron(&self, index: f64) -> JsValue {
        let mut rest = index as usize;
        for (layer, size) in self.state.network.sizes().into_iter().enumerate() {
            if rest < size {
                let object = js_sys::Object::new().into();
                put(&object, "layer", layer as f64);
                put(&object, "index", rest as f64);
                put(&object, "size", size as f64);
                return object;
            }
            rest -= size;
        }
        JsValue::UNDEFINED
    }
}

impl Stage {
    fn with(config: Config, points: Rc<Points>, look: Rc<Look>, labels: Rc<curves::Labels>) -> Self {
        let state = State::new(&config);
        let activity = Activity::of(&state.network).into();
        Self {
            config,
            state,
            activity,
            points,
            version: next_version().into(),
            look: look.into(),
            labels: labels.into(),
            curve: Vec::new(),
            tiles: RefCell::default(),
            sample: RefCell::default(),
            sampling: RefCell::default(),
            #[cfg(feature = "inspection")]
            update: None,
            #[cfg(feature = "inspection")]
            health: None,
        }
    }

    /// The look, and the layout of the whole network on this sheet.
    #[inline(never)]
    fn prepared(&self, sheet: &Sheet) -> (Rc<Look>, Layout) {
        let look = self.look();
        let [width, height] = [sheet.width, sheet.height].map(|size| size / look.scale);
        let layout = Layout::new(&self.state.network.sizes(), width, height);
        (look, layout)
    }

    fn look(&self) -> Rc<Look> {
        Rc::clone(&self.look.borrow())
    }

    fn labels(&self) -> Rc<curves::Labels> {
        Rc::clone(&self.labels.borrow())
    }
}
