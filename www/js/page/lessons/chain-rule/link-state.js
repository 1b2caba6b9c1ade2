/**
 * The Chain rule lesson's part of a link: `expression`, `values` (`x:1,w1:2`), `root`, `watch` (`x,w1`),
 * `at`, the moment, and `play`, which is never written. A link with none of them opens at the beginning, unless it
 * is embedded: a question comes first. All others open at the end, where every number is known. Only the tape can validate values, so they are set in the model while
 * being read.
 */

import { parseStep } from "../../../shared/link.js";
import { readKeys, writeKeys } from "../../../shared/link-keys.js";
import { readNumber } from "../../../shared/read-number.js";
import { TapeModel } from "../../tape/tape-model.js";
import { CHAPTER, exampleOf } from "./examples.js";

/** @typedef {import("../../../shared/link-keys.js").Problem} Problem */

/** @param {TapeModel} model @param {boolean} bare whether nothing else is said @returns {import("../../../shared/link-keys.js").Key[]} */
function keysOf(model, bare) {
  const names = () => model.leaves.map(({ name }) => name);
  return [
    { name: "expression", read: (text) => readExpression(model, text), default: CHAPTER.text },
    { name: "values", read: (text, _, report) => split(text).forEach((pair) => setValue(model, pair, report)), default: "" },
    { name: "root", read: (text) => model.choose(text), defaultFor: () => model.last },
    { name: "watch", read: (text, _, report) => watch(model, names(), split(text), report), defaultFor: () => names().join() },
    { name: "at", read: (text) => momentIn(text, model.player), defaultFor: () => (bare ? 0 : model.moment.last) },
    { name: "play", kind: "flag", silent: true },
  ];
}

/**
 * Applies a link to the model.
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {TapeModel} model
 * @returns {{ state: { play: boolean }, problems: Problem[] }}
 */
export function applyLink(entries, model) {
  let read = { state: { play: false }, problems: /** @type {Problem[]} */ ([]) };
  model.together(() => {
    if (!isAtTheBeginning(model)) model.read(CHAPTER.text, CHAPTER.values);
    read = readKeys(entries, keysOf(model, false));
    const bare = ["embed", "expression", "values", "root", "watch", "at"].every((key) => !entries.has(key));
    model.player.seek(bare ? 0 : read.state.at);
  });
  return read;
}

/**
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {any} pkg
 * @returns {{ state: any, problems: Problem[] }}
 */
export function readLink(entries, pkg) {
  const model = new TapeModel({ pkg, ...CHAPTER });
  try {
    return applyLink(entries, model);
  } finally {
    model.dispose();
  }
}

/** @param {TapeModel} model @returns {[string, string][]} */
export function writeLink(model) {
  const state = writeState(model);
  const { at } = model.moment;
  return [...state, ...writeKeys({ at }, keysOf(model, state.length === 0).filter(({ name }) => name === "at"))];
}

/** The entries of all but the moment. @param {TapeModel} model @returns {[string, string][]} */
function writeState(model) {
  const { text, root, choices, initialValues } = model;
  const defaults = new Map([...initialValues, ...Object.entries(exampleOf(text)?.values ?? {})]);
  const values = choices.filter(({ name, value }) => value !== defaults.get(name));
  const watched = choices.filter((choice) => choice.watched);
  return writeKeys({
    expression: text, root, values: values.map(({ name, value }) => `${name}:${value}`).join(),
    watch: watched.map(({ name }) => name).join(), at: model.moment.last,
  }, keysOf(model, false));
}

/** @param {string} text @param {import("../../ui/player.js").Player} player */
function momentIn(text, { length }) {
  const at = parseStep(text);
  if (at === undefined || at > length) throw { code: at === undefined ? "wrongType" : "outOfRange", min: 0, max: length };
  return at;
}

/** Where a form has written the link, `+` is a space: `y+=+x*w`. @param {TapeModel} model @param {string} text */
function readExpression(model, text) {
  const read = (/** @type {string} */ one) => model.read(one, exampleOf(one)?.values ?? {});
  try {
    return read(text);
  } catch (problem) {
    try {
      return read(text.replaceAll("+", " "));
    } catch {
      throw problem;
    }
  }
}

/** @param {string} pair `w1:2` */
function setValue(model, pair, report) {
  const [name, text = "", ...more] = pair.split(":");
  const number = more.length === 0 ? readNumber(text) : undefined;
  try {
    if (number === undefined) throw { code: "wrongType" };
    model.set(name, number);
  } catch (problem) {
    if (!(/** @type {any} */ (problem))?.code) throw problem;
    report(problem, pair);
  }
}

function watch(model, names, wanted, report) {
  for (const name of names) if (!wanted.includes(name)) model.watch(name, false);
  for (const name of wanted) if (!names.includes(name)) report({ code: "unknownField" }, name);
}

/** True if reading the chapter's expression again would change nothing. */
function isAtTheBeginning(model) {
  return model.frame.passes === 1 && writeState(model).length === 0;
}

/** @param {string} text */
const split = (text) => text.split(",").filter(Boolean);
