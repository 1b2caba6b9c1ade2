/** The footer of the page: the keyboard shortcuts of the current lesson, loaded when they are opened. */

import { h } from "../ui/dom.js";
import { later } from "../ui/later.js";

export class Footer {
  #words;
  #list = h("dl");
  #details = h("details", {}, h("summary", { word: "keys.name" }), this.#list);
  /** @type {readonly string[]} */
  #keys = [];

  /** @param {import("./words.js").Words} words */
  constructor(words) {
    this.#words = words;
    this.element = h("footer", { class: "page-footer", "data-part": "footer" }, this.#details, h("p", { word: "footer.local" }));
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
