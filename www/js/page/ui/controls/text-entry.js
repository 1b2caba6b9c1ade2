/**
 * A text field for an exact value. Enter, or leaving the field, puts the value in; a value that is
 * refused is named at the field and the run goes on untouched; Escape, or leaving the field,
 * brings the last good value back.
 */

import { h, listen, setText, uniqueId } from "../dom.js";

export class TextEntry {
  #commit;
  #good = "";
  #clean;
  /** What is complained of, for the words of another language. @type {any} */
  #refused = null;

  /**
   * @param {{ name: string, commit: (text: string) => void, explain: (problem: any) => string,
   *   signal: AbortSignal, clean?: (text: string) => string,
   *   attributes?: Record<string, string | number | boolean> }} parts
   *   `commit` throws what is wrong with the text; `clean` puts what people write into order
   */
  constructor({ name, commit, explain, signal, clean = (text) => text.trim(), attributes = {} }) {
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
    listen(this.input, "blur", () => this.#restore(), signal);
  }

  /** @param {string} text the value that the run has */
  show(text) {
    this.#good = text;
    // What somebody is typing is theirs until they enter it.
    const typing = document.activeElement === this.input && this.input.value !== this.#shown;
    if (!typing) this.#write(text);
  }

  /** @param {unknown} problem a typed error; any other is not the value's fault */
  refuse(problem) {
    if (!(/** @type {any} */ (problem))?.code) throw problem;
    this.#refused = problem;
    setText(this.problem, this.explain(problem));
    this.problem.hidden = false;
    this.input.setAttribute("aria-invalid", "true");
  }

  /** The words have changed. */
  translate() {
    if (this.#refused) setText(this.problem, this.explain(this.#refused));
  }

  /** Takes the complaint away. */
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

  /** The complaint stays to be read; the field shows again what the run has. */
  #restore() {
    this.input.removeAttribute("aria-invalid");
    this.#write(this.#good);
  }

  #key(event) {
    if (event.key === "Enter") this.#enter();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.clear();
    this.#write(this.#good);
  }
}

/**
 * A field whose text is selected when it is entered, by keys or by a click that drags nothing: what is typed
 * then replaces it.
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
