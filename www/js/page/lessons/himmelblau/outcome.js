/**
 * The outcome of the descent, in a sentence below the map, once its end is reached: the minimum, none,
 * or the step at which a number left the range of doubles.
 */

import { h } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { coordinateShort } from "./write.js";

export class Outcome {
  #descents;
  #words;
  #said = "";
  element = h("p", { class: "outcome", role: "status", "data-part": "outcome" });

  /** @param {import("./descents.js").Descents} descents @param {import("../../shell/words.js").Words} words */
  constructor(descents, words) {
    this.#descents = descents;
    this.#words = words;
  }

  /** @param {number} at */
  show(at) {
    const report = this.#descents.report();
    const { facts, state } = this.#descents;
    const over = at >= report.length;
    const said = `${this.#words.language} ${state.surface} ${over} ${report.arrival} ${report.minimum} ${report.step} ${report.quantity}`;
    if (said === this.#said) return;
    this.#said = said;
    this.element.classList.toggle("lost", over && report.arrival === "diverged");
    if (!over) this.element.replaceChildren("\u00a0");
    else this.element.replaceChildren(...this.#sentence(report, facts));
  }

  #sentence({ arrival, minimum, step, quantity, length }, { minima }) {
    const values = arrival === "minimum" ? minima[minimum]
      : [arrival === "diverged" ? step : length];
    const quantities = arrival === "minimum" ? ["end-x", "end-y"] : [arrival === "diverged" ? "overflow-step" : "end-step"];
    const word = `himmelblau.outcome.${arrival}`;
    const name = quantity ? this.#words.say(`himmelblau.quantity.${quantity}`) : "";
    const parts = this.#words.say(word, { quantity: name }).split("|");
    return parts.flatMap((part, i) => {
      if (i >= values.length) return [part];
      const data = place(`himmelblau-${quantities[i]}`);
      show(data, values[i], arrival === "minimum" ? coordinateShort : String);
      return [part, data];
    });
  }
}
