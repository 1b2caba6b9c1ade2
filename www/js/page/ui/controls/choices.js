/**
 * A choice among a few values that should all be visible: a row of radio buttons, with their usual pointer and
 * arrow keys.
 */

import { h, listen, uniqueId } from "../dom.js";

export class Choices {
  /** @type {Map<string, HTMLInputElement>} */
  #inputs = new Map();

  /**
   * @param {{ name: string, values: readonly string[], word: (value: string) => string,
   *   choose: (value: string) => void, signal: AbortSignal }} parts
   *   `name`: key of the group's name, for screen readers; `word`: key of a value's name
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
