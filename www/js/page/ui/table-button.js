/** The button next to a chart that opens its numbers as a table. The code for tables is loaded on demand. */

import { h, listen } from "./dom.js";
import { icon } from "./icons.js";
import { later } from "./later.js";

/**
 * @param {import("../shell/words.js").Words} words
 * @param {string} name key of the chart's name
 * @param {() => Promise<() => import("./table-dialog.js").Table[]>} load loads the function that makes the
 *   tables from the current numbers
 * @param {AbortSignal} signal
 * @returns {HTMLButtonElement}
 */
export function tableButton(words, name, load, signal) {
  const button = h("button", {
    type: "button", class: "quiet", "data-table": name, wordLabel: "tables.of", wordName: name, wordTitle: "tables.name",
  }, icon("table"), h("span", { word: "tables.name" }));
  listen(button, "click", async () => {
    const [{ openTables }, make] = await later(words, import("./table-dialog.js"), load());
    if (!signal.aborted) openTables({ words, name, make }, signal);
  }, signal);
  return button;
}
