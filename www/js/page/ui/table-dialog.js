/**
 * The numbers of a chart as native tables, in a dialog. They stay fixed while it is open, at the moment named
 * in the caption; Refresh takes the newest.
 */

import { copyButton } from "./copy.js";
import { h, listen, uniqueId } from "./dom.js";
import { number } from "./numbers.js";
import { phrase } from "./phrase.js";

/**
 * A row begins with its header. `undefined` stands for a missing number.
 * @typedef {{ label: string, quantity?: string, write?: (x: number) => string }} Column `quantity`:
 *   that of its numbers, without the prefix `chart-`
 * @typedef {{ caption: (Node | string)[], columns: Column[], rows: (number | string | undefined)[][] }} Table
 */

/** The approximate number of rows shown of a longer list. */
const MOST = 60;

/**
 * The rows of a long list to show: the first, the first in each interval of a round length, the last.
 * @param {number} count number of all rows
 * @param {(row: number) => number} [at] the position of a row, ascending
 * @returns {number[]}
 */
export function sampled(count, at = (row) => row) {
  let stride = 1;
  for (let i = 0; at(count - 1) / stride > MOST; i += 1) stride = [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3);
  const step = (/** @type {number} */ row) => Math.floor(at(row) / stride);
  const all = Array.from({ length: count }, (_, row) => row);
  return all.filter((row) => row === 0 || row === count - 1 || step(row) > step(row - 1));
}

/**
 * The caption of a run's numbers: the chart and the moment.
 * @param {import("../shell/words.js").Words} words
 * @param {string} name of the chart
 * @param {{ epoch: number, step: number }} at
 * @returns {(Node | string)[]}
 */
export function ofMoment(words, name, { epoch, step }) {
  return phrase(words, "tables.moment", {
    name, epoch: number("chart-at-epoch", epoch), step: number("chart-at-step", step),
  });
}

/**
 * @param {{ words: import("../shell/words.js").Words, name: string, make: () => Table[] }} parts
 * @param {AbortSignal} signal closes the dialog
 */
export function openTables({ words, name, make }, signal) {
  const closing = new AbortController();
  const title = h("h2", { id: uniqueId("tables"), word: name });
  const body = h("div", { class: "table-scroller", tabindex: "0", role: "region", "aria-labelledby": title.id, autofocus: true });
  let tables = make();
  const fill = () => body.replaceChildren(...tables.map((table) => element(table)));
  const refresh = h("button", { type: "button", class: "small", word: "tables.refresh" });
  const copy = copyButton(words, { word: "log.copy", text: () => tables.map(text).join("\n"), part: "copy-table" }, closing.signal);
  const close = h("button", { type: "button", class: "small", word: "copy.close" });
  const dialog = h("dialog", { class: "tables", "aria-labelledby": title.id },
    h("header", {}, title, refresh, copy, close), body);
  listen(refresh, "click", () => {
    tables = make();
    fill();
  }, closing.signal);
  listen(close, "click", () => dialog.close(), closing.signal);
  listen(dialog, "close", () => closing.abort(), closing.signal);
  listen(signal, "abort", () => closing.abort(), closing.signal);
  closing.signal.addEventListener("abort", () => dialog.remove());
  fill();
  words.apply(dialog);
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Table} table @returns {HTMLTableElement} */
function element({ caption, columns, rows }) {
  const cell = (/** @type {number | string | undefined} */ value, /** @type {number} */ i) => {
    const { quantity = "", write } = columns[i];
    const content = typeof value === "number" ? number(`chart-${quantity}`, value, write) : value ?? "–";
    return i === 0 ? h("th", { scope: "row" }, content) : h("td", {}, content);
  };
  return h("table", { class: "chart-table" }, h("caption", {}, ...caption),
    h("thead", {}, h("tr", {}, ...columns.map(({ label }) => h("th", { scope: "col" }, label)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))));
}

/** For a spreadsheet, with all digits. */
function text({ columns, rows }) {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => row.map((value) => value ?? ""))];
  return `${lines.map((line) => line.join("\t")).join("\n")}\n`;
}
