/**
 * The gradient as a tape: the surface's formula, recorded and differentiated one operation at a time,
 * in the same picture as in the Chain rule lesson. Loaded and built when opened; it follows the
 * points of the descent.
 */

import { openPackage, openStyles } from "../../assets.js";
import { h, listen } from "../../ui/dom.js";
import { later } from "../../ui/later.js";
import manifest from "./manifest.js";

export class GradientTape {
  #abort = new AbortController();
  #parts;
  #box = h("div", { class: "gradient-tape-box" });
  #details;
  /** @type {import("./opened-tape.js").OpenedTape | null} */
  #open = null;
  #at = 0;
  #asleep = false;

  /** @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words }} parts */
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
    // The coordinates of a diverged descent are not finite, so the tape cannot show them.
    for (const [name, value] of Object.entries({ x, y })) {
      if (Number.isFinite(value) && value !== model.valueOf(name)) model.set(name, value);
    }
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#asleep = asleep;
    this.#open?.model.player.rest(asleep);
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

  async #toggle() {
    if (!this.#details.open) return this.#close();
    const { descents, words } = this.#parts;
    let files;
    try {
      files = await later(words, import("./opened-tape.js"), openPackage("chain-rule"), openStyles({ id: `${manifest.id}-late`, styles: manifest.lateStyles }));
    } catch (error) {
      return this.#box.replaceChildren(words.say("late.failed", { error: String(error) }));
    }
    // It may have been closed, or closed and opened again, while loading.
    if (this.#open || !this.#details.open || this.#abort.signal.aborted) return undefined;
    const [{ openTape }, { pkg }] = files;
    const { x, y } = descents.step(this.#at);
    this.#open = openTape({ pkg, words, text: this.#text, values: { x, y } });
    this.#open.model.player.rest(this.#asleep);
    this.#box.replaceChildren(this.#open.bar.element, this.#open.stage.element);
    words.apply(this.#box);
    return this.#open.stage.translate();
  }

  #close() {
    const { model, stage, bar } = this.#open ?? {};
    this.#open = null;
    for (const part of [bar, stage, model]) part?.dispose();
    this.#box.replaceChildren();
  }
}
