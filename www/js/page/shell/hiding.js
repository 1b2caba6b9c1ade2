/**
 * What every link of the page goes on saying: which parts are hidden, and that the page is embedded. What
 * hides them is loaded with the first link that does.
 */

import { keptOf } from "./routes.js";

/**
 * @typedef {import("../../shared/link.js").Entries} Entries
 * @typedef {{ Guise: typeof import("./frame/guise.js").Guise, parts: Record<string, string>, known: string[],
 *   unknown: string[] }} Hidden
 */

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

  /**
   * @param {string} lesson
   * @returns {Promise<Hidden | null>} if something is, or was, hidden
   */
  async load(lesson) {
    if (this.#guise === null && this.kept.length === 0) return null;
    const [{ Guise }, { readHide }] = await Promise.all([import("./frame/guise.js"), import("./parts.js")]);
    return { Guise, ...await readHide(new Map(this.kept).get("hide") ?? "", lesson) };
  }

  /**
   * Hides what the link hides.
   * @param {Hidden | null} hidden
   * @param {Entries} entries
   * @param {string} lesson
   * @returns {{ unknown: string[], values: string[] }} parts that the lesson does not have, and those it has
   */
  wear(hidden, entries, lesson) {
    if (!hidden) return { unknown: [], values: [] };
    this.#guise ??= new hidden.Guise({ root: this.#root, whole: this.#whole });
    this.#guise.wear(entries, lesson, hidden);
    return { unknown: hidden.unknown, values: Object.keys(hidden.parts) };
  }
}
