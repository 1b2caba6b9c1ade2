/**
 * The keys that every link of the page keeps: `hide`, and `embed`. The code that hides parts is loaded with
 * the first link that needs it.
 */

import { openStyles } from "../assets.js";
import { EMBED_STYLES } from "../lessons/list.js";

/**
 * @typedef {import("../../shared/link.js").Entries} Entries
 * @typedef {{ HiddenParts: typeof import("./frame/hidden-parts.js").HiddenParts, parts: Record<string, string>, known: string[],
 *   unknown: string[] }} Hidden
 */

/** Keys that belong to the author of the link: they are kept unchanged. */
const KEPT = ["hide", "embed"];

export class Hiding {
  #root;
  #whole;
  /** @type {import("./frame/hidden-parts.js").HiddenParts | null} */
  #hiddenParts = null;
  /** @type {[string, string][]} */
  kept = [];

  /** @param {{ root: HTMLElement, whole: () => string }} parts `whole`: the URL of the current state */
  constructor({ root, whole }) {
    this.#root = root;
    this.#whole = whole;
  }

  /** @param {Entries} entries of a link */
  follow(entries) {
    this.kept = KEPT.flatMap((key) => (entries.has(key) ? [[key, String(entries.get(key))]] : []));
  }

  /** @param {string} lesson @returns {Promise<Hidden | null>} `null` if nothing is, or was, hidden */
  async load(lesson) {
    if (this.#hiddenParts === null && this.kept.length === 0) return null;
    const [{ HiddenParts }, { readHide }] = await Promise.all([
      import("./frame/hidden-parts.js"), import("./parts.js"), openStyles(EMBED_STYLES),
    ]);
    return { HiddenParts, ...await readHide(new Map(this.kept).get("hide") ?? "", lesson) };
  }

  /**
   * Hides what the link hides.
   * @param {Hidden | null} hidden
   * @param {Entries} entries
   * @param {string} lesson
   * @returns {{ unknown: string[], values: string[] }} unknown names, and the parts of the lesson
   */
  apply(hidden, entries, lesson) {
    if (!hidden) return { unknown: [], values: [] };
    this.#hiddenParts ??= new hidden.HiddenParts({ root: this.#root, whole: this.#whole });
    this.#hiddenParts.apply(entries, lesson, hidden);
    return { unknown: hidden.unknown, values: Object.keys(hidden.parts) };
  }
}
