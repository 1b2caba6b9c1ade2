/**
 * The Chain rule lesson's part of a link: `expression`, `values` (`x:1,w1:2`), `root`, `watch` (`x,w1`),
 * and `play`, which is never written. Only the tape can validate values, so they are set in the model while
 * being read.
 */

import { readKeys, writeKeys } from "../../../shared/link-keys.js";
import { readNumber } from "../../../shared/read-number.js";
import { TapeModel } from "../../tape/tape-model.js";
import { CHAPTER, exampleOf } from "./examples.js";

/** @typedef {import("../../../shared/link-keys.js").Problem} Problem */

/** @param {TapeModel} model @returns {import("../../../shared/link-keys.js").Key[]} */
function keysOf(model) {
  const names = () => model.leaves.map(({ name }) => name);
  return [
    { name: "expression", read: (text) => readExpression(model, text), default: CHAPTER.text },
    { name: "values", read: (text, _, report) => split(text).forEach((pair) => setValue(model, pair, report)), default: "" },
    { name: "root", read: (text) => model.choose(text), defaultFor: () => model.last },
    { name: "watch", read: (text, _, report) => watch(model, names(), split(text), report), defaultFor: () => names().join() },
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
    read = readKeys(entries, keysOf(model));
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
  const { text, root, choices, initialValues } = model;
  const defaults = new Map([...initialValues, ...Object.entries(exampleOf(text)?.values ?? {})]);
  const values = choices.filter(({ name, value }) => value !== defaults.get(name));
  const watched = choices.filter((choice) => choice.watched);
  return writeKeys({
    expression: text, root, values: values.map(({ name, value }) => `${name}:${value}`).join(),
    watch: watched.map(({ name }) => name).join(),
  }, keysOf(model));
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
  const { player, frame: { passes } } = model;
  return player.position === player.length && passes === 1 && writeLink(model).length === 0;
}

/** @param {string} text */
const split = (text) => text.split(",").filter(Boolean);
