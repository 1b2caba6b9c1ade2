/**
 * One layer: its name, its five numbers now and at the selected epoch, and their history as five small
 * curves in one canvas.
 */

import { Plot } from "../../../paint/plot.js";
import { h, setText, uniqueId } from "../../../ui/dom.js";
import { clear, grouped, number, place, show } from "../../../ui/numbers.js";
import { phrase } from "../../../ui/phrase.js";
import { COLUMNS } from "./columns.js";

export class LayerRow {
  #layer;
  #now;
  #then;
  #cells;
  #name = h("span", { class: "health-layer", id: uniqueId("health-layer") });
  #description = h("p", { class: "visually-hidden", id: uniqueId("health-description") });

  /** @param {number} layer 1 is the first hidden layer @param {() => void} renew */
  constructor(layer, renew) {
    this.#layer = layer;
    this.#now = COLUMNS.map(({ name }) => place(`health-${name}-${layer}`, "now"));
    this.#then = COLUMNS.map(({ name }) => place(`health-then-${name}-${layer}`, "then"));
    this.#cells = COLUMNS.map(({ name }, i) => h("div", {},
      h("dt", { class: "visually-hidden", word: `health.${name}` }), h("dd", {}, this.#now[i], this.#then[i])));
    this.plot = new Plot(["health"], renew, { class: "plot health-plot" });
    this.plot.describe("health", { "aria-labelledby": this.#name.id, "aria-describedby": this.#description.id });
    this.element = h("div", { class: "health-row" }, this.#name,
      h("div", { class: "health-curves" }, h("dl", { class: "health-cells" }, ...this.#cells), this.plot.element),
      this.#description);
    this.clear();
  }

  /** @param {string} name of the layer */
  rename(name) {
    setText(this.#name, name);
  }

  /** @param {Float64Array} all five numbers for each layer @param {number[]} found columns with a finding */
  show(all, found) {
    for (const [i, x] of this.#mine(all).entries()) {
      show(this.#now[i], x, COLUMNS[i].write);
      this.#cells[i].classList.toggle("found", found.includes(i));
    }
  }

  /** @param {Float64Array} all of the selected epoch */
  read(all) {
    for (const [i, x] of this.#mine(all).entries()) show(this.#then[i], x, COLUMNS[i].write);
  }

  /**
   * Describes the layer's history in words.
   * @param {import("../../../shell/words.js").Words} words
   * @param {{ from: number, first: Float64Array, to: number, now: Float64Array }} course two epochs, and the
   *   numbers of all layers at each
   */
  describe(words, { from, first, to, now }) {
    const [before, after] = [this.#mine(first), this.#mine(now)];
    const parts = { from: number("health-from", from, grouped), to: number("health-to", to, grouped) };
    for (const [i, { name, write }] of COLUMNS.entries()) {
      parts[`${name}0`] = number(`health-first-${name}-${this.#layer}`, before[i], write);
      parts[name] = number(`health-told-${name}-${this.#layer}`, after[i], write);
    }
    this.#description.replaceChildren(...phrase(words, "health.describe", parts));
  }

  clear() {
    for (const data of [...this.#now, ...this.#then]) clear(data);
    for (const cell of this.#cells) cell.classList.remove("found");
    this.#description.replaceChildren();
  }

  dispose() {
    this.plot.dispose();
  }

  /** This layer's numbers. */
  #mine(all) {
    const from = (this.#layer - 1) * COLUMNS.length;
    return all.subarray(from, from + COLUMNS.length);
  }
}
