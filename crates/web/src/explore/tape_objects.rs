//! What the tape says, as plain JavaScript objects.

use crate::error::{Failure, put};
use backprop_core::expression::{Expected, ExpressionError, function_names};
use backprop_core::tape::{Contribution, Id, Moment, Path, Paths, Recording, Tape};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A node of a tape. */
export interface TapeNode {
  /** Its own name, or v1, v2, …, or the number that a constant is. */
  name: string;
  /** Whether the expression gave it that name. */
  named: boolean;
  /** leaf, constant, neg, sin, …, add, sub, mul, div, pow, max. */
  op: string;
  /** The nodes that it is computed from. */
  operands: number[];
  /** Of a variable: whether the expression gives it its value. */
  given: boolean;
}

/** What one step adds to one operand: `after` = `before` + `slope` · incoming. */
export interface TapeContribution {
  operand: number;
  slope: number;
  product: number;
  before: number;
  after: number;
}

/** What has just been done. Passes are counted from 0, steps from 1. */
export type TapeMoment =
  | { kind: "start" }
  | { kind: "forward", node: number, step: number, steps: number }
  | { kind: "seed", node: number, pass: number, before: number, after: number }
  | { kind: "backward", node: number, pass: number, step: number, steps: number, incoming: number,
      contributions: TapeContribution[] };

/** The ways from one node up to another. */
export interface TapePaths {
  /** How many there are; Infinity: more than can be counted. */
  total: number;
  /** The sum of the products that are listed. */
  sum: number;
  paths: {
    /** The upper node first. */
    nodes: number[];
    product: number;
    /** From name to name; `whole`: there is no other way between the two. */
    factors: { of: number, by: number, value: number, whole: boolean }[];
  }[];
}

/** The properties of the error of an expression that cannot be read. */
export interface ExpressionProblem {
  field: "expression";
  code: "empty" | "unknownCharacter" | "unexpected" | "unknownFunction" | "reserved" | "reassigned"
    | "numberTooLarge" | "tooLong" | "tooDeep" | "tooManyNodes";
  /** Where, in the text as JavaScript counts it. */
  start: number;
  end: number;
  /** What stands there; empty at the end of the text. */
  found: string;
  value: string;
  /** What would have been right there. */
  expected: ("operand" | "operator" | "opening" | "closing" | "comma" | "end" | "function")[];
  limit?: number;
  /** The functions that there are, where one was expected. */
  functions?: string[];
}
"#;

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

/// `TapeMoment`.
pub fn moment(recording: &Recording, at: usize) -> JsValue {
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
pub fn paths(tape: &Tape, paths: &Paths) -> JsValue {
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
