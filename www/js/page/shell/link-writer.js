/**
 * Keeps the URL up to date with the page. It is written 300 ms after the last change, or at once
 * when a run pauses, but never in a burst: Chromium silently drops updates that come too fast.
 */

import { formatHash, parseHash } from "../../shared/link.js";
import { Delay } from "../ui/delay.js";
import { listen } from "../ui/dom.js";
import { busyWhile } from "../ui/idle.js";

const PAUSE = 300;

export class LinkWriter {
  #abort = new AbortController();
  #entries;
  #pause = new Delay(() => this.#write());
  #last = -Infinity;
  #written = location.hash;
  /** Whether the page shows what its URL asked for: before, there is nothing to write. */
  #shown = false;

  /**
   * @param {{ entries: () => [string, string][],
   *   followed: (entries: import("../../shared/link.js").Entries) => void }} parts
   *   `followed`: the URL's hash was changed from outside
   */
  constructor({ entries, followed }) {
    this.#entries = entries;
    listen(window, "hashchange", () => {
      if (location.hash === this.#written) return;
      this.#written = location.hash;
      this.#shown = false;
      this.#pause.stop();
      followed(parseHash(location.hash));
    }, this.#abort.signal);
    // If the page is left while something plays, the URL must have the latest state.
    listen(document, "visibilitychange", () => document.hidden && this.#shown && this.#write(), this.#abort.signal);
    listen(window, "pagehide", () => this.#shown && this.#write(), this.#abort.signal);
    // The hash changes before its event is sent.
    busyWhile(() => location.hash !== this.#written, this.#abort.signal);
  }

  /** @param {boolean} [now] no more changes are expected, so don't wait for them */
  touch(now = false) {
    this.#shown = true;
    this.#pause.start(now ? Math.max(0, this.#last + PAUSE - performance.now()) : PAUSE);
  }

  dispose() {
    this.#abort.abort();
    this.#pause.stop();
  }

  #write() {
    // The hash was changed from outside, and its event is still to come.
    if (location.hash !== this.#written) return;
    const hash = formatHash(this.#entries());
    // The hash may have changed during `#entries`: it takes precedence.
    if (hash === this.#written || location.hash !== this.#written) return;
    this.#written = hash;
    this.#last = performance.now();
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // Some frames may not change their URL; the page works without it.
    }
    this.#written = location.hash;
  }
}
