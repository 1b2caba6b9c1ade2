/**
 * The state of the lesson: the surface, the start, the learning rate, the current optimizer, and
 * the descents of all four from there. Every number comes from Rust; nothing here is drawn.
 * Events: `surface` when the surface has changed, `change` whenever the descents have changed.
 */

/**
 * @typedef {{ x: number, y: number, f: number, g: number[], m: number[], v: number[],
 *   mHat: number[], vHat: number[], change: number[], next: number[] }} Step
 * @typedef {{ rows: Float64Array, length: number, arrival: "minimum" | "away" | "diverged",
 *   minimum?: number, arrived?: number, step?: number, quantity?: string }} Report
 * @typedef {{ surface: string, conditioning: number, start: [number, number], rate: number,
 *   optimizer: string, race: boolean }} State
 */

export class Descents extends EventTarget {
  #pkg;
  /** @type {State} */
  #state;
  /** @type {Map<string, Report>} */
  #reports = new Map();
  #terrain;
  #facts;
  /** The numbers in a row of a report. @type {string[]} */
  #columns;

  /** @param {any} pkg */
  constructor(pkg) {
    super();
    this.#pkg = pkg;
    this.optimizers = /** @type {string[]} */ (pkg.Terrain.optimizers());
    /** The endings of a descent, by their number in a row of `orbits`, and the length of such a row. */
    this.endings = /** @type {string[]} */ (pkg.Terrain.endings());
    this.orbitLength = /** @type {number} */ (pkg.Terrain.orbitColumns().length);
    /** The codes of starts from which no minimum is reached. */
    this.otherCodes = pkg.Basins.otherCodes();
    /** The fields of the numeric settings, by name. */
    this.fields = fieldsOf(pkg);
    /** The number of steps of a descent. @type {number} */
    this.steps = this.fields.at.max;
    this.#columns = pkg.Terrain.columns();
    this.#state = defaults(pkg);
    this.#terrain = new pkg.Terrain(this.#state.surface, this.#state.conditioning);
    this.#facts = this.#terrain.facts();
    this.#walk();
  }

  get state() {
    return this.#state;
  }

  get terrain() {
    return this.#terrain;
  }

  get facts() {
    return this.#facts;
  }

  /** The optimizers shown: the current one last, so that it is drawn on top. */
  get shown() {
    const { race, optimizer } = this.#state;
    if (!race) return [optimizer];
    return [...this.optimizers.filter((other) => other !== optimizer), optimizer];
  }

  /** The number of steps shown. */
  get length() {
    return Math.max(...this.shown.map((optimizer) => this.report(optimizer).length));
  }

  /** The number of steps after which nothing new happens: all that are shown have arrived, or are at their end. */
  get end() {
    return Math.max(...this.shown.map((optimizer) => this.#endOf(this.report(optimizer))));
  }

  /** Whether a descent is over after so many steps. @param {number} at @param {string} [optimizer] */
  isOver(at, optimizer) {
    return at >= this.#endOf(this.report(optimizer));
  }

  /** @param {string} [optimizer] @returns {Report} */
  report(optimizer = this.#state.optimizer) {
    return /** @type {Report} */ (this.#reports.get(optimizer));
  }

  /** @param {Partial<State>} changes already checked */
  set(changes) {
    const before = this.#state;
    this.#state = { ...before, ...changes };
    const { surface, conditioning } = this.#state;
    const another = surface !== before.surface || conditioning !== before.conditioning;
    if (another) {
      this.#terrain.free();
      this.#terrain = new this.#pkg.Terrain(surface, conditioning);
      this.#facts = this.#terrain.facts();
    }
    this.#walk();
    if (another) this.dispatchEvent(new Event("surface"));
    this.dispatchEvent(new Event("change"));
  }

  /**
   * The step after `at` steps; a descent that ended earlier stays at its end.
   * @param {number} at
   * @param {string} [optimizer]
   * @returns {Step}
   */
  step(at, optimizer) {
    const { rows, length } = this.report(optimizer);
    const from = Math.min(at, length) * this.#columns.length;
    const number = (/** @type {string} */ column) => rows[from + this.#columns.indexOf(column)];
    const pair = (/** @type {string} */ name) => [number(`${name}-x`), number(`${name}-y`)];
    return {
      x: number("x"), y: number("y"), f: number("f"), g: [number("df-dx"), number("df-dy")], m: pair("m"), v: pair("v"),
      mHat: pair("m-hat"), vHat: pair("v-hat"), change: pair("change"), next: pair("next"),
    };
  }

  /**
   * The arguments for drawing the paths.
   * @param {number} at
   * @returns {[at: number, optimizer: string, race: boolean]}
   */
  drawArguments(at) {
    const { optimizer, race } = this.#state;
    return [at, optimizer, race];
  }

  dispose() {
    this.#terrain.free();
  }

  /** @param {Report} report */
  #endOf({ arrived, length }) {
    return arrived ?? length;
  }

  #walk() {
    const { start: [x, y], rate } = this.#state;
    for (const optimizer of this.optimizers) {
      const report = this.#terrain.descend(optimizer, rate, x, y, this.steps);
      this.#reports.set(optimizer, { ...report, length: report.step ?? this.steps });
    }
  }
}

/** @param {any} pkg @returns {Record<string, any>} rows in the format of the table of settings */
export function fieldsOf(pkg) {
  return Object.fromEntries(pkg.Terrain.fields().map((/** @type {any} */ field) => [field.name, field]));
}

/** What is known of a surface. @param {any} pkg @param {string} surface @param {number} conditioning */
export function factsOf(pkg, surface, conditioning) {
  const terrain = new pkg.Terrain(surface, conditioning);
  const facts = terrain.facts();
  terrain.free();
  return facts;
}

/**
 * The state of an empty link: the chapter's first descent.
 * @param {any} pkg
 * @param {string} [surface]
 * @param {number} [conditioning]
 * @returns {State}
 */
export function defaults(pkg, surface = pkg.Terrain.surfaces()[0], conditioning = fieldsOf(pkg).conditioning.default) {
  const { starts, usual } = factsOf(pkg, surface, conditioning);
  return {
    surface, conditioning, start: starts[0], rate: usual, optimizer: pkg.Terrain.optimizers()[0], race: false,
  };
}
