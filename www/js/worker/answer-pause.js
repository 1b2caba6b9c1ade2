/**
 * The pause between two answers of the training loop while it trains: no more answers than look smooth, so that
 * most of the time goes into training.
 */

/** Milliseconds between the starts of two answers: thirty updates a second look smooth. */
const BETWEEN = 30;
/** The pause after an answer, as a multiple of the time it took: answers get at most a quarter of the time. */
const AFTER = 3;

export class AnswerPause {
  /** The time before which no answer is sent. */
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
