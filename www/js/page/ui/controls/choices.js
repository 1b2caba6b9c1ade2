/**
 * A choice among a few that should all be seen: radio buttons in a row, worked by pointer and by
 * arrow keys as radio buttons are.
 */

import { h, listen, uniqueId } from "../dom.js";

export class Choices {
  /** @type {Map<string, HTMLInputElement>} */
  #inputs = new Map();

  /**
   * @param {{ name: string, values: readonly string[], word: (value: string) => string,
   *   choose: (value: string) => void, signal: AbortSignal }} parts
   *   `name`: the word of the group, for ears; `word`: the word of a value
   */
  constructor({ name, values, word, choose, signal }) {
    const group = uniqueId("choice");
    const labels = values.map((value) => {
      const input = h("input", { type: "radio", name: group, value });
      listen(input, "change", () => input.checked && choose(value), signal);
      this.#inputs.set(value, input);
      return h("label", {}, input, h("span", { word: word(value) }));
    });
    this.element = h("fieldset", { class: "choices" }, h("legend", { class: "visually-hidden", word: name }), ...labels);
  }

  /** @param {string} value */
  show(value) {
    for (const [each, input] of this.#inputs) input.checked = each === value;
  }
}
