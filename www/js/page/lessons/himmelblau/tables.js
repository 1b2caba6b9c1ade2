/**
 * The pictures of the Himmelblau lesson as tables: the paths, the basins, the surface, and
 * the ending at each learning rate.
 */

import { sampled } from "../../ui/table-dialog.js";
import { coordinate, coordinateShort, general } from "./write.js";

/** @typedef {{ descents: import("./descents.js").Descents,
 *   words: import("../../shell/words.js").Words }} Parts */

/** The number of points along a side of the plane. */
const SIDE = 9;

/**
 * The paths up to the current step, and the basins if shown; for a hidden surface, the probes.
 * @param {Parts & { at: number, codes: Uint8Array | null, floor: import("./floor.js").HiddenFloor }} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function map({ at, codes, floor, ...parts }) {
  if (floor.terrain) return [probed(floor.probes, parts.words)];
  const { descents } = parts;
  const paths = descents.shown.map((optimizer) => path(optimizer, at, parts));
  return codes ? [...paths, basins(codes, parts)] : paths;
}

function path(optimizer, at, { descents, words }) {
  const last = Math.min(at, descents.report(optimizer).length);
  return {
    caption: [words.say(`himmelblau.optimizer.${optimizer}`)],
    columns: [
      { label: words.say("himmelblau.table.step"), quantity: "step" },
      { label: "x", quantity: "x", write: coordinate }, { label: "y", quantity: "y", write: coordinate },
      { label: "f(x, y)", quantity: "f", write: general },
    ],
    rows: sampled(last + 1).map((step) => {
      const { x, y, f } = descents.step(step, optimizer);
      return [step, x, y, f];
    }),
  };
}

function probed(probes, words) {
  return {
    caption: [words.say("himmelblau.floor.name")],
    columns: [
      { label: "", quantity: "probe" }, { label: "x", quantity: "x", write: coordinateShort },
      { label: "y", quantity: "y", write: coordinateShort }, { label: "f", quantity: "f", write: general },
      { label: "∂f/∂x", quantity: "df-dx", write: general }, { label: "∂f/∂y", quantity: "df-dy", write: general },
    ],
    rows: probes.map(({ x, y, f, dx, dy }, i) => [i + 1, x, y, f, dx, dy]),
  };
}

/** A grid of starts: columns are x, rows y, and each cell is the end of the descent. */
function basins(codes, { descents: { facts, otherCodes }, words }) {
  const side = Math.sqrt(codes.length);
  const place = (/** @type {number} */ i) => Math.floor(((i + 0.5) / SIDE) * side);
  const x = (/** @type {number} */ column) => facts.x[0] + ((column + 0.5) / side) * (facts.x[1] - facts.x[0]);
  const y = (/** @type {number} */ row) => facts.y[1] - ((row + 0.5) / side) * (facts.y[1] - facts.y[0]);
  const end = (/** @type {number} */ code) => {
    const minimum = facts.minima[code];
    if (minimum) return `(${minimum.map(coordinateShort).join(", ")})`;
    if (code === otherCodes.diverged) return words.say("tables.diverged");
    return code === otherCodes.away ? words.say("tables.away") : undefined;
  };
  const places = Array.from({ length: SIDE }, (_, i) => place(i));
  return {
    caption: [words.say("himmelblau.basins")],
    columns: [
      { label: "y", quantity: "y", write: coordinateShort },
      ...places.map((column) => ({ label: `x = ${coordinateShort(x(column))}` })),
    ],
    rows: places.map((row) => [y(row), ...places.map((column) => end(codes[row * side + column]))]),
  };
}

/**
 * The height of the surface on a grid.
 * @param {Parts} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function relief({ descents: { terrain, facts, state }, words }) {
  const along = (/** @type {number[]} */ [low, high]) => {
    return Array.from({ length: SIDE }, (_, i) => low + (i / (SIDE - 1)) * (high - low));
  };
  const columns = along(facts.x);
  return [{
    caption: ["f(x, y), ", words.say(`himmelblau.surface.${state.surface}`)],
    columns: [
      { label: "y", quantity: "y", write: coordinateShort },
      ...columns.map((x) => ({ label: `x = ${coordinateShort(x)}`, quantity: "f", write: general })),
    ],
    rows: along(facts.y).reverse().map((y) => [y, ...columns.map((x) => terrain.probe(x, y).f)]),
  }];
}

/**
 * The endings of the descents from the current start, for learning rates along the strip.
 * @param {Parts & { rates: Float64Array, endingOf: (rate: number) => { word: string, period: number,
 *   x: number, y: number } }} parts
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function strip({ rates, endingOf, words }) {
  return [{
    caption: [words.say("himmelblau.strip.name")],
    columns: [
      { label: "η", quantity: "rate" }, { label: words.say("tables.ending") },
      { label: "x", quantity: "x", write: coordinate }, { label: "y", quantity: "y", write: coordinate },
    ],
    rows: sampled(rates.length).map((i) => {
      const { word, period, x, y } = endingOf(rates[i]);
      const ends = word.endsWith("point") || word.endsWith("still");
      return [rates[i], words.say(word).replace("|", String(period)), ends ? x : undefined, ends ? y : undefined];
    }),
  }];
}
