/**
 * What the lesson is looking at: a function, a place z, and, for those who predict, a sketch of f′.
 * Knows no element. Events: `shape` when the function or what is shown of it has changed, `move`
 * when only the probe or the sketch has.
 */

/** Points of a sketch: every half unit of z. */
export const POINTS = 25;

/**
 * @typedef {"shown" | "sketching" | "revealed"} Phase
 *   whether f′ is shown, hidden and being sketched, or shown beside the sketch
 */

export class Model extends EventTarget {
  #range;
  /** @type {Phase} */
  #phase = "shown";
  #held = 0;
  /** Where the pen was last, and the points of the sketch that this stroke has passed. */
  #pen = { index: 0, value: 0 };
  /** @type {Set<number>} */
  #passed = new Set();

  /**
   * @param {any} view an `ActivationView`
   * @param {[number, number]} range of z
   * @param {{ name: string, z: number, leak: number }} start
   */
  constructor(view, range, { name, z, leak }) {
    super();
    this.view = view;
    this.#range = range;
    this.name = name;
    this.z = z;
    this.leak = leak;
    this.sketch = new Float64Array(POINTS);
    this.#changed();
  }

  get phase() {
    return this.#phase;
  }

  /** The point of the sketch in hand. */
  get held() {
    return this.#held;
  }

  /** Whether f′ may be seen. */
  get slopeShown() {
    return this.#phase !== "sketching";
  }

  /**
   * Begins anew, without a sketch.
   * @param {{ name: string, z: number, leak: number }} state
   */
  begin(state) {
    Object.assign(this, state);
    this.#phase = "shown";
    this.#changed();
  }

  /** @param {{ name?: string, leak?: number, z?: number }} change */
  set({ name = this.name, leak = this.leak, z = this.z }) {
    const other = name !== this.name || leak !== this.leak;
    Object.assign(this, { name, leak });
    if (!other) return this.moveTo(z);
    this.z = z;
    // A sketch belongs to its function.
    if (this.#phase === "sketching") return this.startSketch();
    this.#phase = "shown";
    return this.#changed();
  }

  /** @param {number} z kept inside the range; in a sketch, the next of its points */
  moveTo(z) {
    const [low, high] = this.#range;
    this.z = Math.min(high, Math.max(low, z));
    if (this.#phase === "sketching") this.#hold(this.#nearest(this.z));
    this.#tell("move");
  }

  /** Hides f′ and begins with a flat sketch. */
  startSketch() {
    this.#phase = "sketching";
    this.sketch.fill(0);
    this.#hold(this.#nearest(this.z));
    this.#changed();
  }

  reveal() {
    this.#phase = "revealed";
    this.#changed();
  }

  /** Shows f′ and puts the sketch away. */
  leaveSketch() {
    this.#phase = "shown";
    this.#changed();
  }

  /**
   * Draws a line from where the pen was to this place: a point of the sketch takes the value at which the
   * line passes it. One that is near and not yet passed follows the pen.
   * @param {number} z
   * @param {number} value
   * @param {boolean} [first] whether the pen has just been put down
   */
  drawTo(z, value, first = false) {
    const pen = { index: this.#indexOf(z), value };
    if (first) [this.#pen, this.#passed] = [pen, new Set()];
    const [left, right] = [this.#pen, pen].sort((a, b) => a.index - b.index);
    const slope = (right.value - left.value) / (right.index - left.index || 1);
    for (let i = Math.ceil(left.index); i <= right.index; i += 1) {
      this.sketch[i] = left.value + slope * (i - left.index);
      this.#passed.add(i);
    }
    const near = this.#nearest(z);
    if (!this.#passed.has(near)) this.sketch[near] = value;
    this.#pen = pen;
    this.#hold(near);
    this.#tell("move");
  }

  /**
   * Takes another point of the sketch in hand.
   * @param {number} index
   */
  hold(index) {
    this.#hold(Math.min(POINTS - 1, Math.max(0, index)));
    this.#tell("move");
  }

  /**
   * Moves the point in hand, kept inside the picture.
   * @param {number} by
   */
  lift(by) {
    const [low, high] = this.view.heights();
    const value = Math.round((this.sketch[this.#held] + by) * 100) / 100;
    this.sketch[this.#held] = Math.min(high, Math.max(low, value));
    this.#tell("move");
  }

  /** The probe goes with the hand: its tangent shows how steep f is where f′ is being drawn. */
  #hold(index) {
    const [low, high] = this.#range;
    this.#held = index;
    this.z = low + ((high - low) * index) / (POINTS - 1);
  }

  /** The place of z among the points of the sketch, between two of them as a rule. */
  #indexOf(z) {
    const [low, high] = this.#range;
    return ((z - low) / (high - low)) * (POINTS - 1);
  }

  #nearest(z) {
    return Math.round(this.#indexOf(z));
  }

  #changed() {
    this.view.choose(this.name, this.leak);
    this.view.reveal(this.slopeShown, this.#phase !== "shown");
    this.#tell("shape");
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
