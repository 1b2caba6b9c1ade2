/** Loads what a first view does not need: code, and with it the words and the style sheet of all such code. */

import { openStyles } from "../assets.js";
import { LATE_STYLES } from "../lessons/list.js";
import { during } from "./idle.js";

/**
 * @param {import("../shell/words.js").Words} words
 * @param {...Promise<any>} modules what `import(…)` returns, and other files
 * @returns {Promise<any[]>} these modules, whose words are there
 */
export async function later(words, ...modules) {
  const [, , ...loaded] = await during(Promise.all([words.complete(), openStyles(LATE_STYLES), ...modules]));
  return loaded;
}
