/**
 * The number of samples per call into the trainer: large enough that the calls themselves cost little, small
 * enough that a slice of work can end in time.
 */

/** Target duration of one call, in milliseconds. */
const CALL = 2;
/** The most samples per call. */
const LARGEST = 8192;

export class CallSize {
  samples = 8;

  /**
   * Adapts to the duration of a call; if it was too short to measure, the size doubles.
   * @param {number} samples
   * @param {number} time in milliseconds
   */
  measure(samples, time) {
    const fit = time > 0.1 ? Math.max(1, Math.floor((samples / time) * CALL)) : 2 * this.samples;
    this.samples = Math.min(LARGEST, Math.max(1, Math.min(fit, 2 * this.samples)));
  }
}
