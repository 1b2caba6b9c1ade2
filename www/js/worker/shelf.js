/**
 * The runs that others have replaced, with all that they remember, so that undoing brings one back as it was.
 * When they take too much memory, the oldest is dropped: the page then replays it.
 */

/** The most bytes of their histories, and the most runs: each holds its points besides. */
const BYTES = 48 << 20;
const RUNS = 16;

export class Shelf {
  /** @type {import("./run.js").Run[]} */
  #runs = [];

  /** @param {import("./run.js").Run} run */
  put(run) {
    this.#runs.push(run);
    while (this.#runs.length > RUNS || this.#runs.reduce((sum, { timeline }) => sum + timeline.bytes, 0) > BYTES) {
      this.#runs.shift()?.dispose();
    }
  }

  /** @param {number | undefined} id @returns {import("./run.js").Run | undefined} the run, which is then no longer here */
  take(id) {
    const at = this.#runs.findIndex((run) => run.id === id);
    return at < 0 ? undefined : this.#runs.splice(at, 1)[0];
  }

  dispose() {
    for (const run of this.#runs.splice(0)) run.dispose();
  }
}
