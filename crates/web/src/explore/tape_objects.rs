//! The tape as plain JavaScript objects.

use crate::error::{Failure, put};
use backprop_core::expression::{Expected, ExpressionError, function_names};
use backprop_core::tape::{Contribution, Id, Moment, Op, Path, Paths, Recording, Tape, relative_difference};
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("tape.d.ts");

/// Most paths that are listed.
const MOST_PATHS: usize = 64;
/// Most variables whose difference quotients are computed.
const MOST_QUOTIENTS: usize = 100;

/// `TapeNode`.
pub fn node(tape: &Tape, names: &[String], given: &[Id], id: Id) -> JsValue {
    let object = Object::new().into();
    put(&object, "name", names.get(id.index()).map_or("", String::as_str));
    put(&object, "named", tape.given_name(id).is_some());
    put(&object, "op", tape.op(id).name());
    put(&object, "operands", indices(tape.op(id).operands()));
    put(&object, "given", given.contains(&id));
    object
}

/// `TapeFrame`.
pub fn frame(tape: &Tape, recording: &Recording, (at, root, by): (usize, Id, Option<Id>)) -> JsValue {
    let object = Object::new().into();
    let gradients = recording.gradients(at);
    let leaves = tape.ids().filter(|&id| tape.op(id) == Op::Leaf).take(MOST_QUOTIENTS);
    let checked = leaves.map(|leaf| {
        let quotient = tape.difference_quotient(root, leaf);
        (quotient, relative_difference(gradients[leaf.index()], quotient))
    });
    let (quotients, relatives): (Vec<f64>, Vec<f64>) = checked.unzip();
    let values: Vec<f64> = tape.ids().map(|id| tape.value(id)).collect();
    for (key, numbers) in [
        ("values", values),
        ("gradients", gradients),
        ("derivatives", tape.derivatives(root)),
        ("quotients", quotients),
        ("relatives", relatives),
    ] {
        put(&object, key, Float64Array::from(numbers.as_slice()));
    }
    let flags = |list: Vec<bool>| list.into_iter().map(JsValue::from).collect::<Array>();
    put(&object, "known", flags(recording.known(at)));
    put(&object, "watched", flags(tape.ids().map(|id| tape.is_watched(id)).collect()));
    put(&object, "root", root.index());
    put(&object, "passes", recording.passes().len());
    put(&object, "moment", moment(recording, at));
    if let Some(by) = by {
        put(&object, "paths", paths(tape, &tape.paths(root, by, MOST_PATHS)));
    }
    object
}

/// `TapeMoment`.
fn moment(recording: &Recording, at: usize) -> JsValue {
    let object = Object::new().into();
    let (moment, pass) = recording.moment(at);
    let kind = match moment {
        Moment::Start => "start",
        Moment::Forward(node) => {
            counted(&object, node, at, recording.forward_len());
            "forward"
        }
        Moment::Seed(seeded) => {
            put(&object, "node", seeded.root.index());
            put(&object, "pass", pass);
            put(&object, "before", seeded.before);
            put(&object, "after", seeded.after);
            "seed"
        }
        Moment::Backward(whole, step) => {
            let number = whole.steps.iter().position(|other| other.node == step.node).unwrap_or(0) + 1;
            counted(&object, step.node, number, whole.steps.len());
            put(&object, "pass", pass);
            put(&object, "incoming", step.incoming);
            put(&object, "contributions", step.contributions.iter().map(contribution).collect::<Array>());
            "backward"
        }
    };
    put(&object, "kind", kind);
    object
}

fn counted(object: &JsValue, node: Id, step: usize, steps: usize) {
    put(object, "node", node.index());
    put(object, "step", step);
    put(object, "steps", steps);
}

fn contribution(added: &Contribution) -> JsValue {
    let object = Object::new().into();
    put(&object, "operand", added.operand.index());
    for (key, value) in
        [("slope", added.slope), ("product", added.product), ("before", added.before), ("after", added.after)]
    {
        put(&object, key, value);
    }
    object
}

/// `TapePaths`.
fn paths(tape: &Tape, paths: &Paths) -> JsValue {
    let object = Object::new().into();
    let total = if paths.total == u64::MAX { f64::INFINITY } else { paths.total as f64 };
    put(&object, "total", total);
    put(&object, "sum", paths.list.iter().map(|path| path.product).sum::<f64>());
    put(&object, "paths", paths.list.iter().map(|path| path_to_js(tape, path)).collect::<Array>());
    object
}

fn path_to_js(tape: &Tape, path: &Path) -> JsValue {
    let object = Object::new().into();
    put(&object, "nodes", indices(path.nodes.iter().copied()));
    put(&object, "product", path.product);
    let factors = tape.factors(path).into_iter().map(|factor| {
        let object = JsValue::from(Object::new());
        put(&object, "of", factor.of.index());
        put(&object, "by", factor.by.index());
        put(&object, "value", factor.value);
        put(&object, "whole", factor.whole);
        object
    });
    put(&object, "factors", factors.collect::<Array>());
    object
}

fn indices(ids: impl Iterator<Item = Id>) -> Array {
    ids.map(|id| JsValue::from(id.index())).collect()
}

/// The JavaScript `Error` of an expression that cannot be read: `ExpressionProblem`.
pub fn expression_failure(error: &ExpressionError) -> Failure {
    let object: JsValue = js_sys::Error::new(&error.to_string()).into();
    put(&object, "code", error.code.name());
    put(&object, "field", "expression");
    put(&object, "start", error.span.start);
    put(&object, "end", error.span.end);
    put(&object, "found", error.found.as_str());
    put(&object, "value", error.found.as_str());
    let names = |list: &[Expected]| list.iter().map(|one| JsValue::from(one.name())).collect::<Array>();
    put(&object, "expected", names(error.expected));
    if let Some(limit) = error.limit {
        put(&object, "limit", limit);
    }
    if error.expected.contains(&Expected::Function) {
        put(&object, "functions", function_names().into_iter().map(JsValue::from).collect::<Array>());
    }
    object
}
