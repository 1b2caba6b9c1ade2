/**
 * The page's notices. They overlay the lower edge of the page, so that nothing moves when they
 * appear; each can be dismissed and may offer one action. Milestones (paused, finished) are only
 * announced by screen readers.
 */

import { h, listen, setChildren } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

/** @typedef {() => (string | Node)[]} Content makes the content in the current language */
/** @typedef {"briefly" | "long" | "always"} Stay what stands for a state stays always, until that is over */
/** @typedef {{ element: HTMLElement, translate: () => void, stays: Stay }} Notice */

export class Notices {
  #words;
  #abort = new AbortController();
  // Not atomic: a notice is read out alone, when it appears.
  #list = h("div", { class: "notices", role: "status", "aria-atomic": "false" });
  #spoken = h("p", { class: "visually-hidden", role: "status", "data-part": "milestones" });
  /** @type {Map<string, Notice>} */
  #open = new Map();
  /** What places them and ends their time, loaded with the first notice. @type {import("./notice-keeper.js").NoticeKeeper | null} */
  #keeper = null;

  /** @param {import("./words.js").Words} words @param {HTMLElement} parent */
  constructor(words, parent) {
    this.#words = words;
    parent.append(this.#list, this.#spoken);
  }

  /**
   * Shows a notice; one of the same name is replaced.
   * @param {string} name
   * @param {Content} content
   * @param {{ action?: { word: string, label?: string, run: () => void }, kind?: "plain" | "trouble", stays?: Stay }} [options]
   */
  show(name, content, { action, kind = "plain", stays = "long" } = {}) {
    this.dismiss(name);
    const close = h("button", { type: "button", class: "quiet", wordLabel: "notice.dismiss" }, icon("close"));
    const body = h("div", { class: "notice-text" }, ...content());
    const element = h("div", { class: `notice notice-${kind}`, "data-notice": name }, body);
    const { signal } = this.#abort;
    if (action) {
      const button = h("button", { type: "button", class: "notice-action", word: action.word, wordLabel: action.label });
      listen(button, "click", action.run, signal);
      element.append(button);
    }
    listen(close, "click", () => this.dismiss(name), signal);
    element.append(close);
    this.#words.apply(element);
    this.#list.append(element);
    this.#open.set(name, { element, stays, translate: () => setChildren(body, ...content()) });
    this.#keep();
  }

  /** @param {string} name */
  dismiss(name) {
    const notice = this.#open.get(name);
    if (!notice) return;
    this.#open.delete(name);
    this.#keeper?.release(notice.element);
    notice.element.remove();
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

  /** Without its keeper, a notice stays until it is dismissed. */
  async #keep() {
    const module = this.#keeper ? null : await import("./notice-keeper.js").catch(() => null);
    if (module) this.#keeper ??= new module.NoticeKeeper(this.#list, this.#open, (name) => this.dismiss(name), this.#abort.signal);
    this.#keeper?.keep();
  }
}
