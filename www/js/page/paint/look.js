/**
 * The look of pictures: dark or light, and device pixels per CSS pixel. Calls listeners when the
 * system's setting, the zoom or the screen changes, and before and after printing.
 */

import { listen } from "../ui/dom.js";
import { printing } from "./plot.js";

const DARK = "(prefers-color-scheme: dark)";

export class Look {
  #abort = new AbortController();
  #changed;
  #resolution = new AbortController();
  /**
   * The page's own font, for the text in the pictures. Read once, before a lesson stands in the page:
   * the question makes the browser style whatever is new there.
   */
  font = getComputedStyle(document.body).fontFamily;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    listen(matchMedia(DARK), "change", changed, this.#abort.signal);
    listen(window, "beforeprint", changed, this.#abort.signal);
    listen(window, "afterprint", changed, this.#abort.signal);
    this.#watchResolution();
  }

  get dark() {
    return !printing && matchMedia(DARK).matches;
  }

  get scale() {
    return printing ? 2 : devicePixelRatio || 1;
  }

  dispose() {
    this.#abort.abort();
    this.#resolution.abort();
  }

  /** A media query can only watch one resolution: when it no longer holds, the next is watched. */
  #watchResolution() {
    this.#resolution.abort();
    this.#resolution = new AbortController();
    const query = matchMedia(`(resolution: ${this.scale}dppx)`);
    listen(query, "change", () => {
      this.#watchResolution();
      this.#changed();
    }, this.#resolution.signal);
  }
}
