/**
 * The tasks of the lesson, and when the learner has done what they ask for.
 */

import { CHAPTER, exampleOf } from "./examples.js";

/** @typedef {import("../../tape/tape-model.js").TapeModel} TapeModel */

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = {
  count: (answer) => {
    if (!Number.isInteger(answer) || answer < 0 || answer > 5) return { why: "whole" };
    return answer === 3 || { why: answer > 3 ? "high" : "low" };
  },
};

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
  const own = ownSoFar(model);
  return own !== null && own.paths > 1 && close(own.slope, 6);
}

/**
 * How far an expression of the learner's own is: the slope at x, and on how many paths x arrives.
 * @param {TapeModel} model
 * @returns {{ slope: number, paths: number } | null} nothing, if it is not one at x = 3
 */
export function ownSoFar(model) {
  const own = !exampleOf(model.text) && model.leaves.some(({ name }) => name === "x") && model.valueOf("x") === 3;
  return own ? { slope: model.derivative("x"), paths: model.waysFrom("x") } : null;
}

function gradientOf(model, name) {
  return model.frame.gradients[model.nodes.findIndex((node) => node.name === name)];
}
