/**
 * Keeps the address in step with the page. It is written 300 ms after the last change, or at once
 * when a run comes to rest, but never in a burst: Chromium silently drops what comes too fast.
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

  /**
   * @param {{ entries: () => [string, string][],
   *   followed: (entries: import("../../shared/link.js").Entries) => void }} parts
   *   `followed`: somebody has put another link into the address
   */
  constructor({ entries, followed }) {
    this.#entries = entries;
    listen(window, "hashchange", () => {
      if (location.hash === this.#written) return;
      this.#written = location.hash;
      this.#pause.stop();
      followed(parseHash(location.hash));
    }, this.#abort.signal);
    // A page that is left while something plays comes back where it was.
    listen(document, "visibilitychange", () => document.hidden && this.#write(), this.#abort.signal);
    listen(window, "pagehide", () => this.#write(), this.#abort.signal);
    // A link is there before its event.
    busyWhile(() => location.hash !== this.#written, this.#abort.signal);
  }

  /** @param {boolean} [now] the page rests: no need to wait for more changes */
  touch(now = false) {
    this.#pause.start(now ? Math.max(0, this.#last + PAUSE - performance.now()) : PAUSE);
  }

  dispose() {
    this.#abort.abort();
    this.#pause.stop();
  }

  #write() {
    // Somebody has put another link into the address and the page is yet to hear of it.
    if (location.hash !== this.#written) return;
    const hash = formatHash(this.#entries());
    // Another link may have come whose event is still on its way: it holds.
    if (hash === this.#written || location.hash !== this.#written) return;
    this.#written = hash;
    this.#last = performance.now();
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // Some frames may not change their address; the page works without.
    }
    this.#written = location.hash;
  }
}
