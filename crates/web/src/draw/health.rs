//! The layers' health over the epochs: a row of little curves for each layer, the numbers now, and the
//! findings.
//!
//! The past is the trainer's; now is computed from the stage's own parameters, which are the
//! trainer's bit for bit.

use super::Stage;
use crate::canvas::Sheet;
use crate::convert;
use crate::error::{Failure, argument, put};
use crate::types::{Canvas, Floats, PartialConfig};
use crate::watch::health_row;
use backprop_charts::multiples::{Multiples, Scale, Small, frames, multiples};
use backprop_charts::ticks::round_end;
use backprop_core::config::Code;
use backprop_core::network::health::{
    Finding, LARGEST_UPDATE, LayerHealth, MOST_DEAD, MOST_SATURATED, SMALLEST_UPDATE, findings,
};
use backprop_core::network::update::Learning;
use backprop_core::run::State;
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::prelude::*;

/// δ, gradient, saturated, dead, update to weight.
const COLUMNS: usize = 5;
/// More device pixels than any picture is wide.
const WIDEST: f64 = 1e5;

/// The known health of a run.
pub(super) struct Health {
    /// An epoch each, and its numbers, layer by layer.
    past: Vec<(f64, Vec<[f64; COLUMNS]>)>,
    now: (f64, Vec<[f64; COLUMNS]>),
    findings: Vec<(Finding, usize)>,
}

#[wasm_bindgen]
impl Stage {
    /// The past as `Trainer.healthOverTime()` gives it; now is the state of this stage, with the settings in
    /// force and this loss on the training part.
    #[wasm_bindgen(js_name = setHealth)]
    pub fn set_health(&mut self, rows: &Floats, now: &PartialConfig, loss: f64) -> Result<(), Failure> {
        let rows = convert::numbers(rows, "rows")?;
        let learning = Learning::of(&convert::config(now)?);
        let width = 1 + COLUMNS * (self.state.network.sizes().len() - 1);
        if !rows.len().is_multiple_of(width) {
            let got = format!("{} numbers", rows.len());
            return Err(argument(Code::OutOfRange, "rows", got, None, &format!("rows of {width} numbers")));
        }
        let past = rows.chunks(width).map(|row| (row[0], row[1..].as_chunks().0.to_vec())).collect();
        let (State { network, moments, .. }, points) = (&self.state, &self.points);
        let layers = LayerHealth::of(network, moments, &learning, (&points.data, &points.split));
        let epoch = self.state.step as f64 / self.points.split.train.len() as f64;
        let now = (epoch, layers.iter().map(health_row).collect());
        self.health = Some(Health { past, now, findings: findings(&layers, loss) });
        Ok(())
    }

    /// The numbers now, five for each layer; the ends of the five scales; the epoch at the right edge; and
    /// the findings, the weightiest first.
    #[wasm_bindgen(js_name = healthNow, unchecked_return_type = "HealthNow | undefined")]
    pub fn health_now(&self) -> JsValue {
        let Some(health) = &self.health else { return JsValue::UNDEFINED };
        let object = Object::new().into();
        let ends: Vec<f64> = (0..COLUMNS).flat_map(|column| health.scale(column).ends()).collect();
        put(&object, "values", Float64Array::from(health.now.1.as_flattened()));
        put(&object, "ends", Float64Array::from(ends.as_slice()));
        put(&object, "lastEpoch", health.x()[1]);
        put(&object, "findings", health.findings.iter().map(finding_to_js).collect::<Array>());
        object
    }

    /// A layer's curves, 1 being the first hidden one, over the whole canvas. `reading` is an epoch
    /// that is read out, or −1.
    #[wasm_bindgen(js_name = drawHealth)]
    pub fn draw_health(&self, canvas: &Canvas, layer: u32, reading: f64) -> Result<(), Failure> {
        let sheet = Sheet::clean(canvas)?;
        let Some(health) = self.health.as_ref().filter(|health| health.has(layer)) else { return Ok(()) };
        let row = (0..COLUMNS).map(|column| health.small(layer as usize, column)).collect();
        let data = Multiples { x: health.x(), row, reading: (reading >= 0.0).then_some(reading) };
        multiples(&sheet.area()?, &data, &self.look()).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The row of the past nearest to a place, in CSS pixels, in curves of this width; −1 if there is
    /// none.
    #[wasm_bindgen(js_name = healthAt)]
    pub fn health_at(&self, px: f64, width: f64) -> f64 {
        let (Some(health), look) = (&self.health, self.look()) else { return -1.0 };
        let (px, width) = (px * look.scale, (width * look.scale).clamp(0.0, WIDEST) as u32);
        let frames = frames((width, 1), COLUMNS, health.x(), &look);
        let Some(frame) = frames.iter().find(|frame| px < f64::from(frame.right)).or(frames.last()) else {
            return -1.0;
        };
        let at = frame.from_px(frame.clamp([px, 0.0]))[0];
        let distance = |&(epoch, _): &(f64, _)| (epoch - at).abs();
        let rows = health.past.iter().map(distance).enumerate();
        rows.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(-1.0, |(row, _)| row as f64)
    }
}

impl Health {
    fn has(&self, layer: u32) -> bool {
        (1..=self.now.1.len()).contains(&(layer as usize))
    }

    /// The epochs of the pictures.
    fn x(&self) -> [f64; 2] {
        let epochs = self.past.last().map(|row| row.0).into_iter().chain([self.now.0]);
        [0.0, round_end(epochs.fold(0.0, f64::max))]
    }

    /// The scale of a column, the same for all layers, so that they can be compared.
    fn scale(&self, column: usize) -> Scale {
        if (2..=3).contains(&column) {
            return Scale::Linear([0.0, 1.0]);
        }
        let rows = self.past.iter().chain([&self.now]);
        Scale::log(rows.flat_map(|(_, layers)| layers.iter().map(move |numbers| numbers[column])))
    }

    fn small(&self, layer: usize, column: usize) -> Small {
        let value = |layers: &[[f64; COLUMNS]]| layers[layer - 1][column];
        let limits: &[f64] = match column {
            2 => &[MOST_SATURATED],
            3 => &[MOST_DEAD],
            4 => &[SMALLEST_UPDATE, LARGEST_UPDATE],
            _ => &[],
        };
        let now = [self.now.0, value(&self.now.1)];
        let mut points: Vec<[f64; 2]> =
            self.past.iter().map(|(epoch, layers)| [*epoch, value(layers)]).collect();
        // After a step back the recorded past may lie ahead.
        if points.last().is_none_or(|last| last[0] < now[0]) {
            points.push(now);
        }
        Small {
            points,
            now,
            scale: self.scale(column),
            limits: limits.to_vec(),
            beyond: self.findings.iter().any(|&(finding, l)| l == layer && column_of(finding) == column),
        }
    }
}

/// The column of a finding.
fn column_of(finding: Finding) -> usize {
    match finding {
        Finding::Vanishing => 1,
        Finding::Saturated => 2,
        Finding::Dead => 3,
        Finding::LargeUpdate | Finding::SmallUpdate => 4,
    }
}

fn finding_to_js(&(finding, layer): &(Finding, usize)) -> JsValue {
    let object = Object::new().into();
    put(&object, "finding", finding.name());
    put(&object, "layer", layer as f64);
    put(&object, "column", column_of(finding) as f64);
    object
}
