/**
 * The state of the start page: the network's numbers, the knob in hand, and the phase of an update that is
 * being played: forward, back, and then all knobs turn.
 */

/** The spaces between layers, and the parameters of each: four weights, then two biases. */
export const [SPACES, PARAMETERS] = [2, 6];
/** Milliseconds that a wave takes through the network, and that it rests at its end; the first is twice as slow. */
const [TRAVEL, REST] = [700, 300];
/** An update that lowers the loss by a smaller share gets nowhere. */
const STUCK = 0.005;
/** The part of a space by which the wave’s end lags behind its front. */
const TAIL = 0.4;
/** Milliseconds in which the knob in hand swings once at the start, and how far. */
const [SWING, REACH] = [4600, 1.2];

export class Model extends EventTarget {
  #knobs;
  #still;
  /** The phase being played, since `began`. @type {"ready" | "forward" | "back" | "turned"} */
  #phase = "ready";
  #began = 0;
  /** The value to which the swinging knob returns; `null` while none swings. @type {number | null} */
  #center = null;
  #frame = 0;
  #swung = false;
  #asleep = false;
  chosen = 0;
  /** The loss before the last update; `null` if a knob has been turned by hand since. @type {number | null} */
  before = null;

  /** @param {any} pkg @param {() => boolean} still whether motion is to be avoided */
  constructor(pkg, still) {
    super();
    this.#still = still;
    this.range = [...pkg.Knobs.range()];
    this.heights = [...pkg.Knobs.heights()];
    this.rate = pkg.Knobs.learningRate();
    this.#knobs = new pkg.Knobs();
    this.lowestAlone = this.#knobs.lowestAlone();
    this.reading = this.#knobs.read();
    // The steepest of the weights into the outputs, which are followed by the two biases.
    const slopes = [...this.reading.gradient].slice(-PARAMETERS, -2).map(Math.abs);
    this.choose((SPACES - 1) * PARAMETERS + slopes.indexOf(Math.max(...slopes)));
  }

  get knobs() {
    return this.#knobs;
  }

  get phase() {
    return this.#phase;
  }

  get plays() {
    return this.#phase === "forward" || this.#phase === "back";
  }

  /** The spaces that the wave has passed; below 0 if there is none. */
  get passed() {
    if (!this.plays) return -1;
    const passed = Math.min((performance.now() - this.#began) / (TRAVEL * this.#slowness), 1) * (SPACES + TAIL);
    // Without motion, a whole space at a time.
    return this.#still() ? Math.min(Math.floor(passed) + 0.999, SPACES) : passed;
  }

  get #slowness() {
    return this.reading.updates === 0 ? 2 : 1;
  }

  /** True if the last update has hardly lowered the loss. */
  get stuck() {
    return this.before !== null && Math.abs(this.before - this.reading.loss) < STUCK * this.before;
  }

  /** @param {number} index of the parameter that the slider turns from now on */
  choose(index) {
    this.#rest();
    this.chosen = index;
    this.#knobs.choose(index);
    this.#changed();
  }

  /** @param {number} value */
  turn(value) {
    this.#rest();
    this.before = null;
    this.#finish();
    this.#phase = "ready";
    this.#knobs.turn(value);
    this.#changed();
  }

  /** Plays an update; one that is still being played is made at once. */
  update() {
    this.#rest();
    this.#finish();
    this.#begin("forward");
  }

  reset() {
    this.#rest();
    this.#phase = "ready";
    this.before = null;
    this.#knobs.reset();
    this.#changed();
  }

  /** Shows that a knob changes the loss: the one in hand swings once, and stops at the first touch. */
  swing() {
    if (this.#still() || this.#swung) return;
    this.#swung = true;
    this.#center = this.reading.parameters[this.chosen];
    this.#began = performance.now();
    this.#tick();
  }

  /** @param {boolean} asleep the page is not visible */
  sleep(asleep) {
    this.#asleep = asleep;
    if (asleep) this.#finish();
    this.#rest();
  }

  dispose() {
    cancelAnimationFrame(this.#frame);
    this.#knobs.free();
  }

  #begin(phase) {
    this.#phase = phase;
    this.#began = performance.now();
    this.dispatchEvent(new Event("phase"));
    this.#tick();
  }

  /** Makes the update that is being played. */
  #finish() {
    if (!this.plays) return;
    this.before = this.reading.loss;
    this.#knobs.update();
    this.#phase = "turned";
    this.#changed();
  }

  /** Stops the swing where it began. */
  #rest() {
    if (this.#center === null) return;
    this.#knobs.turn(this.#center);
    this.#center = null;
    this.#changed();
  }

  #tick() {
    cancelAnimationFrame(this.#frame);
    if (this.#asleep) return;
    const passed = performance.now() - this.#began;
    if (this.#center !== null) {
      if (passed >= SWING) return this.#rest();
      this.#knobs.turn(this.#center + REACH * Math.sin(2 * Math.PI * passed / SWING));
      this.#changed();
    } else if (this.plays) {
      if (passed >= (TRAVEL + REST) * this.#slowness) {
        if (this.#phase === "back") return this.#finish();
        this.#begin("back");
      }
      this.dispatchEvent(new Event("wave"));
    } else {
      return;
    }
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  #changed() {
    this.reading = this.#knobs.read();
    this.dispatchEvent(new Event("change"));
  }
}
