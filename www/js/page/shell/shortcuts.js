/** Keyboard shortcuts, as a list of descriptions. */

import { h } from "../ui/dom.js";

/** @param {readonly string[]} keys */
export function shortcuts(keys) {
  return keys.flatMap((key) => [h("dt", { word: `keys.${key}` }), h("dd", { word: `keys.${key}.does` })]);
}
