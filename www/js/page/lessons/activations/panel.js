/**
 * The panel below the stage: the formulas of the current function with its numbers, and a note on
 * its most important property, usually its corner.
 */

import { h } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { formula } from "./formulas.js";

export class Panel {
  #model;
  #words;
  #name = "";
  /** @type {ReturnType<typeof formula> | null} */
  #formula = null;
  #lines = h("div", { class: "formulas" });
  #note = h("p", { class: "note" });
  #difference = place("tanh-difference");
  #detour = h("p", { class: "note" }, h("span", { word: "activations.detour" }), " ", this.#difference);

  /** @param {import("./model.js").Model} model @param {import("../../shell/words.js").Words} words */
  constructor(model, words) {
    this.#model = model;
    this.#words = words;
    this.element = h("section", { wordLabel: "activations.formula" }, this.#lines, this.#note);
  }

  /** The function or what is shown of it has changed. */
  build() {
    const { name, slopeShown } = this.#model;
    if (name !== this.#name) {
      this.#name = name;
      this.#formula = formula(name);
      const { value, slope, also } = this.#formula;
      const detour = name === "tanh" ? [this.#detour] : [];
      this.#lines.replaceChildren(value, slope, h("div", { class: "also" }, ...also, ...detour));
      this.#note.dataset.word = `activations.note.${name}`;
    }
    this.#words.apply(this.element);
    this.#formula?.slope.classList.toggle("veiled", !slopeShown);
    this.#note.classList.toggle("veiled", !slopeShown);
  }

  /** @param {Record<string, number>} numbers at z */
  show(numbers) {
    this.#formula?.show(numbers);
    if (this.#name === "tanh") show(this.#difference, numbers["tanh-difference"], difference);
    this.element.dataset.side = numbers.z > 0 ? "above" : "below";
  }
}

/** Zero, or a few units in the last place. */
function difference(x) {
  return x === 0 ? "0" : x.toExponential(1).replaceAll("-", "−");
}
