/** The tasks of the lesson, and the conditions under which they are done. */

import { CHAPTER, exampleOf } from "./examples.js";

/** @typedef {import("../../tape/tape-model.js").TapeModel} TapeModel */

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = {
  predict: (answer) => {
    const { x, w1, w2, b2, b1 } = CHAPTER.values;
    const y1 = x * w1 + b1;
    if (answer === w2 * x) return true;
    const slips = { factor: x, added: w2 + x, other: w2 * w1, value: y1 * w2 + b2, sign: -w2 * x };
    const why = Object.keys(slips).find((slip) => slips[slip] === answer) ?? "off";
    return { why, numbers: { answer } };
  },
  count: (answer) => {
    if (!Number.isInteger(answer) || answer < 0 || answer > 5) return { why: "whole" };
    return answer === 3 || { why: answer > 3 ? "high" : "low" };
  },
};

const close = (a, b) => Math.abs(a - b) < 1e-9;

/**
 * The tasks completed by the current state of the model.
 * @param {TapeModel} model
 * @returns {string[]}
 */
export function doneBy(model, own = ownSoFar(model)) {
  const done = [];
  if (exampleOf(model.text) === CHAPTER && model.root === model.last) {
    const changed = Object.entries(CHAPTER.values).filter(([name, value]) => model.valueOf(name) !== value);
    const slope = model.derivative("w1");
    if (changed.length === 1 && close(slope, 6)) done.push("six");
    if (slope === 0 && model.valueOf("w2") === CHAPTER.values.w2) done.push("zero");
    if (changed.length === 0 && gradientOf(model, "x") === 12) done.push("twelve");
  } else if (own !== null && own.paths > 1 && close(own.slope, 6)) {
    done.push("own");
  }
  return done;
}

/**
 * The progress with the learner's own expression: the slope at x, and the number of paths from x to the root.
 * @param {TapeModel} model
 * @returns {{ slope: number, paths: number } | null} `null` if it is not the learner's own, or x is not 3
 */
export function ownSoFar(model) {
  const own = !exampleOf(model.text) && model.leaves.some(({ name }) => name === "x") && model.valueOf("x") === 3;
  return own ? { slope: model.derivative("x"), paths: model.waysFrom("x") } : null;
}

function gradientOf(model, name) {
  return model.frame.gradients[model.nodes.findIndex((node) => node.name === name)];
}
