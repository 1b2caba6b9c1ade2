/**
 * The state of the lesson: a function, z, and the learner's sketch of f′, if any. Independent of
 * elements. Events: `shape` when the function or what is shown of it has changed, `move`
 * when only the probe or the sketch has.
 */

/** Points of a sketch: every half unit of z. */
export const POINTS = 25;

/**
 * @typedef {"shown" | "sketching" | "revealed"} Phase
 *   f′ is shown, hidden and being sketched, or shown together with the sketch
 */

export class Model extends EventTarget {
  #range;
  #isAsked;
  /** @type {Phase} */
  #phase = "shown";
  #point = 0;
  /** The last position of the pen, and the points of the sketch that the stroke has passed. */
  #pen = { index: 0, value: 0 };
  /** @type {Set<number>} */
  #passed = new Set();

  /**
   * @param {any} view an `ActivationView`
   * @param {[number, number]} range of z
   * @param {{ name: string, z: number, leakySlope: number }} start
   * @param {(name: string) => boolean} [isAsked] whether a task asks where this function is saturated
   */
  constructor(view, range, { name, z, leakySlope }, isAsked = () => false) {
    super();
    this.#isAsked = isAsked;
    this.view = view;
    this.#range = range;
    this.name = name;
    this.z = z;
    this.leakySlope = leakySlope;
    this.sketch = new Float64Array(POINTS);
    this.#changed();
  }

  get phase() {
    return this.#phase;
  }

  /** The current point of the sketch. */
  get point() {
    return this.#point;
  }

  /** Whether a task asks where the function is saturated may have changed. */
  refresh() {
    this.#changed();
  }

  /** True until something is sketched. */
  get isBlank() {
    return this.#phase === "sketching" && this.sketch.every((value) => value === 0);
  }

  /** True if f′ may be shown. */
  get slopeShown() {
    return this.#phase !== "sketching";
  }

  /** Takes a new state, without a sketch. @param {{ name: string, z: number, leakySlope: number }} state */
  begin(state) {
    Object.assign(this, state);
    this.#phase = "shown";
    this.#changed();
  }

  /** @param {{ name?: string, leakySlope?: number, z?: number }} change */
  set({ name = this.name, leakySlope = this.leakySlope, z = this.z }) {
    const other = name !== this.name || leakySlope !== this.leakySlope;
    Object.assign(this, { name, leakySlope });
    if (!other) return this.moveTo(z);
    this.z = z;
    // A sketch belongs to its function.
    if (this.#phase === "sketching") return this.startSketch();
    this.#phase = "shown";
    return this.#changed();
  }

  /** @param {number} z clamped to the range; while sketching, rounded to a point of the sketch */
  moveTo(z) {
    const [low, high] = this.#range;
    this.z = Math.min(high, Math.max(low, z));
    if (this.#phase === "sketching") this.#select(this.#nearest(this.z));
    this.#tell("move");
  }

  /** Hides f′ and starts with a flat sketch. */
  startSketch() {
    this.#phase = "sketching";
    this.sketch.fill(0);
    this.#select(this.#nearest(this.z));
    this.#changed();
  }

  reveal() {
    this.#phase = "revealed";
    this.#changed();
  }

  /** Shows f′ and hides the sketch. */
  leaveSketch() {
    this.#phase = "shown";
    this.#changed();
  }

  /**
   * Draws a line from the pen's last position to this one: each point of the sketch that the line passes takes
   * its value there. The nearest point, if not passed yet, follows the pen.
   * @param {number} z
   * @param {number} value
   * @param {boolean} [first] whether this starts a stroke
   */
  drawTo(z, value, first = false) {
    const pen = { index: this.#indexOf(z), value };
    if (first) [this.#pen, this.#passed] = [pen, new Set()];
    const { index, value: before } = this.#pen;
    for (let i = Math.ceil(Math.min(index, pen.index)); i <= Math.max(index, pen.index); i += 1) {
      const share = pen.index === index ? 1 : (i - index) / (pen.index - index);
      this.sketch[i] = (1 - share) * before + share * value;
      this.#passed.add(i);
    }
    const near = this.#nearest(z);
    if (!this.#passed.has(near)) this.sketch[near] = value;
    this.#pen = pen;
    this.#select(near);
    this.#tell("move");
  }

  /** Makes another point of the sketch the current one. @param {number} index */
  selectPoint(index) {
    this.#select(Math.min(POINTS - 1, Math.max(0, index)));
    this.#tell("move");
  }

  /** Moves the current point, clamped to the picture. @param {number} by */
  movePoint(by) {
    const [low, high] = this.view.heights();
    const value = Math.round((this.sketch[this.#point] + by) * 100) / 100;
    this.sketch[this.#point] = Math.min(high, Math.max(low, value));
    this.#tell("move");
  }

  /** Moves the probe with the current point: its tangent shows the slope of f where f′ is being drawn. */
  #select(index) {
    const [low, high] = this.#range;
    this.#point = index;
    this.z = low + ((high - low) * index) / (POINTS - 1);
  }

  /** The position of z among the points of the sketch, usually between two of them. */
  #indexOf(z) {
    const [low, high] = this.#range;
    return ((z - low) / (high - low)) * (POINTS - 1);
  }

  #nearest(z) {
    return Math.round(this.#indexOf(z));
  }

  #changed() {
    this.view.choose(this.name, this.leakySlope);
    this.view.reveal(this.slopeShown, this.#phase !== "shown", !this.#isAsked(this.name));
    this.#tell("shape");
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
