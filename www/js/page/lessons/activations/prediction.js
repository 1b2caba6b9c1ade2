/**
 * Predict first: the buttons that hide f′, reveal it and put the sketch away, the point in hand, and
 * how far the sketch was from f′. The first button stays the same element, so that whoever pressed
 * it by key still has it.
 */

import { h, listen } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { cell } from "../../ui/readout.js";
import { written } from "./write.js";

/** What the first button does in each phase. */
const MAIN = { shown: "predict", sketching: "reveal", revealed: "again" };

export class Prediction {
  #model;
  #words;
  #main = h("button", { type: "button" }, h("span"));
  #away = h("button", { type: "button", word: "activations.putAway" });
  #value = place("sketch-value", "gradient");
  #error = place("sketch-error");
  #pen = cell(this.#value, { name: "activations.yourSlope" });
  #score = h("span", {}, h("span", { word: "activations.score" }), " ", this.#error);

  /**
   * @param {{ model: import("./model.js").Model, words: import("../../shell/words.js").Words,
   *   begun: () => void, revealed: (difference: number) => void, signal: AbortSignal }} parts
   */
  constructor({ model, words, begun, revealed, signal }) {
    this.#model = model;
    this.#words = words;
    this.element = h("div", { class: "prediction", "data-part": "predict" }, this.#main, this.#away);
    /** Beside the numbers of the place. */
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
    if (phase === "revealed") show(this.#error, this.#model.view.difference(this.#model.sketch), written);
    this.show();
  }

  /** The sketch has changed. */
  show() {
    const { phase, sketch, held } = this.#model;
    if (phase === "sketching") show(this.#value, sketch[held], written);
  }
}
