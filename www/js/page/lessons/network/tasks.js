/**
 * The lesson's tasks: two numbers that are found in the chapter's run, and two networks that are to be
 * trained, which is noticed. The scenarios of `tasks.rs` find all of it natively.
 */

import { counts } from "./counting.js";

/** @type {import("../../ui/tasks.js").Answers} */
export const ANSWERS = { strongest: (answer) => answer === 3, bend: (answer) => answer === 643 };

/**
 * What may be chosen freely in a task; everything else is as in the chapter.
 * @type {Record<string, (field: any) => boolean>}
 */
const FREE = { fast: ({ live }) => live, small: ({ data }) => !data };

/**
 * Which of the tasks the run shows to be done.
 * @param {import("./session.js").Session} session
 * @returns {string[]}
 */
export function doneBy(session) {
  const { config, defaults, fields, curve, snapshot } = session;
  const now = snapshot?.metrics;
  if (!now || /:p\d/.test(session.changes)) return [];
  const chapters = (/** @type {(field: any) => boolean} */ isFree) => fields.every((field) => {
    return isFree(field) || !counts(field, config) || String(config[field.name]) === String(defaults[field.name]);
  });
  const reaches = (/** @type {number} */ accuracy, /** @type {number} */ within) => {
    if (now.testAccuracy >= accuracy && now.epoch <= within) return true;
    for (let row = 0; curve.value(row, "epoch") <= within; row += 1) {
      if (curve.value(row, "testAccuracy") >= accuracy) return true;
    }
    return false;
  };
  return [
    ...(chapters(FREE.fast) && reaches(0.95, 60) ? ["fast"] : []),
    ...(String(config.layers) === "2,3,2" && chapters(FREE.small) && reaches(0.9, Infinity) ? ["small"] : []),
  ];
}
