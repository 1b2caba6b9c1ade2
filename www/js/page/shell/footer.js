/** The footer of the page: the keyboard shortcuts of the current lesson. */

import { h } from "../ui/dom.js";

export class Footer {
  #list = h("dl");

  constructor() {
    this.element = h("footer", { class: "page-footer", "data-part": "footer" },
      h("details", {}, h("summary", { word: "keys.name" }), this.#list), h("p", { word: "footer.local" }));
  }

  /** @param {readonly string[]} keys of the lesson; the caller fills in the texts */
  show(keys) {
    this.#list.replaceChildren(...keys.flatMap((key) => [
      h("dt", { word: `keys.${key}` }), h("dd", { word: `keys.${key}.does` }),
    ]));
  }
}
