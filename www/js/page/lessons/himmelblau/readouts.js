/** The main numbers in the transport: the step, the current point of the descent, and f. */

import { h } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { fixed } from "../../ui/numbers.js";
import { general } from "./write.js";

/** Quantity, label, width in digits, format. @type {[string, string, number, (x: number) => string][]} */
const ITEMS = [
  ["step", "", 6, String],
  ["x", "x", 8, (x) => fixed(x, 4)],
  ["y", "y", 8, (y) => fixed(y, 4)],
  ["f", "f(x, y)", 9, general],
];

export class Readouts {
  #descents;
  #cells = ITEMS.map(([name]) => place(`himmelblau-${name}`, "readout-value"));

  /** @param {import("./descents.js").Descents} descents */
  constructor(descents) {
    this.#descents = descents;
    this.element = h("dl", { class: "readouts", "data-part": "transport.numbers" }, ...ITEMS.map(([, label, digits], i) => {
      const name = label ? h("dt", {}, label) : h("dt", { word: "himmelblau.table.step" });
      return h("div", { class: `readout digits-${digits}` }, name, h("dd", {}, this.#cells[i]));
    }));
  }

  /** @param {number} at */
  show(at) {
    const { x, y, f } = this.#descents.step(at);
    const values = [Math.min(at, this.#descents.report().length), x, y, f];
    for (const [i, [, , , write]] of ITEMS.entries()) show(this.#cells[i], values[i], write);
  }
}
