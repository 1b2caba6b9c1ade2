/** The footer of the page: the keyboard shortcuts of the current lesson, loaded when they are opened, and the reader's progress to be forgotten. */

import { h } from "../ui/dom.js";
import { later } from "../ui/later.js";
import { progress } from "../ui/progress.js";

export class Footer {
  #words;
  #list = h("dl");
  #details = h("details", {}, h("summary", { word: "keys.name" }), this.#list);
  /** @type {readonly string[]} */
  #keys = [];

  /** @param {import("./words.js").Words} words @param {() => void} forgotten called when the progress has been forgotten */
  constructor(words, forgotten) {
    this.#words = words;
    const forget = h("button", { type: "button", class: "small", word: "progress.forget" });
    forget.addEventListener("click", () => {
      progress.forget();
      forgotten();
    });
    this.element = h("footer", { class: "page-footer", "data-part": "footer" }, this.#details, h("p", { word: "footer.local" }), forget);
    this.#details.addEventListener("toggle", () => this.#fill());
  }

  /** @param {readonly string[]} keys of the lesson */
  show(keys) {
    this.#keys = keys;
    this.#fill();
  }

  async #fill() {
    if (!this.#details.open) return;
    const [{ shortcuts }] = await later(this.#words, import("./shortcuts.js"));
    this.#list.replaceChildren(...shortcuts(this.#keys));
    this.#words.apply(this.#list);
  }
}
