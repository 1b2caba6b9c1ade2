/**
 * The outcome of the descent, in a sentence below the map, once it is over: the minimum and after how many steps, none,
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
    const over = this.#descents.isOver(at);
    const said = `${this.#words.language} ${state.surface} ${over} ${Object.entries({ ...report, rows: 0 })}`;
    if (said === this.#said) return;
    this.#said = said;
    this.element.classList.toggle("lost", over && report.arrival === "diverged");
    if (!over) this.element.replaceChildren("\u00a0");
    else this.element.replaceChildren(...this.#sentence(report, facts));
  }

  #sentence({ arrival, minimum, arrived, step, quantity, length }, { minima }) {
    const values = arrival === "minimum" ? [...minima[minimum], arrived]
      : [arrival === "diverged" ? step : length];
    const quantities = arrival === "minimum" ? ["end-x", "end-y", "arrived"] : [arrival === "diverged" ? "overflow-step" : "end-step"];
    const word = `himmelblau.outcome.${arrival}`;
    const name = quantity ? this.#words.say(`himmelblau.quantity.${quantity}`) : "";
    const parts = this.#words.say(word, { quantity: name }).split("|");
    return parts.flatMap((part, i) => {
      if (i >= values.length) return [part];
      const data = place(`himmelblau-${quantities[i]}`);
      show(data, values[i], quantities[i].length === 5 ? coordinateShort : String);
      return [part, data];
    });
  }
}
