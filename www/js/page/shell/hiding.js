/**
 * What every link of the page goes on saying: which parts are hidden, and that the page is embedded. What
 * hides them is loaded with the first link that does.
 */

import { keptOf } from "./routes.js";

/** @typedef {import("../../shared/link.js").Entries} Entries */

export class Hiding {
  #root;
  #whole;
  /** @type {import("./frame/guise.js").Guise | null} */
  #guise = null;
  /** @type {[string, string][]} */
  kept = [];

  /**
   * @param {{ root: HTMLElement, whole: () => string }} parts `whole`: the address of all that is shown
   */
  constructor({ root, whole }) {
    this.#root = root;
    this.#whole = whole;
  }

  /** @param {Entries} entries of a link */
  follow(entries) {
    this.kept = keptOf(entries);
  }

  /** @returns {Promise<typeof import("./frame/guise.js") | null>} if something is, or was, hidden */
  async load() {
    return this.#guise !== null || this.kept.length > 0 ? import("./frame/guise.js") : null;
  }

  /**
   * Hides what the link hides.
   * @param {typeof import("./frame/guise.js") | null} modules
   * @param {Entries} entries
   * @param {string} lesson
   * @returns {{ unknown: string[], values: string[] }} parts that the lesson does not have, and those it has
   */
  wear(modules, entries, lesson) {
    if (!modules) return { unknown: [], values: [] };
    this.#guise ??= new modules.Guise({ root: this.#root, whole: this.#whole });
    return this.#guise.wear(entries, lesson);
  }
}
