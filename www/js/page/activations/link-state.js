/**
 * What a link says of this lesson: `function` (one of the list of activations), `z` (−6 … 6) and
 * `slope` (of leaky ReLU below 0, 0 … 1). The rows have the form of the table of settings, so that
 * the controls and the complaints are the same as anywhere.
 */

import { readNumber } from "../lesson/tasks.js";

export const START = Object.freeze({ name: "sigmoid", z: 1, leak: 0.01 });

/**
 * @param {any} pkg
 * @returns {any[]}
 */
export function fields(pkg) {
  const settings = new Map(pkg.ActivationView.fields().map((/** @type {any} */ field) => [field.name, field]));
  const [min, max] = pkg.ActivationView.range();
  return [
    { ...settings.get("activation"), name: "function" },
    { name: "z", kind: "number", min, max, scale: "linear", slider: [min, max, 0.01], live: true },
    { ...settings.get("leakySlope"), name: "slope" },
  ];
}

/**
 * @param {any} field of kind `number`
 * @param {string} text
 * @returns {number}
 * @throws {import("../network/link-state.js").Problem}
 */
export function parse(field, text) {
  const { name, min, max } = field;
  const value = readNumber(text);
  if (value === undefined) throw { code: "wrongType", field: name, value: text, min, max };
  if (!(value >= min && value <= max)) throw { code: "outOfRange", field: name, value: text, min, max };
  return value;
}

/**
 * @param {import("../../shared/link.js").Entries} entries
 * @param {any[]} rows
 * @returns {{ state: { name: string, z: number, leak: number },
 *   problems: import("../network/link-state.js").Problem[] }}
 */
export function readLink(entries, [choice, z, slope]) {
  /** @type {import("../network/link-state.js").Problem[]} */
  const problems = [];
  const name = entries.get("function") ?? START.name;
  const known = choice.values.includes(name);
  if (!known) problems.push({ code: "outOfRange", field: "function", value: name, values: choice.values });
  const number = (/** @type {any} */ field, /** @type {number} */ otherwise) => {
    const text = entries.get(field.name);
    try {
      return text === undefined ? otherwise : parse(field, text);
    } catch (problem) {
      problems.push(/** @type {any} */ (problem));
      return otherwise;
    }
  };
  const state = { name: known ? name : START.name, z: number(z, START.z), leak: number(slope, START.leak) };
  return { state, problems };
}

/**
 * @param {{ name: string, z: number, leak: number }} state
 * @returns {[string, string][]} what differs from the start
 */
export function writeLink({ name, z, leak }) {
  /** @type {[string, string][]} */
  const entries = [];
  if (name !== START.name) entries.push(["function", name]);
  if (z !== START.z) entries.push(["z", String(z)]);
  if (leak !== START.leak) entries.push(["slope", String(leak)]);
  return entries;
}
