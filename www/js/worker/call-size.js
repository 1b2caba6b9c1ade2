/**
 * How many samples one call into the trainer takes: so many that calls cost nothing, and so few that
 * a slice of work can end in time.
 */

/** Milliseconds that one call should take. */
const CALL = 2;
/** Most samples of one call. */
const LARGEST = 8192;

export class CallSize {
  samples = 8;

  /**
   * Adapts to what a call took; one that took no measurable time says only "more".
   * @param {number} samples
   * @param {number} time in milliseconds
   */
  measure(samples, time) {
    const fit = time > 0.1 ? Math.max(1, Math.floor((samples / time) * CALL)) : 2 * this.samples;
    this.samples = Math.min(LARGEST, Math.max(1, Math.min(fit, 2 * this.samples)));
  }
}
