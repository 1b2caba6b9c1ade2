/**
 * The table of a moment: the terms of its sum, or its effect on every weight into the neuron in
 * focus. The numbers come from the trace and the stage.
 */

import { h } from "../../../ui/dom.js";
import { parameterIndex } from "../inspector-names.js";
import { placeOf, shortName } from "../neuron-names.js";
import { RULES } from "./questions.js";

/** @typedef {import("./terms.js").Term} Term */
/** @typedef {{ headings: HTMLElement[], quantities: string[], terms: Term[] }} Table */

const heading = (/** @type {string} */ text, className = "") => h("span", { class: className }, text);

/**
 * @param {import("./moments.js").Phase} phase
 * @param {import("./formula.js").Place} place
 * @param {import("../session.js").Session} session
 * @param {import("../../../shell/words.js").Words} words
 * @returns {Table}
 */
export function tableOf(phase, place, session, words) {
  const { config: { layers }, stages: { inspection } } = session;
  const named = (/** @type {number} */ layer, /** @type {number} */ index, /** @type {number[]} */ numbers) => ({
    name: shortName(layers, { layer, index }), at: placeOf(layers, { layer, index }), numbers,
    length: numbers[numbers.length - 1],
  });
  const { trace, layer, to, last } = place;
  const sent = layer === 1 ? "x" : "a";
  if (phase === "forward") {
    const rows = inspection.terms(layer, to, "forward");
    return table(["w", sent, `w·${sent}`], ["term-weight", "term-a", "term-product"], sums(inspection, rows, (i) => ({ ...named(layer - 1, i, []), weight: { layer, from: i, to } })));
  }
  if (phase === "delta" && layer < last) {
    const rows = inspection.terms(layer, to, "backward");
    return table(["w", "δ", "w·δ"], ["term-weight", "term-delta", "term-product"], sums(inspection, rows, (j) => ({
      ...named(layer + 1, j, []), weight: { layer: layer + 1, from: to, to: j },
    })));
  }
  const { a, error, delta, gradient } = trace.layers[layer - 1];
  if (phase === "loss" || phase === "delta") {
    const rows = [0, 1].map((k) => named(last, k, [a[k], trace.target[k], phase === "loss" ? error[k] : delta[k]]));
    return table(["o", "t", phase === "loss" ? "o − t" : "δ"], ["term-o", "term-t", phase === "loss" ? "term-error" : "term-delta"], rows);
  }
  const { before, m, change, after } = trace.update;
  const row = (/** @type {number} */ i, /** @type {number[]} */ numbers) => {
    return { ...named(layer - 1, i, numbers), weight: { layer, from: i, to } };
  };
  const inputs = layer === 1 ? trace.input : trace.layers[layer - 2].a;
  const rows = Array.from(inputs, (input, i) => {
    if (phase === "gradient") return row(i, [input, delta[to], gradient[i * delta.length + to]]);
    const at = parameterIndex({ kind: "w", layer, from: i, to }, layers);
    return row(i, [before[at], change[at], after[at]]);
  });
  if (phase === "gradient") return table([sent, "δ", "∂L/∂w"], ["term-a", "term-delta", "term-gradient"], rows);
  const changes = rows.map((row) => ({ ...row, length: row.numbers[1] }));
  return table(["w", m ? "−η·m" : "−η·∂L/∂w", words.say("update.new")], ["term-before", "term-update", "term-after"], changes);
}

/**
 * The numbers from which the answer to a question follows, without the result.
 * @param {import("./moments.js").Phase} phase
 * @param {import("./questions.js").Question} question
 * @param {import("./formula.js").Place} place
 * @param {import("../session.js").Session} session
 * @returns {Table | null} `null` if the question is about a rule
 */
export function givenOf(phase, { kind, answers }, place, session) {
  if (kind in RULES) return null;
  const { trace, layers, layer, to } = place;
  const parts = trace.layers[layer - 1];
  const pair = (/** @type {string[]} */ names, /** @type {string[]} */ quantities, /** @type {string[]} */ columns) => table(names, quantities,
    answers.map((answer) => {
      const { index } = /** @type {import("./questions.js").Neuron} */ (answer);
      const at = { layer, index };
      return { name: shortName(layers, at), at: placeOf(layers, at), numbers: columns.map((column) => parts[column][index]), length: 0 };
    }));
  if (kind === "output") return pair(["z"], ["trace-z"], ["z"]);
  if (kind === "steeper") return pair(["f′(z)", "∂L/∂a"], ["trace-slope", "trace-error"], ["slope", "error"]);
  const { headings, quantities, terms } = tableOf(phase, place, session, UNSAID);
  const bare = terms.map((term) => ({ ...term, length: 0 }));
  if (phase === "update") {
    const { before, gradient, m } = trace.update;
    return table(["w", m ? "m" : "∂L/∂w"], ["term-before", m ? "slot-m" : "term-gradient"], bare.map((term, from) => {
      const at = parameterIndex({ kind: "w", layer, from, to }, layers);
      return { ...term, numbers: [before[at], (m ?? gradient)[at]] };
    }));
  }
  const given = { headings: headings.filter((_, i) => i !== headings.length - 2), quantities, terms: bare.map((term) => ({ ...term, numbers: term.numbers.slice(0, -1) })) };
  if (kind !== "sum") return given;
  // The bias belongs to the sum.
  const bias = trace.update.before[parameterIndex({ kind: "b", layer, from: 0, to }, layers)];
  return { ...given, terms: [{ name: "b", at: -1, numbers: [bias], length: 0 }, ...given.terms] };
}

/** For tables without words. */
const UNSAID = /** @type {any} */ ({ say: () => "" });

/** A term for each row of the stage. */
function sums(inspection, rows, make) {
  const columns = inspection.constructor.termColumns();
  return Array.from({ length: rows.length / columns.length }, (_, r) => {
    const number = (/** @type {string} */ column) => rows[r * columns.length + columns.indexOf(column)];
    const numbers = ["weight", "factor", "product"].map(number);
    return { ...make(number("index")), numbers, length: number("product") };
  });
}

/** @returns {Table} with its bars on one scale */
function table(names, quantities, rows) {
  const longest = Math.max(...rows.map(({ length }) => Math.abs(length)), Number.MIN_VALUE);
  const terms = rows.map((row) => ({ ...row, length: row.length / longest }));
  return { headings: [heading(""), ...names.map((name) => heading(name, "number")), heading("")], quantities, terms };
}
