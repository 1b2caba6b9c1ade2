/** What is wrong in a link. */

import { explain } from "../ui/explain.js";

/**
 * A sentence with the key and the reason.
 * @param {import("./words.js").Words} words
 * @param {any} problem
 * @param {{ reason?: typeof explain, fields?: any[] }} lesson `reason`: its own words for one
 * @returns {string}
 */
export function sentence(words, problem, { reason = explain, fields }) {
  return words.say("link.problem", { key: problem.field, why: reason(words, problem, fields) });
}
