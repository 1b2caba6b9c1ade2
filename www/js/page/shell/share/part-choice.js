/**
 * Which parts of a lesson a link hides: a checkbox for each, those of a part under it.
 */

import { isHidden, partsOf, readHide } from "../../../shared/parts.js";
import { h } from "../../ui/dom.js";
import { wordOfPart } from "./part-words.js";

export class PartChoice {
  #words;
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /** Hidden parts that other lessons have. @type {string[]} */
  #elsewhere;
  #count = h("span", { class: "share-count" });

  /**
   * @param {{ words: import("../words.js").Words, lesson: string, hidden: string, changed: () => void }} parts
   */
  constructor({ words, lesson, hidden, changed }) {
    this.#words = words;
    const { known } = readHide(hidden);
    const parts = partsOf(lesson);
    this.#elsewhere = known.filter((name) => !parts.includes(name));
    const rows = parts.map((part) => {
      const box = h("input", { type: "checkbox" });
      box.checked = isHidden(part, known);
      this.#boxes.set(part, box);
      return h("label", { class: part.includes(".") ? "share-part share-part-of" : "share-part" }, box,
        h("span", { word: wordOfPart(lesson, part) }), h("code", {}, part));
    });
    const list = h("div", { class: "share-parts", role: "group", wordLabel: "share.hide" }, ...rows);
    list.addEventListener("change", () => {
      this.#show();
      changed();
    });
    this.element = h("details", {}, h("summary", {}, h("span", { word: "share.hide" }), " ", this.#count), list);
    this.#show();
  }

  /** @returns {string} names of parts, by commas */
  get hide() {
    const names = [...this.#boxes].filter(([, box]) => box.checked && !box.disabled).map(([part]) => part);
    return [...names, ...this.#elsewhere].join(",");
  }

  /** A part that is hidden takes those under it along. */
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
