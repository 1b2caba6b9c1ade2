/**
 * A line of numbers under a plot, with a fixed height and a fixed place for each number, so that
 * nothing moves when they appear, change or disappear.
 */

import { h } from "./dom.js";
import { show } from "./numbers.js";

/**
 * @typedef {{ quantity: string, write: (x: number) => string, label?: string, name?: string, instead?: boolean }} Item
 *   `label`: text before the number; `name`: a key of the locale instead; `instead`: the number takes the
 *   place of others, so that no room is kept for it
 */

/**
 * A number with its name.
 * @param {HTMLDataElement} data
 * @param {{ label?: string, name?: string }} words
 * @returns {HTMLElement}
 */
export function cell(data, { label = "", name }) {
  return h("span", { class: "cell" }, h("span", { class: "key", word: name }, label), data);
}

export class Readout {
  #items;
  #values;

  /** @param {Item[]} items @param {HTMLElement} meanwhile shown while there are no numbers */
  constructor(items, meanwhile) {
    this.#items = items;
    this.#values = items.map(({ quantity }) => h("data", { "data-quantity": quantity, value: "" }));
    const cells = items.map((item, i) => cell(this.#values[i], item));
    const numbers = h("span", { class: "numbers" }, ...cells);
    this.element = h("div", { class: "readout-line" }, meanwhile, numbers);
    this.show(undefined);
  }

  /** @param {Record<string, number> | undefined} values by quantity */
  show(values) {
    this.element.classList.toggle("empty", !values);
    for (const [i, { quantity, write, instead }] of this.#items.entries()) {
      const value = values?.[quantity];
      const data = this.#values[i];
      const absent = values ? value === undefined : Boolean(instead);
      data.parentElement?.toggleAttribute("hidden", absent);
      if (value !== undefined) show(data, value, write);
    }
  }
}
