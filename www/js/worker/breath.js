/**
 * How long the training loop does not answer again while it trains: pictures need no more answers than
 * look smooth, and most of the time is to be spent on training.
 */

/** Milliseconds between the beginnings of two answers: thirty pictures a second look smooth. */
const BETWEEN = 30;
/** After an answer that took t, this many times t: at most a quarter of the time is theirs. */
const AFTER = 3;

export class Breath {
  /** The time of the next answer. */
  until = 0;

  /**
   * An answer has been given.
   * @param {number} began
   * @param {number} ended
   */
  take(began, ended) {
    this.until = Math.max(began + BETWEEN, ended + AFTER * (ended - began));
  }
}
