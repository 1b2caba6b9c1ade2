/**
 * The chapter's table: every twentieth step, with f before it, x and y after it. A row is filled in when
 * the descent has reached it.
 */

import { copyButton } from "../../ui/copy.js";
import { h } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { coordinate, general } from "./write.js";

const EVERY = 20;
const COLUMNS = /** @type {const} */ (["step", "x", "y", "f"]);

export class Table {
  #abort = new AbortController();
  #descents;
  #rows;
  #at = 0;

  /** @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words }} parts */
  constructor({ descents, words }) {
    this.#descents = descents;
    this.#rows = Array.from({ length: descents.steps / EVERY }, () => {
      const cells = COLUMNS.map((column) => place(`table-${column}`));
      const row = h("tr", {}, ...cells.map((data, i) => h(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null }, data)));
      return { row, cells };
    });
    const head = ["step", "x", "y", "f(x, y)"].map((name, i) => {
      return i === 0 ? h("th", { scope: "col", word: "himmelblau.table.step" }) : h("th", { scope: "col" }, name);
    });
    const copy = copyButton(words, { word: "log.copy", text: () => this.#text(), part: "copy-table" }, this.#abort.signal);
    this.element = h("section", { class: "panel table", "data-part": "table" },
      h("header", {}, h("h2", { word: "himmelblau.table.name" }), copy),
      h("table", { class: "steps" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...this.#rows.map(({ row }) => row))),
      h("p", { class: "note", word: "himmelblau.table.note" }));
  }

  /** @param {number} at number of steps done */
  show(at) {
    this.#at = at;
    for (const [i, { row, cells }] of this.#rows.entries()) {
      const step = (i + 1) * EVERY - 1;
      const printed = this.#printed(step);
      row.classList.toggle("waiting", !printed);
      if (!printed) {
        for (const data of cells) {
          data.value = "";
          data.textContent = "";
        }
        cells[0].textContent = String(step);
        continue;
      }
      const { next: [x, y], f } = this.#descents.step(step);
      show(cells[0], step, String);
      show(cells[1], x, coordinate);
      show(cells[2], y, coordinate);
      show(cells[3], f, general);
    }
  }

  dispose() {
    this.#abort.abort();
  }

  /** True if the descent reached the step, and has been shown up to it. */
  #printed(step) {
    return step < this.#at && step < this.#descents.report().length;
  }

  /** The filled rows in the format of the chapter's program, with all digits. */
  #text() {
    const lines = this.#rows.map((_, i) => (i + 1) * EVERY - 1).filter((step) => this.#printed(step)).map((step) => {
      const { next: [x, y], f } = this.#descents.step(step);
      return `step ${step}: x = [${x}, ${y}], f(x) = ${f}`;
    });
    return `${lines.join("\n")}\n`;
  }
}
