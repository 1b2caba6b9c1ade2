/**
 * One run: a trainer, and what the loop asks of it again and again. What the run remembers (changes on the
 * way, where it has been) is the trainer's; this only counts.
 */

/** Epochs at which the layers' health is told. */
const HEALTH_ROWS = 60;

/** @typedef {import("../shared/messages.js").Divergence} Divergence */

export class Run {
  #altering;
  /** What was changed, as it was last told, and when that was. */
  #changed = { at: "", initial: {}, now: {}, changes: "" };

  /**
   * @param {new (config: object) => any} Trainer
   * @param {import("../shared/messages.js").OpenMessage} request
   * @throws the trainer's typed error if a setting or a change is refused
   */
  constructor(Trainer, { runId, config, changes }) {
    this.id = runId;
    this.trainer = new Trainer(config);
    this.trainer.plan(changes);
    this.timeline = this.trainer.timeline();
    /** @type {string[]} */
    this.#altering = Trainer.fields().filter(({ alters }) => alters).map(({ name }) => name);
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
    const { furthest } = this.timeline;
    // At least one sample is trained again, so that its update can be told.
    const from = step > furthest ? step : this.trainer.keyframeBefore(Math.max(0, step - 1));
    if (from > this.step || step < this.step) this.trainer.seek(from);
    this.#look();
  }

  /**
   * @param {string} name of a live setting
   * @param {number} value
   */
  set(name, value) {
    this.trainer.set(name, value);
    if (name === "epochs") this.epochs = value;
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

  /**
   * What a snapshot says of the run itself.
   * @param {import("../shared/messages.js").AskMessage} ask
   */
  report(ask) {
    const { trainer, epochs, epochLength, divergence } = this;
    const { furthest, generation, canUndo, canRedo } = this.timeline;
    const { initial, now, changes } = this.#lookAtChanges();
    const [curveFrom, logFrom] = ask.generation === generation ? [ask.curveFrom, ask.logFrom] : [0, 0];
    const curve = /** @type {Float64Array} */ (trainer.curve(curveFrom));
    return {
      state: /** @type {Float64Array} */ (trainer.state()), metrics: trainer.metrics(),
      curveFrom, curve, logFrom, log: trainer.log(logFrom),
      initial, now, changes, epochs, epochLength, furthest, generation, canUndo, canRedo, divergence,
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

  /** Settings are only read again where a change was made. */
  #lookAtChanges() {
    const { generation, changesMade } = this.timeline;
    const at = `${generation} ${changesMade}`;
    if (this.#changed.at !== at) {
      const { trainer } = this;
      const [initial, now] = [trainer.config(), trainer.now()].map((config) => {
        return Object.fromEntries(this.#altering.map((name) => [name, config[name]]));
      });
      this.#changed = { at, initial, now, changes: trainer.changes() };
    }
    return this.#changed;
  }

  #look() {
    this.timeline = this.trainer.timeline();
    this.step = this.timeline.step;
    this.divergence = this.trainer.divergence();
  }
}
