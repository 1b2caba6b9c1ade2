/**
 * Predict first: the buttons that hide f′, reveal it and hide the sketch, the value of the current point, and
 * the distance between the sketch and f′. The first button remains the same element, so that it keeps the
 * keyboard focus.
 */

import { h, listen } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { cell } from "../../ui/readout.js";
import { GOOD_SKETCH, SKETCHED } from "./tasks.js";
import { written } from "./write.js";

/** The action of the first button in each phase. */
const MAIN = { shown: "predict", sketching: "reveal", revealed: "again" };

export class Prediction {
  #model;
  #words;
  #main = h("button", { type: "button" }, h("span"));
  #away = h("button", { type: "button", word: "activations.putAway" });
  #value = place("sketch-value", "gradient");
  #error = place("sketch-error");
  #pen = cell(this.#value, { name: "activations.yourSlope" });
  #asked = h("span", { word: "activations.asked" });
  #score = h("span", {}, h("span", { word: "activations.score" }), " ", this.#error, this.#asked);

  /**
   * @param {{ model: import("./model.js").Model, words: import("../../shell/words.js").Words,
   *   begun: () => void, revealed: (difference: number) => void, signal: AbortSignal }} parts
   */
  constructor({ model, words, begun, revealed, signal }) {
    this.#model = model;
    this.#words = words;
    this.element = h("div", { class: "prediction", "data-part": "predict" }, this.#main, this.#away);
    /** Shown next to the numbers at z. */
    this.readout = h("span", { class: "prediction-numbers" }, this.#pen,
      h("span", { class: "score", role: "status" }, this.#score));
    listen(this.#main, "click", () => {
      if (model.phase !== "sketching") {
        model.startSketch();
        return begun();
      }
      model.reveal();
      return revealed(model.view.difference(model.sketch));
    }, signal);
    listen(this.#away, "click", () => {
      this.#main.focus();
      model.leaveSketch();
    }, signal);
  }

  /** The phase has changed. */
  build() {
    const { phase } = this.#model;
    const span = /** @type {HTMLElement} */ (this.#main.firstElementChild);
    span.dataset.word = `activations.${MAIN[phase]}`;
    this.#words.apply(span);
    this.#away.hidden = phase === "shown";
    this.#pen.hidden = phase !== "sketching";
    this.#score.hidden = phase !== "revealed";
    if (phase === "revealed") {
      const difference = this.#model.view.difference(this.#model.sketch);
      show(this.#error, difference, written);
      this.#asked.hidden = this.#model.name !== SKETCHED || difference <= GOOD_SKETCH;
    }
    this.show();
  }

  /** The sketch has changed. */
  show() {
    const { phase, sketch, point } = this.#model;
    if (phase === "sketching") show(this.#value, sketch[point], written);
  }
}
