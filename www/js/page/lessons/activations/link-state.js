/**
 * What a link says of this lesson: `function` (one of the list of activations), `z` (−6 … 6) and
 * `slope` (of leaky ReLU below 0, 0 … 1). The rows have the form of the table of settings, so that
 * the controls and the complaints are the same as anywhere.
 */

import { readNumber } from "../../ui/numbers.js";

/** @typedef {{ name: string, z: number, leak: number }} State */

/**
 * @param {any} pkg
 * @returns {any[]}
 */
export function fields(pkg) {
  const settings = new Map(pkg.ActivationView.fields().map((/** @type {any} */ field) => [field.name, field]));
  const [min, max] = pkg.ActivationView.range();
  return [
    { ...settings.get("activation"), name: "function" },
    { name: "z", kind: "number", min, max, scale: "linear", slider: [min, max, 0.01], default: 1, live: true },
    { ...settings.get("leakySlope"), name: "slope" },
  ];
}

/**
 * What is shown where a link says nothing.
 * @param {any[]} rows
 * @returns {State}
 */
export const startOf = (rows) => {
  const [name, z, leak] = rows.map((row) => row.default);
  return { name, z, leak };
};

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
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {any[]} rows
 * @returns {{ state: State,
 *   problems: import("../network/link-state.js").Problem[] }}
 */
export function readLink(entries, rows) {
  const [choice, z, slope] = rows;
  const start = startOf(rows);
  /** @type {import("../network/link-state.js").Problem[]} */
  const problems = [];
  const name = entries.get("function") ?? start.name;
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
  const state = { name: known ? name : start.name, z: number(z, start.z), leak: number(slope, start.leak) };
  return { state, problems };
}

/**
 * @param {State} state
 * @param {any[]} rows
 * @returns {[string, string][]} what differs from the start
 */
export function writeLink({ name, z, leak }, rows) {
  const start = startOf(rows);
  /** @type {[string, string][]} */
  const entries = [];
  if (name !== start.name) entries.push(["function", name]);
  if (z !== start.z) entries.push(["z", String(z)]);
  if (leak !== start.leak) entries.push(["slope", String(leak)]);
  return entries;
}
