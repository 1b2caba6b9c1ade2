/**
 * The tasks of the lesson, and when the learner has done what they ask for.
 */

import { CHAPTER, exampleOf } from "./examples.js";

/** @typedef {import("../../tape/tape-model.js").TapeModel} TapeModel */

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = { count: (answer) => answer === 3 };

const close = (a, b) => Math.abs(a - b) < 1e-9;

/**
 * The tasks that are done by what the model shows now.
 * @param {TapeModel} model
 * @returns {string[]}
 */
export function doneBy(model) {
  const done = [];
  if (exampleOf(model.text) === CHAPTER && model.root === model.last) {
    const changed = Object.entries(CHAPTER.values).filter(([name, value]) => model.valueOf(name) !== value);
    const slope = model.derivative("w1");
    if (changed.length === 1 && close(slope, 6)) done.push("six");
    if (slope === 0 && model.valueOf("w2") === CHAPTER.values.w2) done.push("zero");
    if (changed.length === 0 && gradientOf(model, "x") === 12) done.push("twelve");
  } else if (isOwn(model)) {
    done.push("own");
  }
  return done;
}

/** An expression in which x arrives on several paths, with the slope 6 at x = 3. */
function isOwn(model) {
  const x = model.leaves.some(({ name }) => name === "x") && model.valueOf("x") === 3;
  return x && !exampleOf(model.text) && model.waysFrom("x") > 1 && close(model.derivative("x"), 6);
}

function gradientOf(model, name) {
  return model.frame.gradients[model.nodes.findIndex((node) => node.name === name)];
}
