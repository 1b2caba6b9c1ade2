/**
 * Something that is done once, after a moment without another wish for it.
 */

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

  /** Whether it is still to be done. */
  get waits() {
    return waiting.has(this);
  }

  /** @param {number} wait in milliseconds, counted anew */
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
