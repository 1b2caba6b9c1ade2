/**
 * Reads and writes a lesson's part of a link, by the lesson's table of keys. Reading is lenient: a wrong
 * value falls back to its default and is reported. Writing is short: defaults are left out. Pure text,
 * no DOM.
 */

import { isOn, parseStep } from "./link.js";
import { readNumber } from "./read-number.js";

/**
 * The problem with a value. For a key that is not a setting itself: `setting`, the setting whose range
 * applies, or `kind`, the kind of value expected.
 * @typedef {{ code: string, field: string, value: string, min?: number, max?: number,
 *   values?: readonly string[], setting?: string, kind?: string }} Problem
 */

/**
 * A key of a lesson's links. Its `kind`, range and default come from the table of settings, or it has its
 * own functions: `read` throws a problem, or reports several and returns what is still valid; `defaultFor` gives
 * the default; `write` gives the text. `state` holds the values of the keys before it.
 * `counts` tells whether it is written at all; a `silent` key never is.
 * @typedef {{ name: string, kind?: string, default?: any, min?: number, max?: number, above?: boolean,
 *   values?: readonly string[], named?: (text: string) => string, silent?: boolean,
 *   read?: (text: string, state: any, report: (problem: object, value?: string) => void) => any,
 *   defaultFor?: (state: any) => any, write?: (value: any) => string, counts?: (state: any) => boolean }} Key
 */

/** The reader of each kind of value. @type {Record<string, (text: string, key: Key) => any>} */
const READERS = { number: numberIn, integer: stepIn, choice: nameIn, flag: isOn };

/** @param {Key} key */
const defaultOf = (key, state) => (key.defaultFor ? key.defaultFor(state) : key.default ?? (key.kind === "flag" ? false : undefined));

/**
 * @param {import("./link.js").Entries} entries
 * @param {readonly Key[]} keys
 * @param {Record<string, any>} [known] the state before any key is read
 * @returns {{ state: any, problems: Problem[] }} `state`: a value for each key
 */
export function readKeys(entries, keys, known = {}) {
  const state = { ...known };
  /** @type {any[]} */
  const problems = [];
  for (const key of keys) {
    const { name, read, kind = "" } = key;
    state[name] = defaultOf(key, state);
    const text = entries.get(name);
    if (text === undefined) continue;
    const report = (/** @type {object} */ problem, value = text) => problems.push(Object.assign(problem, { field: name, value }));
    try {
      state[name] = read ? read(text, state, report) : READERS[kind](text, key);
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
    const isWritten = !silent && (counts?.(state) ?? true) && text !== write(defaultOf(key, state));
    return isWritten ? [/** @type {[string, string]} */ ([name, text])] : [];
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

/** `named` gives the current spelling of a name from an older link. @param {Key} key */
function nameIn(text, { values = [], named = String }) {
  const wanted = String(named(text[0]?.toLowerCase() + text.slice(1)) ?? text).toLowerCase();
  const name = values.find((value) => value.toLowerCase() === wanted);
  if (name !== undefined) return name;
  throw { code: "outOfRange", values };
}
