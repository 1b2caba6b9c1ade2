/** The choice of the parts that a link hides: a checkbox for each, with a part's own parts below it. */

import { h } from "../../ui/dom.js";
import { isHidden } from "../parts.js";

export class PartChoice {
  #words;
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /** Hidden parts of other lessons. @type {string[]} */
  #elsewhere;
  #count = h("span", { class: "share-count" });

  /**
   * @param {{ words: import("../words.js").Words, parts: Record<string, string>, known: string[],
   *   changed: () => void }} choice `parts` of the lesson, `known` names of hidden parts
   */
  constructor({ words, parts, known, changed }) {
    this.#words = words;
    this.#elsewhere = known.filter((name) => !Object.hasOwn(parts, name));
    const rows = Object.entries(parts).map(([part, word]) => {
      const box = h("input", { type: "checkbox" });
      box.checked = isHidden(part, known);
      this.#boxes.set(part, box);
      return h("label", { class: part.includes(".") ? "share-part share-part-of" : "share-part" }, box,
        h("span", { word }), h("code", {}, part));
    });
    const list = h("div", { class: "share-parts", role: "group", wordLabel: "share.hide" }, ...rows);
    list.addEventListener("change", () => {
      this.#show();
      changed();
    });
    this.element = h("details", {}, h("summary", {}, h("span", { word: "share.hide" }), " ", this.#count), list);
    this.#show();
  }

  /** @returns {string} names of parts, separated by commas */
  get hide() {
    const names = [...this.#boxes].filter(([, box]) => box.checked && !box.disabled).map(([part]) => part);
    return [...names, ...this.#elsewhere].join(",");
  }

  /** Hiding a part also hides those below it. */
  #show() {
    for (const [part, box] of this.#boxes) {
      const above = this.#boxes.get(part.slice(0, part.lastIndexOf(".")));
      const taken = part.includes(".") && above !== undefined && above.checked;
      if (taken) box.checked = true;
      else if (box.disabled) box.checked = false;
      box.disabled = taken;
    }
    const count = [...this.#boxes.values()].filter((box) => box.checked && !box.disabled).length;
    this.#count.textContent = count > 0 ? this.#words.say("share.hidden", { count }) : "";
  }
}
