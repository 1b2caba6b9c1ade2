/**
 * The three rules of backpropagation, always visible next to the picture; those in use are highlighted.
 * The first defines δ.
 */

import { h } from "../../../ui/dom.js";
import { fraction, inline, m, mi, mo, row, sub } from "../../../ui/math.js";

const d = (/** @type {Element | string} */ of) => fraction(row(mo("∂"), mi("L")), row(mo("∂"), of));
const at = (/** @type {string} */ letter, /** @type {string} */ index) => sub(mi(letter), mi(index));
const sum = () => m("munder", {}, mo("∑"), mi("j"));

/** @type {Record<string, () => Element>} */
const RULES = {
  slope: () => inline(mi("δ"), mo("="), d("z"), mo("="), mi("f′"), row(mo("("), mi("z"), mo(")")), mo("·"), d("a")),
  gradient: () => inline(d(at("w", "ij")), mo("="), at("a", "i"), mo("·"), at("δ", "j")),
  back: () => inline(d(at("a", "i")), mo("="), sum(), at("w", "ij"), mo("·"), at("δ", "j")),
};

export class Rules {
  /** @type {Map<string, HTMLElement>} */
  #items = new Map();

  constructor() {
    for (const [name, build] of Object.entries(RULES)) {
      this.#items.set(name, h("li", { "data-rule": name }, build()));
    }
    this.element = h("ul", { class: "rules", wordLabel: "update.rules" }, ...this.#items.values());
  }

  /** @param {readonly string[]} names of the rules in use */
  show(names) {
    for (const [name, item] of this.#items) {
      if (names.includes(name)) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }
}
