/**
 * How many samples are due now, so that a run keeps to so many a second: the only place where time
 * and samples meet. The first sample is due at once, so that pressing Train shows something. A
 * machine that cannot keep up does not pile up a debt that would be paid in one long rush.
 */

/** The largest debt, in seconds of the pace. */
const LONGEST_DEBT = 0.25;
/** Slices closer together than a frame would show nothing more. */
const SHORTEST_WAIT = 8;

export class Pace {
  #rate = Infinity;
  #since = 0;
  #done = 0;

  /**
   * Begins to count anew.
   * @param {number} samplesPerSecond
   * @param {number} now milliseconds
   */
  start(samplesPerSecond, now) {
    this.#rate = samplesPerSecond;
    this.#since = now;
    this.#done = 0;
  }

  /**
   * @param {number} now milliseconds
   * @returns {number} samples, `Infinity` at full speed
   */
  due(now) {
    if (this.#rate === Infinity) return Infinity;
    const owed = 1 + Math.floor(((now - this.#since) / 1000) * this.#rate) - this.#done;
    const most = Math.max(1, Math.floor(this.#rate * LONGEST_DEBT));
    if (owed > most) this.#done += owed - most;
    return Math.max(0, Math.min(owed, most));
  }

  /** @param {number} samples that were trained on */
  did(samples) {
    this.#done += samples;
  }

  /**
   * @param {number} now milliseconds
   * @returns {number} milliseconds until the next sample is due
   */
  wait(now) {
    if (this.#rate === Infinity) return 0;
    return Math.max(SHORTEST_WAIT, this.#since + (this.#done / this.#rate) * 1000 - now);
  }
}
