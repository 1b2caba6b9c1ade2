/**
 * The keys that every link of the page keeps: `hide`, `embed` and `show`. The code that hides parts is loaded with
 * the first link that needs it.
 */

import { isOn } from "../../shared/link.js";
import { openStyles } from "../assets.js";
import { EMBED_STYLES } from "../lessons/list.js";
import { progress } from "../ui/progress.js";

/**
 * @typedef {import("../../shared/link.js").Entries} Entries
 * @typedef {{ HiddenParts: typeof import("./frame/hidden-parts.js").HiddenParts, parts: Record<string, string>, known: string[],
 *   unknown: string[], show: ReturnType<typeof import("./parts.js").readShow> }} Hidden
 */

/** Keys that belong to the author of the link: they are kept unchanged. */
const KEPT = ["hide", "embed", "show"];

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
    progress.keep(!isOn(entries.get("embed")) || /\btasks\b/.test(entries.get("show") ?? ""));
  }

  /** @param {string} lesson @returns {Promise<Hidden | null>} `null` if nothing is, or was, hidden */
  async load(lesson) {
    if (this.#hiddenParts === null && this.kept.length === 0) return null;
    const [{ HiddenParts }, { readHide, readShow }] = await Promise.all([
      import("./frame/hidden-parts.js"), import("./parts.js"), openStyles(EMBED_STYLES),
    ]);
    const kept = new Map(this.kept);
    return { HiddenParts, ...await readHide(kept.get("hide") ?? "", lesson), show: readShow(kept.get("show") ?? "") };
  }

  /**
   * Hides what the link hides.
   * @param {Hidden | null} hidden
   * @param {Entries} entries
   * @param {string} lesson
   * @returns {{ key: string, unknown: string[], values: string[] }[]} by key, unknown names and those that there are
   */
  apply(hidden, entries, lesson) {
    if (!hidden) return [];
    this.#hiddenParts ??= new hidden.HiddenParts({ root: this.#root, whole: this.#whole });
    this.#hiddenParts.apply(entries, lesson, hidden);
    return [
      { key: "hide", unknown: hidden.unknown, values: Object.keys(hidden.parts) },
      { key: "show", ...hidden.show },
    ];
  }
}
