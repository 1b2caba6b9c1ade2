/**
 * The pause between two answers of the training loop while it trains: more than look smooth are not needed,
 * and most of the time should go into training.
 */

/** Milliseconds between the beginnings of two answers: thirty pictures a second look smooth. */
const BETWEEN = 30;
/** After an answer that took t, this many times t: at most a quarter of the time is theirs. */
const AFTER = 3;

export class AnswerPause {
  /** No answer before this time. */
  until = 0;

  /**
   * Starts after an answer.
   * @param {number} began
   * @param {number} ended
   */
  begin(began, ended) {
    this.until = Math.max(began + BETWEEN, ended + AFTER * (ended - began));
  }
}
