/**
 * The lesson's tasks: two numbers to be found in the chapter's run, and two networks to be
 * trained, which is detected here. The scenarios of `tasks.rs` compute all answers natively.
 */

import { counts } from "./counting.js";

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = {
  // Neuron 1 has the largest gradient, but all 25 are negative.
  strongest: (answer) => answer === 3 || (answer === 1 ? { why: "largest" } : false),
  // After 643 passes; the log counts from 0, so its line says 642.
  bend: (answer) => answer === 643 || answer === 642 || { why: answer < 642 ? "low" : "high" },
};

/** The settings that a task leaves free; all others must be as in the chapter. @type {Record<string, (field: any) => boolean>} */
const FREE = { fast: ({ live }) => live, small: ({ data }) => !data };

/**
 * The tasks to which the run contributes, and its progress in them.
 * @param {import("./session.js").Session} session
 * @param {(id: string) => boolean} isDone a task that is done is no longer looked at
 * @returns {{ id: string, best: number, done: boolean }[]} `best`: the highest accuracy that counts
 */
export function progressIn(session, isDone) {
  const { config, defaults, fields, curve, snapshot } = session;
  const now = snapshot?.metrics;
  if (!now || /:p\d/.test(session.changes)) return [];
  const chapters = (/** @type {(field: any) => boolean} */ isFree) => fields.every((field) => {
    return isFree(field) || !counts(field, config) || String(config[field.name]) === String(defaults[field.name]);
  });
  const best = (/** @type {number} */ within) => {
    let most = now.epoch <= within ? now.testAccuracy : 0;
    for (let row = 0; curve.value(row, "epoch") <= within; row += 1) most = Math.max(most, curve.value(row, "testAccuracy"));
    return most;
  };
  // The chapter's own run does not count as an attempt.
  const isFaster = session.changes !== "" || config.learningRate !== defaults.learningRate;
  const asked = [
    ["fast", chapters(FREE.fast) && isFaster, 60, 0.95],
    ["small", chapters(FREE.small) && String(config.layers) === "2,3,2", Infinity, 0.9],
  ];
  return asked.flatMap(([id, isTried, within, goal]) => {
    if (!isTried || now.epoch === 0 || isDone(id)) return [];
    const most = best(within);
    return [{ id, best: most, done: most >= goal }];
  });
}
