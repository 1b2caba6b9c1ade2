/**
 * A tape in a lesson: the current operation in words, the picture, the line with its numbers, and
 * the description for people who cannot see them. Follows its model; play and step belong to the model's
 * player.
 *
 *     const model = new TapeModel({ pkg, text: "(x^2 + y - 11)^2", values: { x: -2, y: 2 } });
 *     const stage = new TapeStage({ model, words });
 *     const bar = new PlayerBar({ player: model.player, words });
 */

import { h, setText, uniqueId } from "../ui/dom.js";
import { graphText, momentText } from "./describe.js";
import { StepLine } from "./step-line.js";
import { TapeView } from "./tape-view.js";

export class TapeStage {
  #abort = new AbortController();
  #model;
  #words;
  #line;
  #moment = h("p", { class: "moment", "data-part": "moment" });
  #description = h("p", { class: "visually-hidden", id: uniqueId("tape"), "data-part": "tape-description" });

  /**
   * @param {{ model: import("./tape-model.js").TapeModel, words: import("../shell/words.js").Words,
   *   editable?: boolean }} parts `editable`: whether variables have fields
   */
  constructor({ model, words, editable = true }) {
    this.#model = model;
    this.#words = words;
    this.#line = new StepLine(words);
    this.view = new TapeView({ words, edit: editable ? (name, value) => model.set(name, value) : undefined });
    const legend = h("p", { class: "tape-legend", "aria-hidden": "true" },
      h("span", { class: "value", word: "tape.value" }), h("span", { class: "gradient", word: "tape.gradient" }));
    const head = h("div", { class: "tape-head" }, this.#moment, legend);
    this.element = h("section", { class: "panel tape-stage", "data-part": "tape", "data-apart": "", wordLabel: "tape.graph" },
      head, this.view.element, this.#line.element, this.#description);
    this.view.element.firstElementChild?.setAttribute("aria-describedby", this.#description.id);
    model.addEventListener("change", (event) => this.#show(/** @type {CustomEvent} */ (event).detail.shape),
      { signal: this.#abort.signal });
    this.#show(true);
  }

  /** The language has changed. */
  translate() {
    this.view.translate();
    this.#show(false);
  }

  dispose() {
    this.#abort.abort();
    this.view.dispose();
  }

  #show(shape) {
    const { graph, frame } = this.#model;
    if (shape) this.view.draw(graph);
    this.view.show(frame);
    this.#line.show(graph, frame);
    // Read out when stepping by hand, not while playing.
    this.#moment.setAttribute("aria-live", this.#model.player.playing ? "off" : "polite");
    setText(this.#moment, momentText(this.#words, graph, frame));
    this.#description.replaceChildren(...(this.view.drawn ? graphText(this.#words, graph, frame) : []));
  }
}
