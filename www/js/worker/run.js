/**
 * One run: a trainer, and what the loop asks of it again and again. What the run remembers (changes
 * of the learning rate, edits, where it has been) is the trainer's; this only counts.
 */

import { CURVE_COLUMNS } from "../shared/messages.js";

/** Epochs at which the layers' health is told. */
const HEALTH_ROWS = 60;

/** @typedef {import("../shared/messages.js").Rate} Rate */
/** @typedef {import("../shared/messages.js").Divergence} Divergence */

export class Run {
  /**
   * @param {new (config: object) => any} Trainer
   * @param {import("../shared/messages.js").OpenMessage} request
   * @throws the trainer's typed error if a setting or a rate is refused
   */
  constructor(Trainer, { runId, config, rates, edits }) {
    this.id = runId;
    this.trainer = new Trainer(config);
    this.trainer.planRates(Float64Array.from(rates.flat()));
    this.trainer.planEdits(Float64Array.from(edits));
    /** Samples in a pass: at step 0 a whole one lies ahead. */
    this.epochLength = /** @type {number} */ (this.trainer.toNextEpoch());
    this.step = 0;
    /** Why the last samples could not all be trained on. @type {Divergence | undefined} */
    this.divergence = undefined;
    /** @type {number} the log's last number */
    this.epochs = this.trainer.config().epochs;
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

  /** The last beginning of a pass before `step`, or 0. */
  epochBeginBefore(step) {
    return Math.max(0, (Math.ceil(step / this.epochLength) - 1) * this.epochLength);
  }

  /** @returns {Rate[]} changes made so far, then those ahead */
  get rates() {
    const flat = this.trainer.rates();
    return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
  }

  /**
   * Trains on `samples` samples, or on fewer if a number would stop being finite.
   * @param {number} samples
   * @returns {number} how many it were
   */
  advance(samples) {
    const before = this.step;
    this.trainer.step(samples);
    this.#look();
    return this.step - before;
  }

  /**
   * Goes to the last keyframe at or before `step`, unless what lies between is nearer; the rest of the
   * way is to be trained.
   * @param {number} step
   * @throws a typed error if the run has not been there
   */
  jumpTowards(step) {
    const { furthest } = this.trainer.timeline();
    // At least one sample is trained again, so that its update can be told.
    const from = step > furthest ? step : this.trainer.keyframeBefore(Math.max(0, step - 1));
    if (from > this.step || step < this.step) this.trainer.seek(from);
    this.#look();
  }

  /** @param {number} rate */
  setLearningRate(rate) {
    this.trainer.setLearningRate(rate);
    this.#look();
  }

  /**
   * @param {number} index
   * @param {number} value
   */
  setParameter(index, value) {
    this.trainer.setParameter(index, value);
    this.#look();
  }

  undo() {
    this.trainer.undo();
    this.#look();
  }

  redo() {
    this.trainer.redo();
    this.#look();
  }

  /** @param {number} epochs */
  setEpochs(epochs) {
    this.trainer.setEpochs(epochs);
    this.epochs = epochs;
  }

  /**
   * What a snapshot says of the run itself.
   * @param {import("../shared/messages.js").AskMessage} ask
   */
  report(ask) {
    const { trainer, epochs, epochLength, rates, divergence } = this;
    const { furthest, generation, canUndo, canRedo } = trainer.timeline();
    const [curveFrom, logFrom] = ask.generation === generation ? [ask.curveFrom, ask.logFrom] : [0, 0];
    const curve = /** @type {Float64Array} */ (trainer.curve(curveFrom));
    if (curve.length % CURVE_COLUMNS !== 0) throw new Error("the curve has rows of another length");
    return {
      parameters: /** @type {Float64Array} */ (trainer.parameters()), metrics: trainer.metrics(),
      curveFrom, curve, logFrom, log: trainer.log(logFrom),
      initialRate: trainer.config().learningRate, rate: trainer.learningRate(), rates,
      edits: [...trainer.edits()], epochs, epochLength, furthest, generation, canUndo, canRedo, divergence,
    };
  }

  /**
   * How a parameter, or the layers' health (`null`), came to be.
   * @param {number | null} index
   * @returns {{ values: Float64Array, last: number | undefined }} `last`: what the last sample added
   */
  recall(index) {
    const { trainer } = this;
    return index === null ? { values: trainer.healthOverTime(HEALTH_ROWS), last: undefined }
      : { values: trainer.parameterOverTime(index), last: trainer.lastUpdate(index) };
  }

  dispose() {
    this.trainer.free();
  }

  #look() {
    this.step = this.trainer.timeline().step;
    this.divergence = this.trainer.divergence();
  }
}
