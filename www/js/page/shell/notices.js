/**
 * The page's notices. They overlay the lower edge of the page, so that nothing moves when they
 * appear; each can be dismissed and may offer one action. Milestones (paused, finished) are only
 * announced by screen readers.
 */

import { h, listen } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

/** @typedef {() => (string | Node)[]} Content makes the content in the current language */
/** @typedef {{ dismiss: () => void, element: HTMLElement, translate: () => void }} Notice */

export class Notices {
  #words;
  #abort = new AbortController();
  #list = h("div", { class: "notices", role: "status" });
  #spoken = h("p", { class: "visually-hidden", role: "status", "data-part": "milestones" });
  /** @type {Map<string, Notice>} */
  #open = new Map();

  /** @param {import("./words.js").Words} words @param {HTMLElement} parent */
  constructor(words, parent) {
    this.#words = words;
    parent.append(this.#list, this.#spoken);
  }

  /**
   * Shows a notice; one of the same name is replaced.
   * @param {string} name
   * @param {Content} content
   * @param {{ action?: { word: string, run: () => void }, kind?: "plain" | "trouble" }} [options]
   * @returns {Notice}
   */
  show(name, content, { action, kind = "plain" } = {}) {
    this.dismiss(name);
    const close = h("button", { type: "button", class: "quiet", wordLabel: "notice.dismiss" }, icon("close"));
    const body = h("div", { class: "notice-text" }, ...content());
    const element = h("div", { class: `notice notice-${kind}`, "data-notice": name }, body);
    const { signal } = this.#abort;
    if (action) {
      const button = h("button", { type: "button", class: "notice-action", word: action.word });
      listen(button, "click", action.run, signal);
      element.append(button);
    }
    listen(close, "click", () => this.dismiss(name), signal);
    element.append(close);
    this.#words.apply(element);
    this.#list.append(element);
    const notice = {
      element,
      dismiss: () => this.dismiss(name),
      translate: () => body.replaceChildren(...content()),
    };
    this.#open.set(name, notice);
    return notice;
  }

  /** @param {string} name */
  dismiss(name) {
    this.#open.get(name)?.element.remove();
    this.#open.delete(name);
  }

  dismissAll() {
    for (const name of [...this.#open.keys()]) this.dismiss(name);
  }

  /** The language has changed. */
  translate() {
    for (const notice of this.#open.values()) notice.translate();
  }

  /** @param {string} text a milestone, for screen readers only */
  speak(text) {
    this.#spoken.textContent = text;
  }

  dispose() {
    this.#abort.abort();
    this.#list.remove();
    this.#spoken.remove();
  }
}
