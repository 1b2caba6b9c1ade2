/**
 * The field in which the learner types an expression or chooses an example. It is parsed while typing;
 * errors are explained below the field, with the position marked, and the picture, which then
 * stays unchanged, is dimmed.
 */

import { Delay } from "../../ui/delay.js";
import { h, listen, setText, uniqueId } from "../../ui/dom.js";
import { later } from "../../ui/later.js";
import { EXAMPLES } from "./examples.js";

/** Milliseconds after the last key until the text is parsed. */
const REST = 300;

export class ExpressionField {
  #abort = new AbortController();
  #words;
  #read;
  #values;
  /** The learner's own expression, while an example is shown. @type {{ text: string, values: Record<string, number> } | undefined} */
  #own;
  /** The example that is shown; empty for the learner's own expression. */
  #shown = "";
  #stale;
  #pause = new Delay(() => this.#enter());
  /** @type {import("./expression-error.js").Problem | null} */
  #problem = null;
  #field;
  #examples;
  #message = h("p", { class: "problem", role: "alert", id: uniqueId("problem") });
  #place = h("div");
  #goto = h("button", { type: "button", class: "small", word: "expression.goto" });
  #trouble;
  #hint = h("p", { class: "hint" });
  #functions;

  /**
   * @param {{ words: import("../../shell/words.js").Words,
   *   read: (text: string, values?: Record<string, number>) => void, values: () => Record<string, number>,
   *   functions: string[], after: HTMLElement[], stale: (is: boolean) => void }} parts
   *   `read` throws the problem with the text; `values`: those of the variables; `functions`: their names; `after`:
   *   controls in the same row; `stale`: whether what is shown is not what is written
   */
  constructor({ words, read, values, functions, after, stale }) {
    this.#words = words;
    this.#read = read;
    this.#values = values;
    this.#stale = stale;
    const id = uniqueId("expression");
    this.#field = h("textarea", {
      id, rows: 2, spellcheck: "false", autocomplete: "off", autocapitalize: "off",
      "aria-describedby": this.#message.id,
    });
    this.#examples = h("select", { id: uniqueId("examples") }, h("option", { value: "", word: "expression.own" }),
      ...EXAMPLES.map((example) => h("option", { value: example.id, word: `expression.example.${example.id}` })));
    this.#trouble = h("div", { class: "trouble", hidden: true }, this.#message, this.#place, this.#goto);
    this.#functions = functions;
    this.element = h("section", { class: "panel expression", "data-part": "expression" },
      h("div", { class: "expression-entry" }, h("label", { for: id, word: "expression.name" }), this.#field),
      h("div", { class: "expression-choices" },
        h("div", { class: "labelled" },
          h("label", { for: this.#examples.id, word: "expression.examples" }), this.#examples),
        ...after),
      h("div", { class: "expression-said" }, this.#trouble, this.#hint));
    this.#listen();
  }

  /** Shows another expression. @param {string} text */
  show(text) {
    if (this.#field.value !== text) this.#field.value = text;
    this.#complain(null);
  }

  /** @param {string} id of the example shown with its initial values; empty if none */
  choose(id) {
    this.#shown = id;
    this.#examples.value = id;
  }

  /** The language has changed. */
  translate() {
    this.#complain(this.#problem);
  }

  dispose() {
    this.#abort.abort();
    this.#pause.stop();
  }

  #listen() {
    const { signal } = this.#abort;
    // Text still being composed by an input method is not parsed.
    listen(this.#field, "input", ({ isComposing }) => (isComposing ? this.#pause.stop() : this.#pause.start(REST)), signal);
    listen(this.#field, "compositionend", () => this.#pause.start(REST), signal);
    listen(this.#field, "change", () => this.#enter(), signal);
    listen(this.#examples, "change", () => {
      const find = (/** @type {string} */ wanted) => EXAMPLES.find(({ id }) => id === wanted);
      const example = find(this.#examples.value);
      if (example && this.#field.value !== find(this.#shown)?.text) this.#own = { text: this.#field.value, values: this.#values() };
      const next = example ?? this.#own;
      if (!next) return;
      this.#field.value = next.text;
      this.#enter(next.values);
    }, signal);
    listen(this.#goto, "click", () => {
      this.#field.focus();
      this.#field.setSelectionRange(this.#problem?.start ?? 0, this.#problem?.end ?? 0);
    }, signal);
  }

  /** @param {Record<string, number>} [values] */
  #enter(values) {
    this.#pause.stop();
    try {
      this.#read(this.#field.value, values);
      this.#complain(null);
    } catch (problem) {
      if (!(/** @type {any} */ (problem))?.code) throw problem;
      this.#complain(/** @type {any} */ (problem));
    }
  }

  /** @param {import("./expression-error.js").Problem | null} problem */
  async #complain(problem) {
    this.#problem = problem;
    this.#field.setAttribute("aria-invalid", String(problem !== null));
    this.#stale(problem !== null);
    let [message, place] = ["", /** @type {Node[]} */ ([])];
    if (problem) {
      try {
        const [{ explainExpression, pointer }] = await later(this.#words, import("./expression-error.js"));
        [message, place] = [explainExpression(this.#words, problem), [pointer(this.#field.value, problem)]];
      } catch (error) {
        message = this.#words.say("late.failed", { error: String(error) });
      }
      // It may be mended by now, or wrong elsewhere.
      if (problem !== this.#problem) return;
    }
    this.#trouble.hidden = problem === null;
    setText(this.#hint, this.#words.say("expression.hint", { functions: this.#functions.join(", ") }));
    setText(this.#message, message);
    for (const name of /** @type {const} */ (["code", "start", "end"])) {
      if (problem) this.#message.dataset[name] = String(problem[name]);
      else delete this.#message.dataset[name];
    }
    this.#place.replaceChildren(...place);
  }
}
