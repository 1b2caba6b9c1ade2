/**
 * What a link says of a lesson, and the link that says what a lesson shows: each lesson has a table of its
 * keys, which is read and written here. Reading is lenient: a wrong value falls back and is reported.
 * Writing is short: only what is not as usual is written. Pure text, no DOM.
 */

import { isOn, parseStep } from "./link.js";
import { readNumber } from "./read-number.js";

/**
 * What was wrong with a value. Of a key that is not a setting itself: `setting`, whose range it is, or
 * `kind`, what it is.
 * @typedef {{ code: string, field: string, value: string, min?: number, max?: number,
 *   values?: readonly string[], setting?: string, kind?: string }} Problem
 */

/**
 * A key of a lesson's links. Its `kind`, range and default are those of the table of settings, or it has
 * ways of its own: `read` throws a problem, or reports several and returns what holds all the same; `usual`
 * is what stands where a link says nothing; `write` gives the text. `state` is what the keys before it said.
 * `counts`: whether it is written at all; a key that is `silent` never is.
 * @typedef {{ name: string, kind?: string, default?: any, min?: number, max?: number, above?: boolean,
 *   values?: readonly string[], named?: (text: string) => string, silent?: boolean,
 *   read?: (text: string, state: any, report: (problem: object, value?: string) => void) => any,
 *   usual?: (state: any) => any, write?: (value: any) => string, counts?: (state: any) => boolean }} Key
 */

/** How a value is read, by kind. @type {Record<string, (text: string, key: Key) => any>} */
const READ = { number: numberIn, integer: stepIn, choice: nameIn, flag: isOn };

/** @param {Key} key */
const usualOf = (key, state) => (key.usual ? key.usual(state) : key.default ?? (key.kind === "flag" ? false : undefined));

/**
 * @param {import("./link.js").Entries} entries
 * @param {readonly Key[]} keys
 * @param {Record<string, any>} [known] what is there before all keys
 * @returns {{ state: any, problems: Problem[] }} `state`: a value for each key
 */
export function readKeys(entries, keys, known = {}) {
  const state = { ...known };
  /** @type {any[]} */
  const problems = [];
  for (const key of keys) {
    const { name, read, kind = "" } = key;
    state[name] = usualOf(key, state);
    const text = entries.get(name);
    if (text === undefined) continue;
    const report = (/** @type {object} */ problem, value = text) => problems.push(Object.assign(problem, { field: name, value }));
    try {
      state[name] = read ? read(text, state, report) : READ[kind](text, key);
    } catch (problem) {
      if (!(/** @type {any} */ (problem))?.code) throw problem;
      report(/** @type {any} */ (problem));
    }
  }
  return { state, problems };
}

/**
 * @param {any} state
 * @param {readonly Key[]} keys
 * @returns {[string, string][]}
 */
export function writeKeys(state, keys) {
  return keys.flatMap((key) => {
    const { name, write = String, silent, counts } = key;
    const text = write(state[name]);
    const said = !silent && (counts?.(state) ?? true) && text !== write(usualOf(key, state));
    return said ? [/** @type {[string, string]} */ ([name, text])] : [];
  });
}

/**
 * A number in the range of its key.
 * @param {string} text
 * @param {Key} key
 * @returns {number}
 * @throws {Problem}
 */
export function numberIn(text, { name, min = -Infinity, max = Infinity, above }) {
  const number = readNumber(text);
  const code = number === undefined ? "wrongType" : "outOfRange";
  if (number !== undefined && (above ? number > min : number >= min) && number <= max) return number;
  throw { code, field: name, value: text, min, max };
}

/** @param {Key} key */
function stepIn(text, { min, max = Infinity }) {
  const step = parseStep(text);
  if (step !== undefined && step <= max) return step;
  throw { code: step === undefined ? "wrongType" : "outOfRange", min, max: Number.isFinite(max) ? max : undefined };
}

/** `named`: the name in today's spelling, where older links had another. @param {Key} key */
function nameIn(text, { values = [], named = String }) {
  const wanted = String(named(text) ?? text).toLowerCase();
  const name = values.find((value) => value.toLowerCase() === wanted);
  if (name !== undefined) return name;
  throw { code: "outOfRange", values };
}
