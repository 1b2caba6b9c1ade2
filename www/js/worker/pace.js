/**
 * The number of samples due now, so that a run keeps to a given rate per second: the only place that
 * converts time to samples. The first sample is due at once, so that pressing Train shows something. The debt
 * of a machine that cannot keep up is capped, so it is never made up in one long burst.
 */

/** The largest debt, in seconds. */
const LONGEST_DEBT = 0.25;
/** The shortest wait, in milliseconds: slices closer together than a frame would show nothing more. */
const SHORTEST_WAIT = 8;

export class Pace {
  #rate = Infinity;
  #since = 0;
  #done = 0;

  /**
   * Restarts the count.
   * @param {number} samplesPerSecond
   * @param {number} now milliseconds
   */
  start(samplesPerSecond, now) {
    this.#rate = samplesPerSecond;
    this.#since = now;
    this.#done = 0;
  }

  /** @param {number} now milliseconds @returns {number} samples, `Infinity` at full speed */
  due(now) {
    if (this.#rate === Infinity) return Infinity;
    const owed = 1 + Math.floor(((now - this.#since) / 1000) * this.#rate) - this.#done;
    const most = Math.max(1, Math.floor(this.#rate * LONGEST_DEBT));
    if (owed > most) this.#done += owed - most;
    return Math.max(0, Math.min(owed, most));
  }

  /** @param {number} samples that were trained on */
  count(samples) {
    this.#done += samples;
  }

  /** @param {number} now milliseconds @returns {number} milliseconds until the next sample is due */
  wait(now) {
    if (this.#rate === Infinity) return 0;
    return Math.max(SHORTEST_WAIT, this.#since + (this.#done / this.#rate) * 1000 - now);
  }
}
