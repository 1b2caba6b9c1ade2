/**
 * What a link says about the chain-rule lesson, and the link that says what the lesson shows:
 * `expression`, `values` (`x:1,w1:2`), `root`, `watch` (`x,w1`), and `play`, which is never written. What is
 * wrong falls back and is reported; only what differs from the beginning is written.
 */

import { CHAPTER, exampleOf } from "./examples.js";

export const KEYS = Object.freeze(["expression", "values", "root", "watch", "play"]);

/** @typedef {import("../../tape/tape-model.js").TapeModel} TapeModel */

/**
 * Puts a link into the model.
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {TapeModel} model
 * @returns {any[]} what was wrong: typed errors, each with the key of the link as `key`
 */
export function applyLink(entries, model) {
  /** @type {any[]} */
  const problems = [];
  model.together(() => read(entries, model, problems));
  return problems;
}

function read(entries, model, problems) {
  const trying = (key, value, run) => {
    try {
      run();
    } catch (problem) {
      if (!(/** @type {any} */ (problem))?.code) throw problem;
      problems.push(Object.assign(/** @type {any} */ (problem), { key, given: value }));
    }
  };
  if (!isAtTheBeginning(model)) model.read(CHAPTER.text, CHAPTER.values);
  const text = entries.get("expression");
  if (text !== undefined) trying("expression", text, () => model.read(text, exampleOf(text)?.values ?? {}));
  for (const pair of split(entries.get("values"))) {
    trying("values", pair, () => {
      const [, name, number] = /^([^:]+):([+-]?[\d.]+(?:e[+-]?\d+)?)$/i.exec(pair) ?? [];
      if (name === undefined) throw { code: "wrongType" };
      model.set(name, Number(number));
    });
  }
  const root = entries.get("root");
  if (root !== undefined) trying("root", root, () => model.choose(root));
  const watch = entries.get("watch");
  if (watch !== undefined) {
    const wanted = split(watch);
    const names = model.leaves.map(({ name }) => name);
    for (const name of names) if (!wanted.includes(name)) model.watch(name, false);
    const unknown = wanted.filter((name) => !names.includes(name));
    problems.push(...unknown.map((given) => ({ key: "watch", given, code: "unknownField" })));
  }
}

/**
 * @param {TapeModel} model
 * @returns {[string, string][]}
 */
export function writeLink(model) {
  const { text, choices } = model;
  const begins = new Map([...model.begins, ...Object.entries(exampleOf(text)?.values ?? {})]);
  /** @type {[string, string][]} */
  const entries = [];
  if (text !== CHAPTER.text) entries.push(["expression", text]);
  const values = choices.filter(({ name, value }) => value !== begins.get(name));
  if (values.length > 0) entries.push(["values", values.map(({ name, value }) => `${name}:${value}`).join(",")]);
  if (model.root !== model.last) entries.push(["root", model.root]);
  const watched = choices.filter((one) => one.watched).map(({ name }) => name);
  if (watched.length < choices.length) entries.push(["watch", watched.join(",")]);
  return entries;
}

/** Whether reading the chapter's expression anew would change nothing. */
function isAtTheBeginning(model) {
  const { player, frame: { passes } } = model;
  return player.position === player.length && passes === 1 && writeLink(model).length === 0;
}

function split(text = "") {
  return text.split(",").filter(Boolean);
}
