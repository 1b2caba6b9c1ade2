/**
 * The long computations of the Himmelblau lesson, in slices: basins, coarse first, and the endings
 * over learning rates. A new question of the same kind takes the place of the old one, whose answers
 * then stop. Uses nothing that only a page or only a worker has.
 *
 * In: `{ type: "basins" | "endings", id, surface, conditioning, optimizer, rate, side, start, rates }`,
 * `{ type: "cancel", kind }`. Out: `{ type: "basins", id, codes, grain, done }`, again and again;
 * `{ type: "endings", id, from, rows, done }`, piece by piece.
 */

/** Descents between two looks at the clock, and learning rates. */
const WALKS = 256;
const RATES = 4;
/** Milliseconds between two pictures of the same basins. */
const PICTURE = 120;

export class Exploring {
  #pkg;
  #post;
  #scheduler;
  #slice;
  /** The work in hand, by kind: goes on for a slice, returns whether there is more. @type {Map<string, { go: (until: number) => boolean, end: () => void }>} */
  #jobs = new Map();

  /**
   * @param {{ pkg: any, post: (message: object, transfer?: Transferable[]) => void,
   *   scheduler: import("./scheduler.js").Scheduler, slice: number }} parts
   *   `slice`: milliseconds of work before others have their turn
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
    // The picture of the coarsest squares comes at once.
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
