/**
 * The run that the page shows: its settings, its newest snapshot, its curve and log, and the
 * commands that change them. Knows no element. Events: `run` (another run has begun), `state`
 * (playing, replaying, settings), `snapshot` (news to draw), `past` (curve and log begin anew),
 * `recalled`, `refused`, `trouble`.
 *
 * A change of a setting that alters the run starts another, with the same seeds and the learning
 * rate that the slider shows; if the old one was training, the new one trains on.
 */

import { DEFAULT_SPEED } from "../../shared/speeds.js";
import { CurveStore } from "./curve-store.js";
import { TrainerClient } from "./trainer-client.js";

/** @typedef {import("../../shared/messages.js").Snapshot} Snapshot */
/** @typedef {import("../../shared/messages.js").Rate} Rate */
/** @typedef {Record<string, any>} Config */

export class Session extends EventTarget {
  #pkg;
  #client;
  #runId = 0;
  #order = 0;
  #asked = false;
  #state = "";
  /** Of the past that curve and log tell of. */
  #generation = 0;
  /** @type {Snapshot | null} */
  snapshot = null;
  /** @type {any} the Stage of this run */
  stage = null;
  curve = new CurveStore();
  /** @type {string[]} */
  log = [];
  playing = false;
  speed = DEFAULT_SPEED;
  /** The learning rate that the next sample is trained with. */
  rate = 0;
  /** @type {Rate[]} */
  rates = [];

  /**
   * @param {{ pkg: any, module: WebAssembly.Module }} wasm the package, and what it was made from
   */
  constructor({ pkg, module }) {
    super();
    this.#pkg = pkg;
    /** @type {any[]} */
    this.fields = pkg.Trainer.fields();
    /** @type {Config} */
    this.defaults = Object.fromEntries(this.fields.map((field) => [field.name, field.default]));
    /** @type {Config} the settings of this run; `learningRate` is that of step 0 */
    this.config = this.defaults;
    this.#client = new TrainerClient({
      module,
      Trainer: pkg.Trainer,
      hear: (message) => this.#hear(message),
      trouble: (trouble) => this.#suffer(trouble),
    });
  }

  /** The settings as the controls show them: a new run would start with these. */
  get settings() {
    return { ...this.config, learningRate: this.rate };
  }

  /** Whether a step that takes a while, or a replay, is under way. */
  get busy() {
    return this.snapshot?.busy ?? false;
  }

  /**
   * Starts a run; the one before is forgotten.
   * @param {Config} config
   * @param {{ step?: number, rates?: Rate[], play?: boolean }} [past] where to replay to
   * @throws a typed error if settings do not fit together; then nothing has changed
   */
  start(config, { step = 0, rates = [], play = false } = {}) {
    const stage = new this.#pkg.Stage(config);
    this.stage?.free();
    this.stage = stage;
    this.config = { ...config };
    this.rate = config.learningRate;
    this.rates = rates;
    this.playing = play;
    this.curve = new CurveStore();
    this.log = [];
    this.snapshot = null;
    this.#runId += 1;
    this.#asked = false;
    this.#state = "";
    this.#generation = 0;
    this.#tell("run");
    const { speed } = this;
    this.#send({ type: "open", runId: this.#runId, config: this.config, rates, step, play, speed });
    this.pull();
  }

  /**
   * Puts a setting in, as it stands in a link.
   * @param {string} name
   * @param {string} text
   * @throws a problem `{ code, field, value, min, max }`; then nothing has changed
   */
  change(name, text) {
    // With all the others beside it, since some only fit together.
    const others = this.#pkg.writeSettings(this.settings);
    const { config, problems } = this.#pkg.readSettings([...others, [name, text]]);
    if (problems.length > 0) throw problems[0];
    const value = config[name];
    if (String(value) === String(this.settings[name])) return;
    if (name === "learningRate") this.#setRate(value);
    else if (name === "epochs") this.#setEpochs(value);
    else this.start({ ...this.settings, [name]: value }, { play: this.playing });
  }

  reset() {
    this.start(this.settings);
  }

  play() {
    this.playing = true;
    this.#command({ type: "play" });
  }

  pause() {
    this.playing = false;
    this.#command({ type: "pause" });
  }

  stepSample() {
    this.playing = false;
    this.#command({ type: "step", samples: 1 });
  }

  stepEpoch() {
    this.playing = false;
    this.#command({ type: "stepEpoch" });
  }

  /** @param {"sample" | "epoch"} by to the sample before, or to the beginning of the pass */
  back(by) {
    this.playing = false;
    this.#command({ type: "back", by });
  }

  /** @param {number} step that the run has reached before */
  seek(step) {
    this.playing = false;
    this.#command({ type: "seek", step });
  }

  undo() {
    this.playing = false;
    this.#command({ type: "undo" });
  }

  redo() {
    this.playing = false;
    this.#command({ type: "redo" });
  }

  /**
   * Sets a weight or a bias, by its place among the parameters.
   * @param {number} index
   * @param {number} value
   */
  setParameter(index, value) {
    this.playing = false;
    this.#command({ type: "parameter", index, value });
  }

  /**
   * Asks how a parameter, or (`null`) the layers' health, came to be; the answer is the event `recalled`.
   * @param {number | null} index
   */
  recall(index) {
    this.#client.send({ type: "recall", runId: this.#runId, index });
  }

  /** @param {string} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.#command({ type: "speed", speed });
  }

  /** Asks for the next snapshot, unless one is asked for already. */
  pull() {
    if (this.#asked) return;
    this.#asked = true;
    this.#client.send({
      type: "ask", runId: this.#runId, version: this.snapshot?.version ?? -1, generation: this.#generation,
      curveFrom: this.curve.length, logFrom: this.log.length,
    });
  }

  /** A new trainer, taken to the last step that the old one was seen at. */
  restart() {
    const step = this.snapshot?.metrics.step ?? 0;
    const rates = this.rates.filter(([at]) => at <= step);
    this.#client.restart();
    this.start(this.config, { step, rates });
  }

  dispose() {
    this.#client.dispose();
    this.stage?.free();
    this.stage = null;
  }

  #setRate(value) {
    this.rate = value;
    this.#command({ type: "learningRate", value });
  }

  #setEpochs(value) {
    this.config = { ...this.config, epochs: value };
    this.#command({ type: "epochs", value });
  }

  #command(message) {
    this.#state = "";
    this.#send(message);
    this.#tell("state");
  }

  #send(message) {
    this.#order += 1;
    this.#client.send({ ...message, order: this.#order });
    this.#client.watch(this.playing || this.busy);
  }

  /** @param {import("../../shared/messages.js").FromTrainer} message */
  #hear(message) {
    if (message.type === "refused") this.#tell("refused", message);
    else if (message.type === "recalled" && message.runId === this.#runId) this.#tell("recalled", message);
    else if (message.type === "snapshot" && message.runId === this.#runId) this.#take(message);
  }

  /** @param {Snapshot} snapshot */
  #take(snapshot) {
    this.#asked = false;
    if (snapshot.generation !== this.#generation) {
      this.#generation = snapshot.generation;
      this.curve = new CurveStore();
      this.log = [];
      this.#tell("past");
    }
    this.curve.add(snapshot.curveFrom, snapshot.curve);
    if (snapshot.logFrom === this.log.length) this.log.push(...snapshot.log);
    this.snapshot = snapshot;
    this.rates = snapshot.rates;
    this.config.learningRate = snapshot.initialRate;
    // What was commanded since this was said is not in it yet.
    if (snapshot.order === this.#order) {
      this.rate = snapshot.rate;
      this.playing = snapshot.playing || (snapshot.replay !== null && this.playing);
      this.#client.watch(this.playing || snapshot.busy);
      this.#tellState(snapshot);
    }
    this.#tell("snapshot", snapshot);
  }

  /** Most snapshots bring new numbers and no new state. */
  #tellState({ busy, reason, epochs, generation }) {
    const state = [this.playing, busy, reason, epochs, this.rate, generation].join();
    if (state === this.#state) return;
    this.#state = state;
    this.#tell("state");
  }

  /** @param {import("./trainer-client.js").Trouble | null} trouble */
  #suffer(trouble) {
    if (trouble?.kind === "died") {
      this.playing = false;
      this.#client.watch(false);
      this.#tell("state");
    }
    this.#tell("trouble", trouble);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
