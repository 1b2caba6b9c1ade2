/**
 * One run: a trainer, and the queries that the loop makes repeatedly. The run's memory (changes during
 * the run, keyframes) is in the trainer; this class only counts.
 */

/** The most epochs for which the layers' health is reported. */
const HEALTH_ROWS = 60;

/** @typedef {import("../shared/messages.js").Divergence} Divergence */

export class Run {
  #altering;
  /** The changes last reported, and the trainer's state (`at`) they were read from. */
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
    /** The number of samples in a pass: at step 0, a whole pass lies ahead. */
    this.epochLength = /** @type {number} */ (this.trainer.toNextEpoch());
    this.step = 0;
    /** The furthest step before a change cut off the later ones; 0 if none did, or it was undone. */
    this.cut = 0;
    /** The number of changes to undo for that. */
    this.changesSinceCut = 0;
    /** The reason training stopped short, if it did. @type {Divergence | undefined} */
    this.divergence = undefined;
    /** @type {number} the last epoch in the log */
    this.epochs = this.trainer.config().epochs;
  }

  /** The step at which Train pauses by itself: after the last epoch in the log. */
  get lastStep() {
    return (this.epochs + 1) * this.epochLength;
  }

  /** The end of the current pass; between two passes, the current step. */
  get epochEnd() {
    return Math.ceil(this.step / this.epochLength) * this.epochLength;
  }

  /** The first end of a pass after `step`. */
  epochEndAfter(step) {
    return (Math.floor(step / this.epochLength) + 1) * this.epochLength;
  }

  /** The last start of a pass before `step`, or 0. */
  epochBeginBefore(step) {
    return Math.max(0, (Math.ceil(step / this.epochLength) - 1) * this.epochLength);
  }

  /**
   * Trains on `samples` samples, or on fewer if a number would stop being finite.
   * @param {number} samples
   * @returns {number} the number of samples trained on
   */
  advance(samples) {
    const before = this.step;
    this.trainer.step(samples);
    this.#readTimeline();
    return this.step - before;
  }

  /**
   * Goes to the last keyframe at or before `step`, unless the current step is nearer; the remaining
   * samples have to be trained.
   * @param {number} step
   * @throws a typed error if the run never reached `step`
   */
  jumpTowards(step) {
    const { furthest } = this.timeline;
    // At least one sample is trained again, so that its update is known.
    const from = step > furthest ? step : this.trainer.keyframeBefore(Math.max(0, step - 1));
    if (from > this.step || step < this.step) this.trainer.seek(from);
    this.#readTimeline();
  }

  /** @param {string} name of a live setting @param {number} value */
  set(name, value) {
    this.#change(() => this.trainer.set(name, value));
    if (name === "epochs") this.epochs = value;
  }

  /** @param {number} index @param {number} value */
  setParameter(index, value) {
    this.#change(() => this.trainer.setParameter(index, value));
  }

  undo() {
    this.trainer.undo();
    this.#readTimeline();
    this.changesSinceCut -= 1;
    if (this.changesSinceCut < 1) this.cut = 0;
  }

  /** Undoes every change back to the one that cut off later steps, which lie ahead again. */
  undoCut() {
    while (this.cut > 0) this.undo();
  }

  redo() {
    this.#change(() => this.trainer.redo());
  }

  /** The part of a snapshot that describes the run itself. @param {import("../shared/messages.js").AskMessage} ask */
  report(ask) {
    const { trainer, epochs, epochLength, divergence, cut } = this;
    const { furthest, generation, canUndo, canRedo } = this.timeline;
    const { initial, now, changes } = this.#readChanges();
    const [curveFrom, logFrom] = ask.generation === generation ? [ask.curveFrom, ask.logFrom] : [0, 0];
    const curve = /** @type {Float64Array} */ (trainer.curve(curveFrom));
    return {
      state: /** @type {Float64Array} */ (trainer.state()), metrics: trainer.metrics(),
      curveFrom, curve, logFrom, log: trainer.log(logFrom),
      initial, now, changes, epochs, epochLength, furthest, cut, generation, canUndo, canRedo, divergence,
    };
  }

  /**
   * The history of a parameter, or of the layers' health (`null`).
   * @param {number | null} index
   * @returns {{ values: Float64Array, last: number | undefined }} `last`: the change made by the last sample
   */
  recall(index) {
    const { trainer } = this;
    return index === null ? { values: trainer.healthOverTime(HEALTH_ROWS), last: undefined }
      : { values: trainer.parameterOverTime(index), last: trainer.lastUpdate(index) };
  }

  dispose() {
    this.trainer.free();
  }

  /** Makes a change, and finds out what it has cut off. */
  #change(make) {
    const { furthest, changesMade } = this.timeline;
    make();
    this.#readTimeline();
    if (this.timeline.furthest < furthest) [this.cut, this.changesSinceCut] = [furthest, 0];
    // A slider that still moves at the same step has only replaced its change.
    if (this.timeline.changesMade !== changesMade) this.changesSinceCut += 1;
  }

  /** Reads the settings again only if something was changed. */
  #readChanges() {
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

  #readTimeline() {
    this.timeline = this.trainer.timeline();
    this.step = this.timeline.step;
    this.divergence = this.trainer.divergence();
  }
}
