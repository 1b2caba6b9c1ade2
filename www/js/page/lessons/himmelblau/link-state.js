/**
 * What a link says about the Himmelblau lesson. Its keys:
 *
 * - `surface`: himmelblau, rosenbrock, beale, bowl, saddle
 * - `conditioning`: of the bowl, 1 … 100
 * - `start`: two numbers in view, `-2,2`
 * - `rate`: the learning rate, above 0 and at most 10
 * - `optimizer`: sgd, momentum, rmsprop, adam
 * - `race`, `basins`: bare
 * - `at`: how many steps are done, 0 … 200
 * - `play`: bare; descends from there, and is never written
 *
 * Reading is lenient: a wrong value falls back and is reported. Only what differs from the default is
 * written.
 */

import { isOn, parseStep } from "../../../shared/link.js";
import { defaults, fieldsOf } from "./descents.js";

export const KEYS = Object.freeze([
  "surface", "conditioning", "start", "rate", "optimizer", "race", "basins", "at", "play",
]);

/** @typedef {import("./descents.js").State} State */
/** @typedef {import("../network/link-state.js").Problem} Problem */

/**
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {any} pkg
 * @returns {{ state: State, at: number, basins: boolean, play: boolean, problems: Problem[] }}
 */
export function readLink(entries, pkg) {
  /** @type {Problem[]} */
  const problems = [];
  const read = (/** @type {string} */ key, parse, otherwise) => {
    if (!entries.has(key)) return otherwise;
    try {
      return parse(entries.get(key));
    } catch (problem) {
      problems.push({ .../** @type {any} */ (problem), field: key });
      return otherwise;
    }
  };
  const fields = fieldsOf(pkg);
  const surface = read("surface", oneOf(pkg.Terrain.surfaces()), undefined);
  const conditioning = read("conditioning", (text) => readNumber(fields.conditioning, text), undefined);
  const usual = defaults(pkg, surface, conditioning);
  const terrain = new pkg.Terrain(usual.surface, usual.conditioning);
  const { x, y } = terrain.facts();
  terrain.free();
  const state = {
    ...usual,
    start: read("start", (text) => readPlace(text, [x, y]), usual.start),
    rate: read("rate", (text) => readNumber(fields.rate, text), usual.rate),
    optimizer: read("optimizer", oneOf(pkg.Terrain.optimizers(), pkg.Terrain.optimizerNamed), usual.optimizer),
    race: isOn(entries.get("race")),
  };
  const at = read("at", (text) => readSteps(fields.at, text), 0);
  return { state, at, basins: isOn(entries.get("basins")), play: isOn(entries.get("play")), problems };
}

/**
 * @param {State} state
 * @param {{ at: number, basins: boolean, pkg: any }} view
 * @returns {[string, string][]}
 */
export function writeLink(state, { at, basins, pkg }) {
  const first = defaults(pkg);
  const usual = defaults(pkg, state.surface, state.conditioning);
  /** @type {[string, string][]} */
  const entries = [];
  const put = (/** @type {string} */ key, value, otherwise) => {
    if (String(value) !== String(otherwise)) entries.push([key, String(value)]);
  };
  put("surface", state.surface, first.surface);
  if (state.surface === "bowl") put("conditioning", state.conditioning, first.conditioning);
  put("start", state.start, usual.start);
  put("rate", state.rate, usual.rate);
  put("optimizer", state.optimizer, usual.optimizer);
  put("race", state.race, false);
  put("basins", basins, false);
  put("at", at, 0);
  return entries;
}

/**
 * A number in the range of its field.
 * @param {any} field
 * @param {string} text
 * @returns {number}
 */
export function readNumber({ name, min, max, above }, text) {
  const number = text.trim() === "" ? NaN : Number(text);
  const inside = above ? number > min && number <= max : number >= min && number <= max;
  if (inside) return number;
  throw { code: Number.isNaN(number) ? "wrongType" : "outOfRange", field: name, value: text, min, max };
}

function readSteps({ name, min, max }, text) {
  const step = parseStep(text);
  if (step !== undefined && step <= max) return step;
  throw { code: "outOfRange", field: name, value: text, min, max };
}

function readPlace(text, ranges) {
  const parts = text.split(",");
  const place = parts.map((part) => (part.trim() === "" ? NaN : Number(part)));
  const inside = place.every((number, i) => number >= ranges[i]?.[0] && number <= ranges[i]?.[1]);
  if (place.length === 2 && inside) return place;
  throw { code: "wrongType", field: "start", value: text };
}

/** `named`: the name in today's spelling, where older links had another. */
const oneOf = (/** @type {string[]} */ values, named = (/** @type {string} */ text) => text) => (/** @type {string} */ text) => {
  const name = named(text);
  if (values.includes(name)) return name;
  throw { code: "outOfRange", field: "", value: text, values };
};
