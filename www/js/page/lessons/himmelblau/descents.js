/**
 * What is walked on and by whom: the surface, the start, the learning rate, the optimizer in hand, and
 * the descents of all four from there. Every number comes from Rust; nothing here is drawn.
 * Events: `surface` when it is another floor, `change` whenever the descents are others.
 */

/**
 * @typedef {{ x: number, y: number, f: number, g: number[], m: number[], v: number[],
 *   mHat: number[], vHat: number[], change: number[], next: number[] }} Step
 * @typedef {{ rows: Float64Array, length: number, arrival: "minimum" | "away" | "diverged",
 *   minimum?: number, step?: number, quantity?: string }} Report
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
    /** What a descent can end in, by its number in a row of `orbits`, and how long such a row is. */
    this.endings = /** @type {string[]} */ (pkg.Terrain.endings());
    this.orbitLength = /** @type {number} */ (pkg.Terrain.orbitColumns().length);
    /** The codes of starts from which no minimum is reached. */
    this.otherCodes = pkg.Basins.otherCodes();
    /** The numbers that can be chosen, by name. */
    this.fields = fieldsOf(pkg);
    /** How many steps a descent takes. @type {number} */
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

  /** The optimizers that are shown: the one in hand last, so that it lies on top. */
  get shown() {
    const { race, optimizer } = this.#state;
    if (!race) return [optimizer];
    return [...this.optimizers.filter((other) => other !== optimizer), optimizer];
  }

  /** How many steps there are to see. */
  get length() {
    return Math.max(...this.shown.map((optimizer) => this.report(optimizer).length));
  }

  /**
   * @param {string} [optimizer]
   * @returns {Report}
   */
  report(optimizer = this.#state.optimizer) {
    return /** @type {Report} */ (this.#reports.get(optimizer));
  }

  /** @param {Partial<State>} changes checked by whoever makes them */
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
   * The step that begins after `at` steps; a descent that ended earlier stays at its end.
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
   * What the pictures show of the paths.
   * @param {number} at
   * @returns {[at: number, optimizer: string, race: boolean]}
   */
  seen(at) {
    const { optimizer, race } = this.#state;
    return [at, optimizer, race];
  }

  dispose() {
    this.#terrain.free();
  }

  #walk() {
    const { start: [x, y], rate } = this.#state;
    for (const optimizer of this.optimizers) {
      const report = this.#terrain.descend(optimizer, rate, x, y, this.steps);
      this.#reports.set(optimizer, { ...report, length: report.step ?? this.steps });
    }
  }
}

/**
 * @param {any} pkg
 * @returns {Record<string, any>} rows as of the table of settings
 */
export function fieldsOf(pkg) {
  return Object.fromEntries(pkg.Terrain.fields().map((/** @type {any} */ field) => [field.name, field]));
}

/**
 * What a link that says nothing shows: the chapter's first descent.
 * @param {any} pkg
 * @param {string} [surface]
 * @param {number} [conditioning]
 * @returns {State}
 */
export function defaults(pkg, surface = pkg.Terrain.surfaces()[0], conditioning = fieldsOf(pkg).conditioning.default) {
  const terrain = new pkg.Terrain(surface, conditioning);
  const { starts, usual } = terrain.facts();
  terrain.free();
  return {
    surface, conditioning, start: starts[0], rate: usual, optimizer: pkg.Terrain.optimizers()[0], race: false,
  };
}
