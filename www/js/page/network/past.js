/**
 * What a run remembers, in the hands of a learner: going back in it, changes on the way, and undoing
 * them.
 */

export class Past {
  #session;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** @param {"sample" | "epoch"} by to the sample before, or to the beginning of the pass */
  back(by) {
    const { place, stage } = this.#session;
    const length = stage.counts().train;
    const step = by === "sample" ? place - 1 : (Math.ceil(place / length) - 1) * length;
    this.#rewind({ type: "back", by }, Math.max(0, step));
  }

  /** @param {number} step that the run has reached before */
  seek(step) {
    this.#rewind({ type: "seek", step }, step);
  }

  undo() {
    this.#rewind({ type: "undo" });
  }

  redo() {
    this.#rewind({ type: "redo" });
  }

  /**
   * Sets a weight or a bias, by its place among the parameters.
   * @param {number} index
   * @param {number} value
   */
  set(index, value) {
    const session = this.#session;
    if (!session.dead) return this.#rewind({ type: "parameter", index, value });
    const { place } = session;
    return session.revive({ edits: [...editsUpTo(session.edits, place), place, index, value] });
  }

  /** @param {number} value the learning rate from the next sample on; training goes on */
  setRate(value) {
    const session = this.#session;
    if (session.dead) return this.#reviveWithRate(value);
    session.rate = value;
    return session.command({ type: "learningRate", value });
  }

  /**
   * Puts a command about the past, after which nothing trains. A trainer that has died has forgotten
   * what could be undone: it is begun again at `step`.
   * @param {object} message
   * @param {number} [step] where it leads
   */
  #rewind(message, step = this.#session.place) {
    const session = this.#session;
    if (session.dead) return session.revive({ step });
    session.playing = false;
    return session.leave(message);
  }

  /** As if it had been changed where the run is: what lay ahead is dropped. */
  #reviveWithRate(value) {
    const { place, config, rates } = this.#session;
    const edits = editsUpTo(this.#session.edits, place);
    if (place === 0) return this.#session.revive({ config: { ...config, learningRate: value }, rates: [], edits });
    const made = rates.filter(([at]) => at < place);
    return this.#session.revive({ rates: [...made, [place, value]], edits });
  }
}

/** Of parameters set by hand (step, place and value of each), those made up to a step. */
function editsUpTo(edits, step) {
  return edits.filter((_, i) => edits[i - (i % 3)] <= step);
}
