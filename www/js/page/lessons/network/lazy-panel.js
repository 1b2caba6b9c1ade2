/**
 * A panel that a button opens. Button and empty panel exist from the start; the inner panel and its styles
 * are loaded at the first click, and then it handles the button itself.
 */

import { openStyles } from "../../assets.js";
import { h, listen } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { later } from "../../ui/later.js";
import manifest from "./manifest.js";

/**
 * @typedef {{ open: () => void, refresh: () => void, translate: () => void, dispose: () => void,
 *   rest?: (asleep: boolean) => void }} Inner
 * @typedef {{ element: HTMLElement, toggle: HTMLButtonElement }} Place the elements of the inner panel
 */

export class LazyPanel extends EventTarget {
  #abort = new AbortController();
  #parts;
  /** The inner panel, once loaded. @type {any} */
  inner = null;
  #asleep = false;

  /**
   * @param {{ name: string, sign: string, words: import("../../shell/words.js").Words,
   *   notices: import("../../shell/notices.js").Notices, load: () => Promise<(place: Place) => Inner> }} parts
   */
  constructor(parts) {
    super();
    this.#parts = parts;
    const { name, sign } = parts;
    this.toggle = h("button", {
      type: "button", class: `${name}-toggle`, "data-part": `${name}.toggle`, "aria-expanded": "false",
    }, icon(sign), h("span", { word: `${name}.open` }));
    this.element = h("section", { class: `panel ${name}`, "data-part": name, wordLabel: `${name}.name`, hidden: true });
    listen(this.toggle, "click", () => this.inner ?? this.#open(), this.#abort.signal);
  }

  /** The stage has the newest parameters. */
  refresh() {
    this.inner?.refresh();
  }

  /** The language has changed. */
  translate() {
    this.inner?.translate();
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#asleep = asleep;
    this.inner?.rest?.(asleep);
  }

  dispose() {
    this.#abort.abort();
    this.inner?.dispose();
  }

  async #open() {
    if (this.toggle.ariaBusy) return;
    const { name, words, notices, load } = this.#parts;
    this.toggle.ariaBusy = "true";
    try {
      const [make] = await later(words, load(), openStyles({ id: `${manifest.id}-late`, styles: manifest.lateStyles }));
      if (this.#abort.signal.aborted) return;
      this.#fill(make({ element: this.element, toggle: this.toggle }));
    } catch (error) {
      notices.show(`late-${name}`, () => [words.say("late.failed", { error: String(error) })]);
    } finally {
      this.toggle.ariaBusy = null;
    }
  }

  /** @param {Inner} inner */
  #fill(inner) {
    this.inner = inner;
    if (inner instanceof EventTarget) {
      for (const type of ["change", "weight"]) {
        listen(inner, type, ({ detail }) => this.dispatchEvent(new CustomEvent(type, { detail })), this.#abort.signal);
      }
    }
    this.#parts.words.apply(this.element);
    inner.rest?.(this.#asleep);
    inner.translate();
    inner.open();
  }
}
