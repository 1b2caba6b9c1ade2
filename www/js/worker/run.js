/**
 * One run: a trainer, and the recorded changes of the learning rate that still lie ahead of it. A
 * link may ask for changes at steps that are not reached yet; they are made when the run passes
 * them, on a replay and on going on alike, until somebody changes the rate by hand: then the old
 * future is dropped.
 */

/** @typedef {import("../shared/messages.js").Rate} Rate */

export class Run {
  /** @type {Rate[]} */
  #ahead;
  #rows = 1;

  /**
   * @param {new (config: object) => any} Trainer
   * @param {import("../shared/messages.js").OpenMessage} request
   * @throws the trainer's typed error if a setting is refused
   */
  constructor(Trainer, { runId, config, rates }) {
    this.id = runId;
    this.trainer = new Trainer(config);
    /** Samples in a pass: at step 0 a whole one lies ahead. */
    this.epochLength = /** @type {number} */ (this.trainer.toNextEpoch());
    this.step = 0;
    this.diverged = false;
    this.#ahead = [...rates];
    const { learningRate, epochs } = this.trainer.config();
    /** @type {number} that of step 0 */
    this.initialRate = learningRate;
    /** @type {number} that of the next sample */
    this.rate = learningRate;
    /** @type {number} the log's last number */
    this.epochs = epochs;
  }

  /** The step at which Train pauses by itself: after the log's last number. */
  get lastStep() {
    return (this.epochs + 1) * this.epochLength;
  }

  /** The end of the pass under way; between two passes, here. */
  get epochEnd() {
    return Math.ceil(this.step / this.epochLength) * this.epochLength;
  }

  /** The first end of a pass after `step`. */
  epochEndAfter(step) {
    return (Math.floor(step / this.epochLength) + 1) * this.epochLength;
  }

  /** @returns {Rate[]} changes made so far, then those ahead */
  get rates() {
    const flat = this.trainer.rates();
    const made = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
    return /** @type {Rate[]} */ ([...made, ...this.#ahead]);
  }

  /**
   * Trains on `samples` samples, or on fewer if the learning rate changes on the way.
   * @param {number} samples
   * @returns {number} how many it were
   */
  advance(samples) {
    const count = Math.min(samples, (this.#ahead[0]?.[0] ?? Infinity) - this.step);
    this.trainer.step(count);
    this.step += count;
    while (this.#ahead.length > 0 && this.#ahead[0][0] <= this.step) {
      const [, rate] = /** @type {Rate} */ (this.#ahead.shift());
      this.trainer.setLearningRate(rate);
      this.rate = rate;
    }
    this.#look();
    return count;
  }

  /** @param {number} rate */
  setLearningRate(rate) {
    this.trainer.setLearningRate(rate);
    this.#ahead = [];
    this.rate = rate;
    if (this.step === 0) this.initialRate = rate;
  }

  /** @param {number} epochs */
  setEpochs(epochs) {
    this.trainer.setEpochs(epochs);
    this.epochs = epochs;
  }

  dispose() {
    this.trainer.free();
  }

  /** A loss that is not finite is noticed at the newest point of the curve. */
  #look() {
    const rows = this.trainer.curveLength();
    if (rows === this.#rows) return;
    this.#rows = rows;
    this.diverged = !Number.isFinite(this.trainer.curve(rows - 1)[2]);
  }
}
