/**
 * The race: the four optimizers from the same start with the same learning rate and the same number
 * of steps, each with its mark, its current point and its value of f.
 */

import { h } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { coordinateShort, general } from "./write.js";

export class Race {
  #descents;
  /** @type {Map<string, { sign: HTMLElement, cells: HTMLDataElement[], row: HTMLElement }>} */
  #rows = new Map();

  /** @param {import("./descents.js").Descents} descents */
  constructor(descents) {
    this.#descents = descents;
    const rows = descents.optimizers.map((optimizer) => {
      const sign = h("i", { class: `walk-sign walk-sign-${optimizer}`, "aria-hidden": "true" });
      const cells = ["x", "y", "f"].map((name) => place(`race-${optimizer}-${name}`));
      const row = h("tr", { "data-racer": optimizer },
        h("th", { scope: "row" }, sign, h("span", { word: `himmelblau.optimizer.${optimizer}` })),
        ...cells.map((data) => h("td", {}, data)));
      this.#rows.set(optimizer, { sign, cells, row });
      return row;
    });
    this.element = h("table", { class: "race", hidden: true },
      h("caption", { class: "note", word: "himmelblau.race.note" }),
      h("thead", {}, h("tr", {}, h("td"), ...["x", "y", "f(x, y)"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows));
  }

  /** @param {number} at */
  show(at) {
    const { terrain, optimizers, state } = this.#descents;
    this.element.hidden = !state.race;
    for (const [optimizer, { sign, cells, row }] of this.#rows) {
      const { x, y, f } = this.#descents.step(at, optimizer);
      show(cells[0], x, coordinateShort);
      show(cells[1], y, coordinateShort);
      show(cells[2], f, general);
      sign.style.color = terrain.colorOf("optimizer", optimizers.indexOf(optimizer));
      const { arrival, length } = this.#descents.report(optimizer);
      row.classList.toggle("lost", arrival === "diverged" && at >= length);
    }
  }
}
