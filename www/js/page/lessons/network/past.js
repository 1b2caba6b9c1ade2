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
    return session.replayTo({ changes: this.#changedTo(`p${index}`, value) });
  }

  /**
   * A setting from the next sample on; training goes on.
   * @param {string} name
   * @param {number} value
   */
  change(name, value) {
    const session = this.#session;
    if (session.dead) {
      // A change at the beginning is the setting.
      const config = session.place === 0 ? { ...session.config, [name]: value } : session.config;
      return session.replayTo({ config, changes: this.#changedTo(name, value) });
    }
    session.now = { ...session.now, [name]: value };
    return session.command({ type: "set", name, value });
  }

  /**
   * Puts a command about the past, after which nothing trains. A trainer that has died has forgotten
   * what could be undone: it is begun again at `step`.
   * @param {object} message
   * @param {number} [step] where it leads
   */
  #rewind(message, step = this.#session.place) {
    const session = this.#session;
    if (session.dead) return session.replayTo({ step });
    session.playing = false;
    return session.abandonReplay(message);
  }

  /** The changes up to where the run is, and this one there: what lay ahead is dropped. */
  #changedTo(name, value) {
    const { place, changes } = this.#session;
    const made = changes.split(",").filter((entry) => parseInt(entry, 10) <= place);
    return [...made, `${place}:${name}:${value}`].join();
  }
}
