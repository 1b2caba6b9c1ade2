/** Controls of a setting that is one of a few names (a select), or true or false (a checkbox). */

import { h, listen, uniqueId } from "../dom.js";

export class ChoiceControl {
  #select;

  /** @param {{ name: string, values: readonly string[] }} field @param {{ commit: (text: string) => void, signal: AbortSignal }} parts */
  constructor({ name, values }, { commit, signal }) {
    this.#select = h("select", { id: uniqueId(name), "data-setting": name });
    for (const value of values) this.#select.append(h("option", { value, word: `value.${value}` }));
    listen(this.#select, "change", () => commit(this.#select.value), signal);
    this.element = h("div", { class: "control", "data-control": name },
      h("label", { for: this.#select.id, word: `setting.${name}` }), this.#select);
  }

  /** @param {string} value */
  show(value) {
    this.#select.value = value;
  }
}

export class FlagControl {
  #box;

  /**
   * @param {{ name: string }} field
   * @param {{ commit: (text: string) => void, signal: AbortSignal, note?: string }} parts
   *   `note`: key of the text below
   */
  constructor({ name }, { commit, signal, note }) {
    const noteId = uniqueId(`${name}-note`);
    this.#box = h("input", {
      type: "checkbox", id: uniqueId(name), "data-setting": name, "aria-describedby": note && noteId,
    });
    listen(this.#box, "change", () => commit(String(this.#box.checked)), signal);
    this.element = h("div", { class: "control control-flag", "data-control": name },
      h("label", { for: this.#box.id, word: `setting.${name}` }), this.#box);
    if (note) this.element.append(h("p", { class: "note", id: noteId, word: note }));
  }

  /** @param {boolean} value */
  show(value) {
    this.#box.checked = value;
  }
}
