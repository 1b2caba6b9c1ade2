/** The charts of the Network lesson as tables: curves, decision boundary, weights, a parameter's past. */

import { fixed, grouped, percent, significant } from "../../ui/numbers.js";
import { ofMoment, sampled } from "../../ui/table-dialog.js";
import { firstParameterOf } from "./inspector-names.js";
import { neuronAt, neuronName } from "./neuron-names.js";

/** @typedef {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
 *   focus: import("./neuron-focus.js").NeuronFocus }} Parts */

/** The number of points in the table of the boundary, along x₁ and x₂. */
const GRID = [9, 7];

/**
 * @param {"loss" | "accuracy"} which
 * @param {Parts} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function curve(which, { session, words }) {
  const { curve } = session;
  const columns = ["epoch", "step", ...(which === "loss" ? ["trainLoss", "testLoss"] : ["trainAccuracy", "testAccuracy"])];
  const write = which === "loss" ? (/** @type {number} */ x) => fixed(x, 6) : percent;
  const shown = sampled(curve.length, (row) => curve.value(row, "epoch")).map((row) => {
    return columns.map((column) => curve.value(row, column));
  });
  const now = moment(session);
  if (now.step > (shown.at(-1)?.[1] ?? -1)) shown.push(columns.map((column) => now[column]));
  return [{
    caption: ofMoment(words, words.say(`curve.${which}`), now),
    columns: [
      { label: words.say("chart.epoch"), quantity: "epoch", write: grouped },
      { label: words.say("quantity.step"), quantity: "step", write: grouped },
      { label: words.say("chart.train"), quantity: "train", write },
      { label: words.say("chart.test"), quantity: "test", write },
    ],
    rows: shown,
  }];
}

/**
 * The output of the network, or of the neuron in focus, on a grid over the plane.
 * @param {Parts} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function boundary({ session, words, focus }) {
  const { stage, config: { layers } } = session;
  const places = [];
  for (let down = 0; down < GRID[1]; down += 1) {
    for (let across = 0; across < GRID[0]; across += 1) {
      places.push(stage.boundaryAt(...inside(stage, across, down), SIZE, SIZE, focus.shown));
    }
  }
  const name = focus.shown < 0 ? words.say("boundary.name") : neuronName(words, layers, neuronAt(layers, focus.shown));
  const outputs = focus.shown < 0 ? ["o0", "o1"] : ["value"];
  const labels = { o0: "o₀", o1: "o₁", value: "a" };
  const short = (/** @type {number} */ x) => fixed(x, 2);
  const long = (/** @type {number} */ x) => fixed(x, 4);
  return [{
    caption: ofMoment(words, name, moment(session)),
    columns: [
      { label: "x₁", quantity: "x1", write: short }, { label: "x₂", quantity: "x2", write: short },
      ...outputs.map((output) => ({ label: labels[output], quantity: output, write: long })),
      { label: words.say("boundary.class"), quantity: "class" },
    ],
    rows: places.map((place) => [place.x1, place.x2, ...outputs.map((output) => place[output]), place.class]),
  }];
}

/** The size of the imaginary plot in which the grid is measured, in pixels. */
const SIZE = 1000;

/** A point of the grid in pixels: its columns and rows are centred in equal parts of the plane. */
function inside(stage, across, down) {
  const [left, right, low, high] = stage.view();
  const x1 = left + ((across + 0.5) / GRID[0]) * (right - left);
  const x2 = high - ((down + 0.5) / GRID[1]) * (high - low);
  return stage.boundaryPosition(x1, x2, SIZE, SIZE);
}

/**
 * The weights into the neuron in focus, else into the first output.
 * @param {Parts} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function weights({ session, words, focus }) {
  const { config: { layers }, stage } = session;
  const inFront = neuronAt(layers, Math.max(0, focus.shown));
  const { layer, index } = inFront.layer > 0 ? inFront : { layer: layers.length - 1, index: 0 };
  const from = firstParameterOf(layer, layers);
  const [fanIn, fanOut] = [layers[layer - 1], layers[layer]];
  const parameters = stage?.parameters() ?? new Float64Array();
  const name = neuronName(words, layers, { layer, index });
  return [{
    caption: ofMoment(words, words.say("tables.weights", { name }), moment(session)),
    columns: [
      { label: words.say("tables.from") },
      { label: "w", quantity: "weight", write: significant },
    ],
    rows: [
      ...Array.from({ length: fanIn }, (_, i) => {
        return [neuronName(words, layers, { layer: layer - 1, index: i }), parameters[from + i * fanOut + index]];
      }),
      [words.say("tables.bias"), parameters[from + fanIn * fanOut + index]],
    ],
  }];
}

/**
 * A parameter over the epochs.
 * @param {Float64Array} values epochs and numbers, alternating
 * @param {import("../../shell/words.js").Words} words
 * @param {string} name of the parameter
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function past(values, words, name) {
  return [{
    caption: [name],
    columns: [
      { label: words.say("chart.epoch"), quantity: "epoch", write: grouped },
      { label: words.say("inspector.value"), quantity: "parameter", write: significant },
    ],
    rows: sampled(values.length / 2, (row) => values[2 * row]).map((row) => [values[2 * row], values[2 * row + 1]]),
  }];
}

/** The newest metrics, by the columns of the curve. */
function moment(session) {
  const { epoch = 0, step = 0, trainLoss, testLoss, trainAccuracy, testAccuracy } = session.snapshot?.metrics ?? {};
  return { epoch, step, trainLoss, testLoss, trainAccuracy, testAccuracy };
}
