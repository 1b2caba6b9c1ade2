/**
 * The run that the page shows: its settings, its newest snapshot, its curve and log, and the commands that
 * change them. Independent of elements. Events: `run` (another run has started), `state` (playing, replaying,
 * settings), `snapshot` (to be drawn), `past` (curve and log start over), `recalled`, `refused`, `trouble`.
 *
 * A change of a setting that is not live starts another run, with the same seeds and the live settings of
 * the controls; it trains if the old run did.
 *
 * If the trainer has died, the next command that starts or continues a run creates a new trainer, which
 * replays to the step of the old one. If that dies too, it stays dead.
 */

import { DEFAULT_SPEED } from "../../../shared/speeds.js";
import { busyWhile } from "../../ui/idle.js";
import { counts } from "./counting.js";
import { CurveStore } from "./curve-store.js";
import { Past } from "./past.js";
import { Stages } from "./stages.js";
import { TrainerClient } from "./trainer-client.js";

/** @typedef {import("../../../shared/messages.js").Snapshot} Snapshot */
/** @typedef {import("../../../shared/messages.js").Altering} Altering */
/** @typedef {Record<string, any>} Config */

export class Session extends EventTarget {
  #abort = new AbortController();
  #client;
  #runId = 0;
  #order = 0;
  #asked = false;
  /** The number of pending `recall` requests. */
  #recalls = 0;
  #state = "";
  /** The generation of the past in curve and log. */
  #generation = 0;
  /** @type {Snapshot | null} */
  snapshot = null;
  /** @type {string[]} */
  log = [];
  playing = false;
  speed = DEFAULT_SPEED;
  /** The settings that alter the numbers, as they apply to the next sample. @type {Altering} */
  now = {};
  /** The changes made and planned during the run, in the format of a link. */
  changes = "";
  /** The target of a replay, until it is reached or abandoned. @type {{ step: number, play: boolean } | null} */
  goal = null;
  past = new Past(this);
  /** The run that this one has replaced, if that is to be said. @type {{ cause: string, epoch: number } | null} */
  replaced = null;

  /** @param {{ pkg: any, module: WebAssembly.Module }} wasm the package, and its compiled module */
  constructor({ pkg, module }) {
    super();
    this.stages = new Stages(pkg);
    /** @type {any[]} */
    this.fields = pkg.Trainer.fields();
    /** The names of the numbers in a row of the curve. @type {string[]} */
    this.columns = pkg.Trainer.curveColumns();
    this.curve = new CurveStore(this.columns);
    /** @type {Config} */
    this.defaults = Object.fromEntries(this.fields.map((field) => [field.name, field.default]));
    /** @type {Config} the settings of this run at step 0 */
    this.config = this.defaults;
    this.#client = new TrainerClient({
      module,
      Trainer: pkg.Trainer,
      hear: (message) => this.#receive(message),
      trouble: (trouble) => this.#reportTrouble(trouble),
    });
    // Not busy: a trainer in trouble, which waits for the user, and a page without a run.
    busyWhile(() => this.#runId > 0 && !this.#client.troubled && (!this.resting || this.#recalls > 0), this.#abort.signal);
  }

  /** The settings of the controls, with which a new run would start. */
  get settings() {
    return { ...this.config, ...this.now };
  }

  /** True while a long step or a replay is running. */
  get busy() {
    return this.snapshot?.busy ?? false;
  }

  /** The Stage of this run. @returns {any} */
  get stage() {
    return this.stages.stage;
  }

  /** True if the newest snapshot includes the effect of every command. */
  get current() {
    return this.snapshot?.order === this.#order;
  }

  get resting() {
    return !this.playing && !this.busy && this.current;
  }

  /** True if the trainer has died, so that the next command creates a new one. */
  get dead() {
    return this.#client.dead;
  }

  /** All by which this run can be continued, or replayed. @returns {import("./past.js").Entry} */
  get present() {
    const { config, place: step, changes, snapshot } = this;
    return { config, step, changes, again: this.#runId, generation: snapshot?.generation ?? 0 };
  }

  /** The last known step of the run, or the target of its replay. */
  get place() {
    return this.goal?.step ?? this.snapshot?.metrics.step ?? 0;
  }

  /**
   * Starts a run, which replaces the previous one.
   * @param {Config} config
   * @param {{ step?: number, changes?: string, play?: boolean, speed?: string, again?: number }} [past] the step to
   *   replay to, and the changes before it; `again`: the run to continue, if the trainer still has it
   * @throws a typed error if settings do not fit together; nothing has changed then
   */
  start(config, { step = 0, changes = "", play = false, speed = this.speed, again } = {}) {
    this.stages.begin(config);
    if (this.#client.troubled) this.#client.restart();
    this.config = { ...config };
    this.now = this.#altering(config);
    this.changes = changes;
    this.goal = step > 0 ? { step, play } : null;
    this.playing = play;
    this.speed = speed;
    this.curve = new CurveStore(this.columns);
    this.log = [];
    this.snapshot = null;
    this.replaced = null;
    this.#runId += 1;
    this.#asked = false;
    this.#recalls = 0;
    this.#state = "";
    this.#generation = 0;
    this.#tell("run");
    this.#send({ type: "open", runId: this.#runId, again, config: this.config, changes, step, play, speed });
    this.pull();
  }

  /**
   * Starts a run in place of the current one, which undoing brings back: event `replaced`.
   * @param {Config} config
   * @param {{ step?: number, changes?: string, play?: boolean }} past as for `start`
   * @param {string} cause the key of its name; empty if it need not be said
   */
  replace(config, past, cause) {
    const { present, snapshot, stage } = this;
    const epoch = Math.floor(present.step / stage.counts().train);
    this.start(config, past);
    const isLoss = present.changes !== "" || present.step > 0 || (snapshot?.furthest ?? 0) > 0;
    // The page begins without a run.
    if (present.again > 0 && (isLoss || String(Object.values(config)) !== String(Object.values(present.config)))) this.past.keep(present);
    if (!isLoss || !cause) return;
    this.replaced = { cause, epoch };
    this.#tell("replaced");
  }

  /**
   * Changes a setting.
   * @param {string} name
   * @param {string} text in the format of a link
   * @throws a problem `{ code, field, value, min, max }`; nothing has changed then
   */
  change(name, text) {
    const value = this.stages.read(name, text);
    if (String(value) === String(this.settings[name])) return;
    if (name in this.now) this.past.change(name, value);
    else if (this.fields.some((field) => field.name === name && field.live)) this.#pauseBy(name, value);
    else if (!this.counts(name)) this.#storeUnused(name, value);
    else this.replace({ ...this.settings, [name]: value }, { play: this.playing }, `setting.${name}`);
  }

  /** True if a setting has an effect, given the others. */
  counts(name) {
    return this.fields.some((field) => field.name === name && counts(field, this.settings));
  }

  /** Stores the value of a setting without effect, which needs no new run. */
  #storeUnused(name, value) {
    this.config = { ...this.config, [name]: value };
    this.#tell("state");
  }

  reset() {
    this.replace(this.settings, {}, "transport.reset");
  }

  play() {
    if (this.dead) return this.replayTo({ play: true });
    this.playing = true;
    return this.abandonReplay({ type: "play" });
  }

  pause() {
    this.playing = false;
    this.abandonReplay({ type: "pause" });
  }

  stepSamples(samples = 1) {
    if (this.dead) return this.replayTo({ step: this.place + samples });
    this.playing = false;
    return this.abandonReplay({ type: "step", samples });
  }

  stepEpoch() {
    const { train } = this.stage.counts();
    if (this.dead) return this.replayTo({ step: (Math.floor(this.place / train) + 1) * train });
    this.playing = false;
    return this.abandonReplay({ type: "stepEpoch" });
  }

  /** Requests the history of a parameter, or (`null`) of the layers' health: event `recalled`. @param {number | null} index */
  recall(index) {
    this.#recalls += 1;
    this.#client.send({ type: "recall", runId: this.#runId, index });
  }

  /** @param {string} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.command({ type: "speed", speed });
  }

  /** @param {boolean} asleep the page is not visible: training waits, and continues afterwards */
  rest(asleep) {
    this.#client.rest(asleep);
  }

  /** Requests the next snapshot, unless a request is pending. */
  pull() {
    if (this.#asked) return;
    this.#asked = true;
    this.#client.send({
      type: "ask", runId: this.#runId, version: this.snapshot?.version ?? -1, generation: this.#generation,
      curveFrom: this.curve.length, logFrom: this.log.length,
    });
  }

  /** Starts a new trainer, and replays to the last known step of the old one, or to its target. */
  restart() {
    this.#client.restart();
    this.replayTo({ play: this.goal?.play ?? false });
  }

  dispose() {
    this.#abort.abort();
    this.#client.dispose();
    this.stages.dispose();
  }

  /**
   * Starts the same run again and replays to a step.
   * @param {{ config?: Config, step?: number, changes?: string, play?: boolean }} how
   */
  replayTo({ config = this.config, step = this.place, changes = this.changes, play = false }) {
    this.start(config, { step, changes, play });
  }

  /** Changes a live setting that only determines when to pause. */
  #pauseBy(name, value) {
    const config = { ...this.config, [name]: value };
    if (this.dead) return this.replayTo({ config });
    this.config = config;
    return this.command({ type: "set", name, value });
  }

  /** @returns {Altering} */
  #altering(config) {
    return Object.fromEntries(this.fields.filter(({ alters }) => alters).map(({ name }) => [name, config[name]]));
  }

  /** @param {object} message a command that ends any replay */
  abandonReplay(message) {
    this.goal = null;
    this.command(message);
  }

  /** @param {object} message a command without its `order` */
  command(message) {
    this.#state = "";
    this.#send(message);
    this.#tell("state");
  }

  #send(message) {
    this.#order += 1;
    this.#client.send({ ...message, order: this.#order });
    this.#client.watch(this.playing || this.busy);
  }

  /** @param {import("../../../shared/messages.js").FromTrainer} message */
  #receive(message) {
    if (message.type === "refused") this.#tell("refused", message);
    else if (message.type === "recalled" && message.runId === this.#runId) this.#recalled(message);
    else if (message.type === "snapshot" && message.runId === this.#runId) this.#takeSnapshot(message);
  }

  /** @param {import("../../../shared/messages.js").Recalled} message */
  #recalled(message) {
    this.#recalls -= 1;
    this.#tell("recalled", message);
  }

  /** @param {Snapshot} snapshot */
  #takeSnapshot(snapshot) {
    this.#asked = false;
    if (snapshot.generation !== this.#generation) {
      this.#generation = snapshot.generation;
      this.curve = new CurveStore(this.columns);
      this.log = [];
      this.#tell("past");
    }
    this.curve.add(snapshot.curveFrom, snapshot.curve);
    if (snapshot.logFrom === this.log.length) this.log.push(...snapshot.log);
    this.snapshot = snapshot;
    this.changes = snapshot.changes;
    Object.assign(this.config, snapshot.initial);
    // An older snapshot lacks the effect of the latest commands.
    if (this.current) {
      this.now = snapshot.now;
      this.playing = snapshot.playing || (snapshot.replay !== null && this.playing);
      if (!snapshot.replay) this.goal = null;
      this.#client.watch(this.playing || snapshot.busy);
      this.#tellState(snapshot);
    }
    this.#tell("snapshot", snapshot);
  }

  /** Dispatches `state` only if it has changed; most snapshots only bring new numbers. */
  #tellState({ busy, reason, epochs, generation }) {
    const state = [this.playing, busy, reason, epochs, ...Object.values(this.now), generation].join();
    if (state === this.#state) return;
    this.#state = state;
    this.#tell("state");
  }

  /** @param {import("./trainer-client.js").Trouble | null} trouble */
  #reportTrouble(trouble) {
    if (trouble?.kind === "died") {
      this.playing = false;
      if (this.snapshot) this.snapshot = { ...this.snapshot, busy: false };
      this.#client.watch(false);
      this.#tell("state");
    }
    this.#tell("trouble", trouble);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
