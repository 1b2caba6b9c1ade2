//! One update: the numbers on the edges and in the neurons, a layer's gradient as a matrix, and the terms
//! of one sum.
//!
//! The numbers are those of [`Trace`] and [`Update`], computed from the stage's own state, which is the
//! trainer's bit for bit.

use super::Stage;
use super::network::draw_edges;
use crate::canvas::Sheet;
use crate::convert::{self, choice, count};
use crate::error::{Failure, put};
use crate::trace::{difference_to_js, trace_to_js, update_to_js};
use crate::types::{Canvas, FlowName, Number, PartialConfig};
use backprop_charts::network::{held, matrix};
use backprop_core::choices;
use backprop_core::data::Sample;
use backprop_core::network::check::Check;
use backprop_core::network::formula::loss_formula;
use backprop_core::network::trace::Trace;
use backprop_core::network::update::{Learning, Update};
use backprop_core::run::State;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

choices! {
    /// The quantity on the edges, or in the cells of a matrix.
    Flow {
        /// wᵢⱼ aᵢ, a term of the sum z.
        Forward = "forward",
        /// wᵢⱼ δⱼ, a term of ∂L/∂aᵢ.
        Backward = "backward",
        /// ∂L/∂wᵢⱼ = aᵢ δⱼ.
        Gradient = "gradient",
        /// The change of the weight.
        Update = "update",
    }
}

choices! {
    /// The quantity in a neuron.
    Held {
        /// a.
        Activation = "a",
        /// δ.
        Delta = "delta",
    }
}

#[wasm_bindgen]
impl Stage {
    /// The coming sample and its update, with the settings in force: those of `Trainer.now()`. The pictures
    /// below show it until the state changes.
    #[wasm_bindgen(js_name = traceUpdate, unchecked_return_type = "Trace & { update: Update }")]
    pub fn trace_update(&mut self, now: &PartialConfig) -> Result<JsValue, Failure> {
        let learning = Learning::of(&convert::config(now)?);
        let State { network, moments, .. } = &self.state;
        let trace = Trace::of(network, self.next_sample());
        let update = Update::of(&trace, network, moments, &learning);
        let object = trace_to_js(&trace);
        put(&object, "update", update_to_js(&update));
        self.update = Some(Rc::new((trace, update)));
        Ok(object)
    }

    /// Draws the flow along the edges between two layers: `forward`, `backward`, `gradient` or `update`.
    /// `focus` is the neuron brought forward, or −1.
    #[wasm_bindgen(js_name = drawFlow)]
    pub fn draw_flow(&self, canvas: &Canvas, focus: f64, layer: u32, flow: &FlowName) -> Result<(), Failure> {
        let flow: Flow = choice(flow, "flow")?;
        let sheet = Sheet::of(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        let layer = layer as usize;
        let Some(values) = self.flow(layer, flow) else { return Ok(()) };
        draw_edges(&sheet, &look, &layout, layer, &values, focus)
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
        let quantity = choice(held, "held")?;
        let sheet = Sheet::of(canvas)?;
        let (look, layout) = self.prepared(&sheet);
        let Some((trace, _)) = self.update.as_deref() else { return Ok(()) };
        for (l, layer) in trace.layers.iter().enumerate() {
            if l + 1 < first as usize || l + 1 > last as usize {
                continue;
            }
            let values = match quantity {
                Held::Activation => &layer.a,
                Held::Delta => &layer.delta,
            };
            sheet.paint(&self::held(&layout, l + 1, values, &look), &look)?;
        }
        Ok(())
    }

    /// A layer's gradient or update as a matrix, a cell for every weight: `[fan_in × fan_out]` from
    /// the top left, over the whole canvas.
    #[wasm_bindgen(js_name = drawMatrix)]
    pub fn draw_matrix(&self, canvas: &Canvas, layer: u32, flow: &FlowName) -> Result<(), Failure> {
        let flow: Flow = choice(flow, "flow")?;
        let sheet = Sheet::clean(canvas)?;
        let look = self.look();
        let Some(values) = self.flow(layer as usize, flow) else { return Ok(()) };
        let columns = self.state.network.sizes()[layer as usize + 1];
        let size = [sheet.width, sheet.height].map(|edge| edge as usize);
        sheet.paint(&[matrix(&values, columns, size, &look)], &look)
    }

    /// The columns of `terms`: the neuron, its weight, the factor of that weight, and their product.
    #[wasm_bindgen(js_name = termColumns)]
    pub fn term_columns() -> Vec<String> {
        ["index", "weight", "factor", "product"].map(str::to_owned).to_vec()
    }

    /// The terms of one sum, in rows of `termColumns()`. `forward`: z of a neuron, over the layer before.
    /// `backward`: ∂L/∂a of a neuron, over the layer after.
    pub fn terms(
        &self,
        layer: u32,
        index: u32,
        #[wasm_bindgen(unchecked_param_type = "'forward' | 'backward'")] flow: &JsValue,
    ) -> Result<Vec<f64>, Failure> {
        let forward = choice::<Flow>(flow, "flow")? == Flow::Forward;
        let (layer, index) = (layer as usize, index as usize);
        let sizes = self.state.network.sizes();
        let space = if forward { layer.checked_sub(1) } else { Some(layer) };
        let (Some((trace, _)), Some(space)) =
            (self.update.as_deref(), space.filter(|&space| space + 1 < sizes.len()))
        else {
            return Ok(Vec::new());
        };
        if index >= sizes[layer] {
            return Ok(Vec::new());
        }
        let (weights, columns) = (self.state.network.weights(space), sizes[space + 1]);
        let row = |k: usize, w: f64, factor: f64| [k as f64, w, factor, w * factor];
        Ok(if forward {
            let inputs = inputs_of(trace, space);
            inputs.iter().enumerate().flat_map(|(i, &a)| row(i, weights[i * columns + index], a)).collect()
        } else {
            let deltas = &trace.layers[space].delta;
            deltas.iter().enumerate().flat_map(|(j, &d)| row(j, weights[index * columns + j], d)).collect()
        })
    }

    /// The loss of the coming sample as an expression, for the tape; nothing where the
    /// network is too large to be drawn, or its activation has no formula there.
    #[wasm_bindgen(js_name = lossExpression)]
    pub fn loss_expression(&self) -> Option<String> {
        loss_formula(&self.state.network, &self.next_sample())
    }

    /// A parameter's gradient for the coming sample by backpropagation and by the central difference.
    #[wasm_bindgen(js_name = checkGradient, unchecked_return_type = "Difference")]
    pub fn check_gradient(&self, index: &Number) -> Result<JsValue, Failure> {
        let index = count(index, "index", None, self.state.network.len() as u64 - 1)? as usize;
        Ok(difference_to_js(&self.check().at(index)))
    }

    /// Of `count` parameters from `from` on, the one whose two gradients differ most.
    #[wasm_bindgen(js_name = worstGradient, unchecked_return_type = "Difference | undefined")]
    pub fn worst_gradient(
        &self,
        from: &Number,
        #[wasm_bindgen(js_name = "count")] amount: &Number,
    ) -> Result<JsValue, Failure> {
        let most = self.state.network.len() as u64;
        let from = count(from, "from", None, most)? as usize;
        let amount = count(amount, "count", None, most)? as usize;
        let worst = self.check().worst(from..from + amount);
        Ok(worst.map_or(JsValue::UNDEFINED, |worst| difference_to_js(&worst)))
    }
}

impl Stage {
    fn next_sample(&self) -> Sample {
        Sample::after(self.state.step, &self.points.data, &self.points.split)
    }

    fn check(&self) -> Check {
        Check::of(&self.state.network, self.next_sample())
    }

    /// On every edge between layer `space` and the next, row-major.
    fn flow(&self, space: usize, flow: Flow) -> Option<Vec<f64>> {
        let (trace, update) = self.update.as_deref()?;
        let layer = trace.layers.get(space)?;
        let network = &self.state.network;
        Some(match flow {
            Flow::Forward => {
                let (weights, inputs) = (network.weights(space), inputs_of(trace, space));
                let rows = weights.chunks(layer.delta.len()).zip(inputs);
                rows.flat_map(|(row, a)| row.iter().map(move |w| w * a)).collect()
            }
            Flow::Backward => {
                let deltas = layer.delta.iter().cycle();
                network.weights(space).iter().zip(deltas).map(|(w, d)| w * d).collect()
            }
            Flow::Gradient => layer.gradient.clone(),
            Flow::Update => update.parts[network.places(space)].iter().map(|parts| parts.change).collect(),
        })
    }
}

/// The inputs of the layer after `space`.
fn inputs_of(trace: &Trace, space: usize) -> Vec<f64> {
    space.checked_sub(1).map_or(trace.sample.input.clone(), |before| trace.layers[before].a.clone())
}
