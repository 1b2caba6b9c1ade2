/**
 * A text field for an exact value. Enter, or leaving the field, commits the value; if it is refused,
 * a message appears at the field and the run continues unchanged; Escape, or leaving the field,
 * restores the last valid value.
 */

import { h, listen, setText, uniqueId } from "../dom.js";

export class TextEntry {
  #commit;
  #good = "";
  #clean;
  /** The problem shown, kept for translation. @type {any} */
  #refused = null;

  /**
   * @param {{ name: string, commit: (text: string) => void, explain: (problem: any) => string,
   *   signal: AbortSignal, clean?: (text: string) => string, keeps?: boolean,
   *   attributes?: Record<string, string | number | boolean> }} parts
   *   `commit` throws the problem with the text; `clean` normalizes what people write; `keeps`: what is refused stays
   *   in the field, to be mended
   */
  constructor({ name, commit, explain, signal, clean = (text) => text.trim(), keeps = false, attributes = {} }) {
    this.#commit = commit;
    this.#clean = clean;
    this.explain = explain;
    const id = uniqueId(`problem-${name}`);
    this.problem = h("p", { class: "problem", id, role: "alert", hidden: true });
    this.input = h("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-describedby": id, "data-setting": name, ...attributes,
    });
    selectOnFocus(this.input, signal);
    listen(this.input, "input", () => this.clear(), signal);
    listen(this.input, "change", () => this.#enter(), signal);
    listen(this.input, "keydown", (event) => this.#key(event), signal);
    listen(this.input, "blur", () => !(keeps && this.#refused) && this.#restore(), signal);
  }

  /** @param {string} text the run's value */
  show(text) {
    this.#good = text;
    // Don't overwrite text that is being typed.
    const typing = document.activeElement === this.input && this.input.value !== this.#shown;
    if (!typing) this.#write(text);
  }

  /** @param {unknown} problem a typed error; any other is a bug and is thrown */
  refuse(problem) {
    if (!(/** @type {any} */ (problem))?.code) throw problem;
    this.#refused = problem;
    setText(this.problem, this.explain(problem));
    this.problem.hidden = false;
    this.input.setAttribute("aria-invalid", "true");
  }

  /** The language has changed. */
  translate() {
    if (this.#refused) setText(this.problem, this.explain(this.#refused));
  }

  /** Removes the message. */
  clear() {
    this.#refused = null;
    this.problem.hidden = true;
    this.input.removeAttribute("aria-invalid");
  }

  #shown = "";

  #write(text) {
    this.#shown = text;
    if (this.input.value !== text) this.input.value = text;
  }

  #enter() {
    this.clear();
    const text = this.#clean(this.input.value);
    try {
      this.#commit(text);
      this.#write(this.#good);
    } catch (problem) {
      this.refuse(problem);
    }
  }

  /** Shows the run's value again; the message stays. */
  #restore() {
    this.input.removeAttribute("aria-invalid");
    this.#write(this.#good);
  }

  #key(event) {
    if (event.key === "Enter") this.#enter();
    // With nothing to restore, the key is left to others.
    if (event.key !== "Escape" || (this.problem.hidden && this.input.value === this.#good)) return;
    event.stopPropagation();
    this.clear();
    this.#write(this.#good);
  }
}

/**
 * Selects a field's text when it gets the focus, by key or by a click without a drag, so that typing replaces it.
 * @param {HTMLInputElement} input
 * @param {AbortSignal} signal
 */
export function selectOnFocus(input, signal) {
  let entered = false;
  listen(input, "focus", () => input.select(), signal);
  listen(input, "pointerdown", () => { entered = document.activeElement !== input; }, signal);
  listen(input, "click", () => {
    if (entered && input.selectionStart === input.selectionEnd) input.select();
    entered = false;
  }, signal);
}
