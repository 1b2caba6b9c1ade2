/**
 * The gradient as a tape: the surface's formula, recorded and differentiated one operation at a time,
 * in the same picture as in the lesson on the chain rule. It is made when it is opened, and follows
 * the descent from place to place.
 */

import { h, listen } from "../dom.js";
import { PlayerBar } from "../lesson/player-bar.js";
import { TapeModel } from "../tape/tape-model.js";
import { TapeStage } from "../tape/tape-stage.js";

export class GradientTape {
  #abort = new AbortController();
  #parts;
  #box = h("div", { class: "gradient-tape-box" });
  #details;
  /** @type {{ model: TapeModel, stage: TapeStage, bar: PlayerBar } | null} */
  #open = null;
  #at = 0;

  /**
   * @param {{ descents: import("./descents.js").Descents, words: import("../words.js").Words, pkg: any }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    this.#details = h("details", {}, h("summary", { word: "himmelblau.tape.open" }),
      h("p", { class: "note", word: "himmelblau.tape.note" }), this.#box);
    this.element = h("section", { class: "panel gradient-tape", "data-part": "gradient-tape" }, this.#details);
    listen(this.#details, "toggle", () => this.#toggle(), this.#abort.signal);
  }

  /** @param {number} at */
  show(at) {
    this.#at = at;
    if (!this.#open) return;
    const { model } = this.#open;
    const text = this.#text;
    const { x, y } = this.#parts.descents.step(at);
    if (text !== model.text) model.read(text, { x, y });
    // Far out, where a descent diverges, the tape has no numbers to show.
    for (const [name, value] of Object.entries({ x, y })) {
      if (Number.isFinite(value) && value !== model.valueOf(name)) model.set(name, value);
    }
  }

  translate() {
    this.#open?.stage.translate();
  }

  dispose() {
    this.#abort.abort();
    this.#close();
  }

  get #text() {
    return `f = ${this.#parts.descents.facts.expression}`;
  }

  #toggle() {
    if (!this.#details.open) return this.#close();
    if (this.#open) return undefined;
    const { descents, words, pkg } = this.#parts;
    const { x, y } = descents.step(this.#at);
    const model = new TapeModel({ pkg, text: this.#text, values: { x, y } });
    const stage = new TapeStage({ model, words, editable: false });
    const bar = new PlayerBar({ player: model.player, words, name: "player.tape", space: false });
    this.#open = { model, stage, bar };
    this.#box.replaceChildren(bar.element, stage.element);
    words.apply(this.#box);
    return stage.translate();
  }

  #close() {
    const { model, stage, bar } = this.#open ?? {};
    this.#open = null;
    for (const part of [bar, stage, model]) part?.dispose();
    this.#box.replaceChildren();
  }
}
