/** A debounced action: it runs once, after a time without another request. */

import { busyWhile } from "./idle.js";

/** @type {Set<Delay>} */
const waiting = new Set();
busyWhile(() => waiting.size > 0);

export class Delay {
  #timer = 0;
  #run;

  /** @param {() => void} run */
  constructor(run) {
    this.#run = run;
  }

  /** True if the action is still pending. */
  get waits() {
    return waiting.has(this);
  }

  /** @param {number} wait in milliseconds, from now */
  start(wait) {
    this.stop();
    waiting.add(this);
    this.#timer = setTimeout(() => {
      waiting.delete(this);
      this.#run();
    }, wait);
  }

  stop() {
    clearTimeout(this.#timer);
    waiting.delete(this);
  }
}
