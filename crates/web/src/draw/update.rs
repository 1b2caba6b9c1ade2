//! One update, looked at: what flows along the edges, what the neurons hold, a layer's gradient as a
//! matrix, and the terms of one sum.
//!
//! The numbers are those of [`Trace`], computed from the stage's own parameters, which are the
//! trainer's bit for bit.

use super::Stage;
use super::layout::Layout;
use super::network::draw_layer;
use crate::canvas::Sheet;
use crate::convert::{count, describe, number, text_of};
use crate::error::{Failure, argument};
use crate::trace::{difference_to_js, trace_to_js};
use crate::types::{Canvas, FlowName, Number};
use backprop_charts::look::Look;
use backprop_core::config::{Code, Field};
use backprop_core::data::Sample;
use backprop_core::network::check::Check;
use backprop_core::network::formula::loss_formula;
use backprop_core::network::trace::{LayerTrace, Trace};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Steps beyond this are no whole numbers in JavaScript.
const MOST_STEPS: u64 = (1 << 53) - 1;

/// What an edge, or a cell of a matrix, carries.
#[derive(Clone, Copy)]
enum Flow {
    /// wᵢⱼ aᵢ, what the sum z takes.
    Forward,
    /// wᵢⱼ δⱼ, what goes back to neuron i.
    Backward,
    /// ∂L/∂wᵢⱼ = aᵢ δⱼ.
    Gradient,
    /// −η ∂L/∂wᵢⱼ.
    Update,
}

/// What a neuron holds.
#[derive(Clone, Copy)]
enum Held {
    Activation,
    Delta,
}

impl Flow {
    fn named(name: &JsValue) -> Result<Self, Failure> {
        match text_of(name).as_deref() {
            Some("forward") => Ok(Self::Forward),
            Some("backward") => Ok(Self::Backward),
            Some("gradient") => Ok(Self::Gradient),
            Some("update") => Ok(Self::Update),
            _ => Err(unknown("flow", name, "forward, backward, gradient or update")),
        }
    }
}

impl Held {
    fn named(name: &JsValue) -> Result<Self, Failure> {
        match text_of(name).as_deref() {
            Some("a") => Ok(Self::Activation),
            Some("delta") => Ok(Self::Delta),
            _ => Err(unknown("held", name, "a or delta")),
        }
    }
}

fn unknown(field: &str, value: &JsValue, expected: &str) -> Failure {
    argument(Code::OutOfRange, field, describe(value), None, expected)
}

#[wasm_bindgen]
impl Stage {
    /// The update that a run with these parameters makes after `step` samples at this learning rate.
    /// The pictures below are of it, until the parameters are others.
    #[wasm_bindgen(js_name = traceUpdate, unchecked_return_type = "Trace")]
    pub fn trace_update(&mut self, step: &Number, rate: &Number) -> Result<JsValue, Failure> {
        let step = count(step, "step", None, MOST_STEPS)?;
        let range = Field::named("learningRate").map_or((0.0, 10.0), |field| (field.min, field.max));
        let rate = number(rate, "rate", range)?;
        let trace = Trace::of(&self.network, self.sample_after(step), rate, self.config.train_bias());
        let object = trace_to_js(&trace);
        self.update = Some(Rc::new(trace));
        Ok(object)
    }

    /// What flows along the edges between two layers: `forward`, `backward`, `gradient` or `update`.
    /// `focus` is the neuron brought forward, or −1.
    #[wasm_bindgen(js_name = drawFlow)]
    pub fn draw_flow(&self, canvas: &Canvas, focus: f64, layer: u32, flow: &FlowName) -> Result<(), Failure> {
        let flow = Flow::named(flow)?;
        let sheet = Sheet::of(canvas)?;
        let look = self.look();
        let scale = look.scale;
        let layout = Layout::new(&self.network.sizes(), sheet.width / scale, sheet.height / scale);
        let layer = layer as usize;
        let Some(values) = self.flow(layer, flow) else { return Ok(()) };
        let [from, to] = layout.space(layer).map(|x| (x * scale).round());
        sheet.context.clear_rect(from, 0.0, to - from, sheet.height);
        let focus = (focus >= 0.0).then_some(focus as usize);
        draw_layer(&sheet, &look, &layout, layer, &values, focus);
        Ok(())
    }

    /// Every neuron of the layers `first` to `last` as a square of what it holds, `a` or `delta`: sign
    /// and strength by colour, on the scale of its layer.
    #[wasm_bindgen(js_name = drawHeld)]
    pub fn draw_held(
        &self,
        canvas: &Canvas,
        first: u32,
        last: u32,
        #[wasm_bindgen(unchecked_param_type = "'a' | 'delta'")] held: &JsValue,
    ) -> Result<(), Failure> {
        let held = Held::named(held)?;
        let sheet = Sheet::of(canvas)?;
        let look = self.look();
        let scale = look.scale;
        let layout = Layout::new(&self.network.sizes(), sheet.width / scale, sheet.height / scale);
        let Some(update) = &self.update else { return Ok(()) };
        for (l, layer) in update.layers.iter().enumerate() {
            if l + 1 < first as usize || l + 1 > last as usize {
                continue;
            }
            let values = match held {
                Held::Activation => &layer.a,
                Held::Delta => &layer.delta,
            };
            let largest = largest(values);
            for (&value, tile) in values.iter().zip(layout.layer(l + 1)) {
                let size = (tile.size * scale).round() as usize;
                let color = shade(value, largest, &look);
                let rgba = color.repeat(size * size);
                sheet.put(&rgba, size, (tile.left * scale).round(), (tile.top * scale).round())?;
            }
        }
        Ok(())
    }

    /// A layer's gradient or update as a matrix, a cell for every weight: `[fan_in × fan_out]` from
    /// the top left, over the whole canvas.
    #[wasm_bindgen(js_name = drawMatrix)]
    pub fn draw_matrix(&self, canvas: &Canvas, layer: u32, flow: &FlowName) -> Result<(), Failure> {
        let flow = Flow::named(flow)?;
        let sheet = Sheet::clean(canvas)?;
        let look = self.look();
        let Some(values) = self.flow(layer as usize, flow) else { return Ok(()) };
        let largest = largest(&values);
        let columns = self.network.sizes()[layer as usize + 1];
        let rows = values.len() / columns;
        let (width, height) = (sheet.width as usize, sheet.height as usize);
        let mut rgba = Vec::with_capacity(4 * width * height);
        for y in 0..height {
            let row = &values[y * rows / height * columns..][..columns];
            for x in 0..width {
                rgba.extend_from_slice(&shade(row[x * columns / width], largest, &look));
            }
        }
        sheet.put(&rgba, width, 0.0, 0.0)
    }

    /// The terms of one sum, in rows of four: which neuron, weight, what it is multiplied with, and
    /// the product. `forward`: z of a neuron, over the layer before. `backward`: ∂L/∂a of a neuron,
    /// over the layer after.
    pub fn terms(
        &self,
        layer: u32,
        index: u32,
        #[wasm_bindgen(unchecked_param_type = "'forward' | 'backward'")] flow: &JsValue,
    ) -> Result<Vec<f64>, Failure> {
        let forward = matches!(Flow::named(flow)?, Flow::Forward);
        let (layer, index) = (layer as usize, index as usize);
        let sizes = self.network.sizes();
        let space = if forward { layer.checked_sub(1) } else { Some(layer) };
        let (Some(update), Some(space)) = (&self.update, space.filter(|&space| space + 1 < sizes.len()))
        else {
            return Ok(Vec::new());
        };
        if index >= sizes[layer] {
            return Ok(Vec::new());
        }
        let (weights, columns) = (self.network.weights(space), sizes[space + 1]);
        let row = |k: usize, w: f64, factor: f64| [k as f64, w, factor, w * factor];
        Ok(if forward {
            let inputs = inputs_of(update, space);
            inputs.iter().enumerate().flat_map(|(i, &a)| row(i, weights[i * columns + index], a)).collect()
        } else {
            let deltas = &update.layers[space].delta;
            deltas.iter().enumerate().flat_map(|(j, &d)| row(j, weights[index * columns + j], d)).collect()
        })
    }

    /// The loss of the sample after `step` others as an expression, for the tape; nothing where the
    /// network is too large to be drawn, or its activation has no formula there.
    #[wasm_bindgen(js_name = lossExpression)]
    pub fn loss_expression(&self, step: &Number) -> Result<Option<String>, Failure> {
        let step = count(step, "step", None, MOST_STEPS)?;
        Ok(loss_formula(&self.network, &self.sample_after(step)))
    }

    /// A parameter's gradient for this update by backpropagation and by the central difference.
    #[wasm_bindgen(js_name = checkGradient, unchecked_return_type = "Difference")]
    pub fn check_gradient(&self, step: &Number, index: &Number) -> Result<JsValue, Failure> {
        let step = count(step, "step", None, MOST_STEPS)?;
        let index = count(index, "index", None, self.network.len() as u64 - 1)? as usize;
        Ok(difference_to_js(&Check::of(&self.network, self.sample_after(step)).at(index)))
    }

    /// The parameter among `number` ones from `from` on whose two gradients differ most.
    #[wasm_bindgen(js_name = worstGradient, unchecked_return_type = "Difference | undefined")]
    pub fn worst_gradient(
        &self,
        step: &Number,
        from: &Number,
        #[wasm_bindgen(js_name = "count")] amount: &Number,
    ) -> Result<JsValue, Failure> {
        let step = count(step, "step", None, MOST_STEPS)?;
        let most = self.network.len() as u64;
        let from = count(from, "from", None, most)? as usize;
        let amount = count(amount, "count", None, most)? as usize;
        let worst = Check::of(&self.network, self.sample_after(step)).worst(from..from + amount);
        Ok(worst.map_or(JsValue::UNDEFINED, |worst| difference_to_js(&worst)))
    }
}

impl Stage {
    fn sample_after(&self, step: u64) -> Sample {
        Sample::after(step, &self.points.data, &self.points.split)
    }

    /// On every edge between layer `space` and the next, row-major.
    fn flow(&self, space: usize, flow: Flow) -> Option<Vec<f64>> {
        let update = self.update.as_ref()?;
        let layer: &LayerTrace = update.layers.get(space)?;
        let columns = layer.delta.len();
        Some(match flow {
            Flow::Forward => {
                let inputs = inputs_of(update, space);
                let rows = layer.weight_before.chunks(columns).zip(inputs);
                rows.flat_map(|(row, a)| row.iter().map(move |w| w * a)).collect()
            }
            Flow::Backward => {
                let rows = layer.weight_before.chunks(columns);
                rows.flat_map(|row| row.iter().zip(&layer.delta).map(|(w, d)| w * d)).collect()
            }
            Flow::Gradient => layer.weight_gradient.clone(),
            Flow::Update => layer.weight_update.clone(),
        })
    }
}

/// What the layer after `space` gets as its inputs.
fn inputs_of(update: &Trace, space: usize) -> Vec<f64> {
    space.checked_sub(1).map_or(update.sample.input.clone(), |before| update.layers[before].a.clone())
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |most, value| if value.abs() > most { value.abs() } else { most })
}

/// From the colour of one sign over paper to that of the other.
fn shade(value: f64, largest: f64, look: &Look) -> [u8; 4] {
    let share = if largest > 0.0 { value / largest } else { 0.0 };
    let color = look.palette.color(f64::midpoint(1.0, -share), look);
    [color.0, color.1, color.2, 255]
}
