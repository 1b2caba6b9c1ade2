//! The network's answers on a grid over the plane, for the big plot: at all nodes at once, or some rows
//! at a time.

use super::Stage;
use backprop_charts::boundary::share;
use backprop_core::network::Activity;
use backprop_core::numeric::field::Field;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Nodes across the plane while things move, and when they rest.
const NODES: [usize; 2] = [48, 112];
/// At most this many weights are multiplied for a picture, so that a large network does not hold up
/// the page: it gets a coarser grid.
const MULTIPLICATIONS: [usize; 2] = [24_000_000, 60_000_000];

/// A [`Sample`] in progress, row by row from below.
pub(super) struct Sampling {
    focus: Option<usize>,
    columns: usize,
    answer: Vec<f64>,
    outputs: Vec<f64>,
}

/// The content of the big plot.
pub(super) struct Sample {
    /// The neuron whose output is shown, if it is not the answer.
    focus: Option<usize>,
    columns: usize,
    /// (1 + o₁ − o₀)/2: below ½ the answer is class 0, above it class 1.
    pub(super) answer: Field,
    /// The neuron's output.
    pub(super) shown: Option<Field>,
}

#[wasm_bindgen]
impl Stage {
    /// Computes `rows` more rows of the grid that [`draw_field`](Self::draw_field) shows; returns whether
    /// all are computed. Otherwise `draw_field` computes the rest; a page at rest may want to spread that
    /// over frames.
    #[wasm_bindgen(js_name = sampleField)]
    pub fn sample_field(&self, focus: f64, fine: bool, rows: u32) -> bool {
        let (focus, columns) = (focused(focus), self.columns(fine));
        if self.known(focus, columns).is_some() {
            return true;
        }
        let mut sampling = self.begun(focus, columns);
        self.extend(&mut sampling, rows as usize);
        let done = sampling.is_whole();
        if done {
            self.finish(sampling);
        } else {
            self.sampling.replace(Some(sampling));
        }
        done
    }

    /// Nodes across the plane.
    pub(super) fn columns(&self, fine: bool) -> usize {
        let affordable = MULTIPLICATIONS[usize::from(fine)] * 5 / (4 * self.state.network.len());
        NODES[usize::from(fine)].min(affordable.isqrt())
    }

    pub(super) fn sampled_plane(&self, focus: Option<usize>, columns: usize) -> Rc<Sample> {
        self.known(focus, columns).unwrap_or_else(|| {
            let mut sampling = self.begun(focus, columns);
            self.extend(&mut sampling, usize::MAX);
            self.finish(sampling)
        })
    }

    fn known(&self, focus: Option<usize>, columns: usize) -> Option<Rc<Sample>> {
        let last = self.sample.borrow().clone();
        last.filter(|last| last.focus == focus && last.columns == columns)
    }

    /// The rows sampled so far. A grid with another focus or size stays as it is.
    fn begun(&self, focus: Option<usize>, columns: usize) -> Sampling {
        let same = |last: &mut Sampling| last.focus == focus && last.columns == columns;
        let begun = self.sampling.borrow_mut().take_if(same);
        begun.unwrap_or_else(|| Sampling { focus, columns, answer: Vec::new(), outputs: Vec::new() })
    }

    fn extend(&self, sampling: &mut Sampling, rows: usize) {
        let Sampling { focus, columns, ref mut answer, ref mut outputs } = *sampling;
        let nodes = self.points.view.nodes(columns, height(columns));
        let mut activity = self.activity.borrow_mut();
        for point in nodes.skip(answer.len()).take(rows.saturating_mul(columns)) {
            answer.push(share(self.state.network.predict(&point, &mut activity)));
            outputs.extend(focus.and_then(|neuron| self.neuron_output(&activity, neuron)));
        }
    }

    fn finish(&self, sampling: Sampling) -> Rc<Sample> {
        let Sampling { focus, columns, answer, outputs } = sampling;
        let field = |values| Field { view: self.points.view, columns, values };
        let shown = (outputs.len() == answer.len()).then(|| field(outputs));
        let sample = Rc::new(Sample { focus, columns, answer: field(answer), shown });
        self.sample.replace(Some(Rc::clone(&sample)));
        sample
    }

    /// The network's outputs at a point, and the neuron's output there, if there is such a neuron.
    pub(super) fn outputs_at(&self, point: [f64; 2], neuron: Option<usize>) -> (Vec<f64>, Option<f64>) {
        let mut activity = self.activity.borrow_mut();
        let output = self.state.network.predict(&point, &mut activity).to_vec();
        (output, neuron.and_then(|neuron| self.neuron_output(&activity, neuron)))
    }

    fn neuron_output(&self, activity: &Activity, index: usize) -> Option<f64> {
        let mut rest = index;
        for (layer, size) in self.state.network.sizes().into_iter().enumerate() {
            if rest < size {
                return activity.layer(layer).nth(rest);
            }
            rest -= size;
        }
        None
    }
}

impl Sampling {
    fn is_whole(&self) -> bool {
        self.answer.len() == self.columns * height(self.columns)
    }
}

/// The neuron that JavaScript names by its index, or by −1 for none.
pub(super) fn focused(index: f64) -> Option<usize> {
    usize::try_from(index as i64).ok()
}

/// Rows of a grid with so many columns.
fn height(columns: usize) -> usize {
    columns * 4 / 5
}
