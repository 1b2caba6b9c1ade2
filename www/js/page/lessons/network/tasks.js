/**
 * The lesson's tasks: numbers to be found in the chapter's run, and networks to be trained, which is detected here.
 * Node's tests compute the numbers of all answers.
 */

import { isChapters } from "./chapter.js";

/** Three decimals. */
const THIRD = 0.0005;
/** A number read from the health panel, and reckoned with. */
const NEAR = 0.1;
const isNear = (/** @type {number} */ x, /** @type {number} */ y) => Math.abs(x / y - 1) < NEAR;

/** In the first update: δ of o₀, and what comes of it if a step is left out, or taken at the wrong place. */
const DELTA = Object.freeze({ right: -0.06051, sign: 0.06051, error: -0.29245, slope: 0.20692, output: -0.06467, double: -0.12103 });

/** By how much mean |δ| of the output layer is larger after the first epoch: than that of each hidden layer. */
const LARGER = Object.freeze({ first: 80.3, others: [21.8, 6.1], gradients: 59.4 });

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = {
  delta: (answer) => {
    const found = Object.entries(DELTA).find(([, x]) => Math.abs(answer - x) < THIRD)?.[0];
    if (found) return found === "right" || { why: found };
    return isNear(answer, DELTA.right) ? { why: "digits" } : false;
  },
  // Neuron 1 has the largest gradient, but all 25 are negative.
  strongest: (answer) => answer === 3 || (answer === 1 ? { why: "largest" } : false),
  // Two for each of 2600 weights and 102 biases.
  check: (answer) => answer === 5404 || ({ 2702: { why: "once" }, 2600: { why: "weights" }, 5200: { why: "weights" }, 2: { why: "back" } }[answer] ?? false),
  vanish: (answer) => {
    if (isNear(answer, LARGER.first)) return true;
    if (isNear(answer, 1 / LARGER.first)) return { why: "inverse" };
    if (isNear(answer, LARGER.gradients)) return { why: "gradients" };
    return LARGER.others.some((x) => isNear(answer, x)) ? { why: "layer" } : { why: answer < LARGER.first ? "low" : "high" };
  },
  // After 643 passes; the log counts from 0, so its line says 642.
  bend: (answer) => answer === 643 || answer === 642 || { why: answer < 642 ? "low" : "high" },
};

/** The tasks about the chapter's network, which offer it. */
export const OF_CHAPTER = Object.freeze([...Object.keys(ANSWERS), "fast"]);

/** The settings that a task leaves free; all others must be as in the chapter. @type {Record<string, (field: any) => boolean>} */
const FREE = { fast: ({ live }) => live, small: ({ data }) => !data };

/**
 * The tasks to which the run contributes, and its progress in them.
 * @param {import("./session.js").Session} session
 * @param {(id: string) => boolean} isDone a task that is done is no longer looked at
 * @returns {{ id: string, best: number, done: boolean }[]} `best`: the highest accuracy that counts
 */
export function progressIn(session, isDone) {
  const { config, defaults, curve, snapshot } = session;
  const now = snapshot?.metrics;
  if (!now || /:p\d/.test(session.changes)) return [];
  const best = (/** @type {number} */ within) => {
    let most = now.epoch <= within ? now.testAccuracy : 0;
    for (let row = 0; curve.value(row, "epoch") <= within; row += 1) most = Math.max(most, curve.value(row, "testAccuracy"));
    return most;
  };
  // The chapter's own run does not count as an attempt.
  const isFaster = session.changes !== "" || config.learningRate !== defaults.learningRate;
  const asked = [
    ["fast", isChapters(session, FREE.fast) && isFaster, 60, 0.95],
    ["small", isChapters(session, FREE.small) && String(config.layers) === "2,2,2", Infinity, 0.95],
  ];
  return asked.flatMap(([id, isTried, within, goal]) => {
    if (!isTried || now.epoch === 0 || isDone(id)) return [];
    const most = best(within);
    return [{ id, best: most, done: most >= goal }];
  });
}
