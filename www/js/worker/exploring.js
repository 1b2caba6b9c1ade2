/**
 * The long computations of the Himmelblau lesson, in slices: basins, coarse first, and the endings
 * over learning rates. A new request replaces the one of the same kind, which gets no further answers.
 * Uses no API that only a page or only a worker has.
 *
 * In: `{ type: "basins" | "endings", id, surface, conditioning, optimizer, rate, side, start, rates }`,
 * `{ type: "cancel", kind }`. Out: `{ type: "basins", id, codes, grain, done }`, repeatedly, always the whole map;
 * `{ type: "endings", id, from, rows, done }`, one part of the rows at a time.
 */

/** Descents, and learning rates, to compute between two checks of the clock. */
const WALKS = 256;
const RATES = 4;
/** Milliseconds between two messages about the same basins. */
const PICTURE = 120;

export class Exploring {
  #pkg;
  #post;
  #scheduler;
  #slice;
  /** Current jobs by kind; `go` works for a slice and returns whether there is more. @type {Map<string, { go: (until: number) => boolean, end: () => void }>} */
  #jobs = new Map();

  /**
   * @param {{ pkg: any, post: (message: object, transfer?: Transferable[]) => void,
   *   scheduler: import("./scheduler.js").Scheduler, slice: number }} parts
   *   `slice`: milliseconds of work before yielding the thread
   */
  constructor({ pkg, post, scheduler, slice }) {
    this.#pkg = pkg;
    this.#post = post;
    this.#scheduler = scheduler;
    this.#slice = slice;
  }

  receive(message) {
    if (message.type === "cancel") return this.#drop(message.kind);
    this.#drop(message.type);
    const job = message.type === "basins" ? this.#basins(message) : this.#endings(message);
    this.#jobs.set(message.type, job);
    return this.#scheduler.schedule(() => this.#run());
  }

  dispose() {
    for (const kind of [...this.#jobs.keys()]) this.#drop(kind);
    this.#scheduler.dispose();
  }

  #drop(kind) {
    this.#jobs.get(kind)?.end();
    this.#jobs.delete(kind);
  }

  #run() {
    for (const [kind, job] of [...this.#jobs]) {
      if (!job.go(performance.now() + this.#slice)) this.#drop(kind);
    }
    if (this.#jobs.size > 0) this.#scheduler.schedule(() => this.#run());
  }

  #basins({ id, surface, conditioning, optimizer, rate, side }) {
    const basins = new this.#pkg.Basins(surface, conditioning, optimizer, rate, side);
    // The coarsest squares are posted at once.
    let next = 0;
    const go = (/** @type {number} */ until) => {
      let more = true;
      do more = basins.advance(WALKS); while (more && performance.now() < until);
      if (!more || performance.now() >= next) {
        next = performance.now() + PICTURE;
        const codes = basins.codes();
        this.#post({ type: "basins", id, codes, grain: basins.grain(), done: !more }, [codes.buffer]);
      }
      return more;
    };
    return { go, end: () => basins.free() };
  }

  #endings({ id, surface, conditioning, optimizer, start: [x, y], rates }) {
    const terrain = new this.#pkg.Terrain(surface, conditioning);
    let from = 0;
    const go = (/** @type {number} */ until) => {
      do {
        const piece = rates.slice(from, from + RATES);
        const rows = terrain.orbits(optimizer, x, y, piece);
        const done = from + piece.length === rates.length;
        this.#post({ type: "endings", id, from, rows, done }, [rows.buffer]);
        from += piece.length;
      } while (from < rates.length && performance.now() < until);
      return from < rates.length;
    };
    return { go, end: () => terrain.free() };
  }
}
