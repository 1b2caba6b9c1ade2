//! A surface: facts, probes, descents, and the endings of descents over learning rates.

use super::heights::Heights;
use crate::convert::{self, describe};
use crate::error::{Failure, argument, put};
use crate::types::{Floats, Number, OptimizerName, SurfaceName, Text};
use backprop_charts::look::{Look, Palette};
use backprop_core::config::Code;
use backprop_core::descent::orbit::{Ending, LAST, Orbit};
use backprop_core::descent::surface::{CONDITIONING, Surface, USUAL_CONDITIONING};
use backprop_core::descent::{Arrival, Descent, LARGEST_RATE, Move, STEPS, Walker};
use backprop_core::optimizer::Optimizer;
use js_sys::{Array, Float64Array, Object};
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

/// Most steps of one descent; the lesson takes [`STEPS`].
const MOST_STEPS: u64 = 10_000;

/// A surface, its descents and its pictures.
#[wasm_bindgen]
pub struct Terrain {
    pub(super) surface: Surface,
    pub(super) look: Look,
    /// Sampled for the first picture: links, probes and descents need none.
    heights: OnceCell<Heights>,
    /// The places of the last descent by each optimizer.
    pub(super) walks: Vec<(Optimizer, Vec<[f64; 2]>)>,
}

#[wasm_bindgen]
impl Terrain {
    /// The surface of that name; a bowl may have a conditioning.
    #[wasm_bindgen(constructor)]
    pub fn new(
        surface: &SurfaceName,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] conditioning: &JsValue,
    ) -> Result<Self, Failure> {
        Ok(Self::of(self::surface(surface, conditioning)?))
    }

    /// The hidden surface of a seed.
    pub fn hidden(seed: &Number) -> Result<Self, Failure> {
        let seed = convert::count(seed, "hidden", None, u64::from(u32::MAX))? as u32;
        Ok(Self::of(Surface::hidden(seed)))
    }

    /// The names of all surfaces that can be chosen.
    #[wasm_bindgen(unchecked_return_type = "SurfaceName[]")]
    pub fn surfaces() -> Array {
        Surface::ALL.iter().map(|surface| JsValue::from(surface.name())).collect()
    }

    /// The names of all optimizers.
    #[wasm_bindgen(unchecked_return_type = "OptimizerName[]")]
    pub fn optimizers() -> Array {
        Optimizer::ALL.iter().map(|optimizer| JsValue::from(optimizer.name())).collect()
    }

    /// The name of an optimizer in today's spelling; none, if there is no such optimizer.
    #[wasm_bindgen(js_name = optimizerNamed, unchecked_return_type = "OptimizerName | undefined")]
    pub fn optimizer_named(name: &Text) -> Option<String> {
        let named = convert::text_of(name).and_then(|name| Optimizer::named(&name));
        named.map(|optimizer| optimizer.name().into())
    }

    /// The numbers that can be chosen, as rows of a table: the learning rate, a bowl's conditioning, the
    /// steps that are done, the seed of a hidden surface. The usual learning rate is the surface's.
    #[wasm_bindgen(unchecked_return_type = "Limits[]")]
    pub fn fields() -> Array {
        let row = |(name, kind, [min, max], usual): (&str, &str, [f64; 2], Option<f64>)| {
            let object: JsValue = Object::new().into();
            put(&object, "name", name);
            put(&object, "kind", kind);
            put(&object, "min", min);
            put(&object, "max", max);
            put(&object, "above", name == "rate");
            put(&object, "default", usual);
            object
        };
        let rows = [
            ("rate", "number", [0.0, LARGEST_RATE], None),
            ("conditioning", "number", CONDITIONING, Some(USUAL_CONDITIONING)),
            ("at", "integer", [0.0, STEPS as f64], Some(0.0)),
            ("hidden", "integer", [0.0, f64::from(u32::MAX)], None),
        ];
        rows.into_iter().map(row).collect()
    }

    /// The facts of the surface.
    #[wasm_bindgen(unchecked_return_type = "SurfaceFacts")]
    pub fn facts(&self) -> JsValue {
        let surface = self.surface;
        let points = |list: &[[f64; 2]]| list.iter().map(|&point| pair(point)).collect::<Array>();
        let (view, rates) = (surface.view(), surface.rates());
        let object = Object::new().into();
        put(&object, "name", surface.name());
        put(&object, "expression", surface.expression());
        put(&object, "minima", points(surface.minima()));
        put(&object, "starts", points(surface.starts()));
        put(&object, "x", pair(view.x));
        put(&object, "y", pair(view.y));
        for (key, rate) in [("low", rates.low), ("usual", rates.usual), ("high", rates.high)] {
            put(&object, key, rate);
        }
        if let Surface::Bowl { conditioning } = surface {
            put(&object, "conditioning", conditioning);
        }
        object
    }

    /// Value, slopes and residuals at a place.
    #[wasm_bindgen(unchecked_return_type = "{ f: number, dx: number, dy: number, residuals: number[] }")]
    pub fn probe(&self, x: f64, y: f64) -> JsValue {
        let [dx, dy] = self.surface.gradient([x, y]);
        let object = Object::new().into();
        for (key, value) in [("f", self.surface.value(x, y)), ("dx", dx), ("dy", dy)] {
            put(&object, key, value);
        }
        let residuals: Array = self.surface.residuals([x, y]).into_iter().map(JsValue::from).collect();
        put(&object, "residuals", residuals);
        object
    }

    /// A descent, step by step: see `DescentReport`.
    #[wasm_bindgen(unchecked_return_type = "DescentReport")]
    pub fn descend(
        &mut self,
        optimizer: &OptimizerName,
        rate: &Number,
        x: f64,
        y: f64,
        steps: &Number,
    ) -> Result<JsValue, Failure> {
        let optimizer = self::optimizer(optimizer)?;
        let steps = convert::count(steps, "steps", None, MOST_STEPS)? as usize;
        let walker = Walker::new(self.surface, optimizer, self::rate(rate)?, [x, y]);
        let descent = Descent::new(walker, steps);
        let places = descent.moves.iter().chain(&descent.next).map(|step| step.from).collect();
        self.walks.retain(|walk| walk.0 != optimizer);
        self.walks.push((optimizer, places));
        Ok(report(&descent, self.surface))
    }

    /// The columns of a descent's rows.
    pub fn columns() -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    /// The kinds of ending, by the first number in a row of [`orbits`](Self::orbits).
    pub fn endings() -> Vec<String> {
        ENDINGS.map(str::to_owned).to_vec()
    }

    /// The columns of `orbits`: the index in `endings()`, the minimum (−1: none) or the period, then the
    /// last 64 places.
    #[wasm_bindgen(js_name = orbitColumns)]
    pub fn orbit_columns() -> Vec<String> {
        let places = (1..=LAST).flat_map(|place| [format!("x-{place}"), format!("y-{place}")]);
        ["ending".into(), "detail".into()].into_iter().chain(places).collect()
    }

    /// The endings of descents from a place, a row of `orbitColumns()` for each rate.
    pub fn orbits(
        &self,
        optimizer: &OptimizerName,
        x: f64,
        y: f64,
        rates: &Floats,
    ) -> Result<Vec<f64>, Failure> {
        let optimizer = self::optimizer(optimizer)?;
        let rates = convert::numbers(rates, "rates")?;
        Ok(rates.iter().flat_map(|&rate| row(&Orbit::new(self.surface, optimizer, rate, [x, y]))).collect())
    }
}

impl Terrain {
    fn of(surface: Surface) -> Self {
        let look = Look::new(false, Palette::BlueOrange, 1.0, "sans-serif");
        Self { surface, look, heights: OnceCell::new(), walks: Vec::new() }
    }

    pub(super) fn heights(&self) -> &Heights {
        self.heights.get_or_init(|| Heights::of(self.surface))
    }
}

/// The surface of a name.
pub(super) fn surface(name: &JsValue, conditioning: &JsValue) -> Result<Surface, Failure> {
    let named = convert::text_of(name).and_then(|name| Surface::named(&name));
    let names = Surface::ALL.map(Surface::name);
    let surface = named.ok_or_else(|| convert::unknown("surface", name, &names))?;
    let Surface::Bowl { .. } = surface else { return Ok(surface) };
    let [low, high] = CONDITIONING;
    let conditioning = if conditioning.is_undefined() {
        USUAL_CONDITIONING
    } else {
        convert::finite(conditioning, "conditioning")?
    };
    if !(low..=high).contains(&conditioning) {
        let (value, expected) = (conditioning.to_string(), format!("a number from {low} to {high}"));
        return Err(argument(Code::OutOfRange, "conditioning", value, Some((low, high)), &expected));
    }
    Ok(Surface::Bowl { conditioning })
}

/// The optimizer of a name.
pub(super) fn optimizer(name: &JsValue) -> Result<Optimizer, Failure> {
    convert::choice(name, "optimizer")
}

/// A learning rate.
pub(super) fn rate(value: &JsValue) -> Result<f64, Failure> {
    let rate = convert::finite(value, "rate")?;
    if rate > 0.0 && rate <= LARGEST_RATE {
        return Ok(rate);
    }
    let range = Some((0.0, LARGEST_RATE));
    Err(argument(Code::OutOfRange, "rate", describe(value), range, "a number above 0 and at most 10"))
}

fn pair([a, b]: [f64; 2]) -> Array {
    Array::of2(&a.into(), &b.into())
}

/// The steps as rows, the one that would follow included, and the arrival.
fn report(descent: &Descent, surface: Surface) -> JsValue {
    let rows: Vec<f64> = descent.moves.iter().chain(&descent.next).flat_map(numbers).collect();
    let object = Object::new().into();
    put(&object, "rows", Float64Array::from(rows.as_slice()));
    match descent.arrival {
        Arrival::Minimum(index) => {
            put(&object, "arrival", "minimum");
            put(&object, "minimum", index as f64);
            put(&object, "arrived", descent.arrived(surface).map(|steps| steps as f64));
        }
        Arrival::Away => put(&object, "arrival", "away"),
        Arrival::Diverged(overflow) => {
            put(&object, "arrival", "diverged");
            put(&object, "step", overflow.step as f64);
            put(&object, "quantity", overflow.quantity.name());
        }
    }
    object
}

/// The columns of a descent: the place, f and its slopes there, the parts of the step, each along x and y,
/// and the next place.
const COLUMNS: [&str; 17] = [
    "x", "y", "f", "df-dx", "df-dy", "m-x", "m-y", "v-x", "v-y", "m-hat-x", "m-hat-y", "v-hat-x", "v-hat-y",
    "change-x", "change-y", "next-x", "next-y",
];

/// The numbers of [`COLUMNS`]; NaN for what the rule does not have.
fn numbers(step: &Move) -> [f64; COLUMNS.len()] {
    let parts = step.parts;
    let [m, v, m_hat, v_hat] =
        [parts.m, parts.v, parts.m_hat, parts.v_hat].map(|part| part.unwrap_or([f64::NAN; 2]));
    let ([x, y], [dx, dy]) = (step.from, step.gradient);
    let mut numbers = [0.0; COLUMNS.len()];
    numbers[..5].copy_from_slice(&[x, y, step.value, dx, dy]);
    numbers[5..].copy_from_slice([m, v, m_hat, v_hat, parts.change, step.to].as_flattened());
    numbers
}

/// The kinds of ending, as the rows of orbits number them.
const ENDINGS: [&str; 4] = ["point", "cycle", "chaos", "diverged"];

fn row(orbit: &Orbit) -> Vec<f64> {
    let (code, detail) = match orbit.ending {
        Ending::Point(minimum) => (0.0, minimum.map_or(-1.0, |index| index as f64)),
        Ending::Cycle(period) => (1.0, period as f64),
        Ending::Chaos => (2.0, f64::NAN),
        Ending::Diverged => (3.0, f64::NAN),
    };
    let mut row = vec![code, detail];
    row.extend(orbit.places.as_flattened());
    row.resize(2 + 2 * LAST, f64::NAN);
    row
}
