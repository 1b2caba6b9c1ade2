/**
 * The run that the page shows: its settings, its newest snapshot, its curve and log, and the commands that
 * change them. Knows no element. Events: `run` (another run has begun), `state` (playing, replaying,
 * settings), `snapshot` (news to draw), `past` (curve and log begin anew), `recalled`, `refused`, `trouble`.
 *
 * A change of a setting that is not live starts another, with the same seeds and the live settings that
 * the controls show; if the old one was training, the new one trains on.
 *
 * Where the trainer has died, the next command that begins or continues a run takes a new one, which
 * replays to where the old one was. A trainer that dies each time stays dead.
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
  /** How many recollections are asked for and not yet told. */
  #recalls = 0;
  #state = "";
  /** Of the past that curve and log tell of. */
  #generation = 0;
  /** @type {Snapshot | null} */
  snapshot = null;
  /** @type {string[]} */
  log = [];
  playing = false;
  speed = DEFAULT_SPEED;
  /** The settings that alter the numbers, as the next sample is trained with. @type {Altering} */
  now = {};
  /** What was changed on the way, and what is going to be, as it stands in a link. */
  changes = "";
  /** Where a replay leads, until it is there or given up. @type {{ step: number, play: boolean } | null} */
  goal = null;
  past = new Past(this);

  /**
   * @param {{ pkg: any, module: WebAssembly.Module }} wasm the package, and what it was made from
   */
  constructor({ pkg, module }) {
    super();
    this.stages = new Stages(pkg);
    /** @type {any[]} */
    this.fields = pkg.Trainer.fields();
    /** What the numbers in a row of the curve are. @type {string[]} */
    this.columns = pkg.Trainer.curveColumns();
    this.curve = new CurveStore(this.columns);
    /** @type {Config} */
    this.defaults = Object.fromEntries(this.fields.map((field) => [field.name, field.default]));
    /** @type {Config} the settings of this run at step 0 */
    this.config = this.defaults;
    this.#client = new TrainerClient({
      module,
      Trainer: pkg.Trainer,
      hear: (message) => this.#hear(message),
      trouble: (trouble) => this.#reportTrouble(trouble),
    });
    // A trainer in trouble waits for a hand, and so does a page that was not yet told of a run.
    busyWhile(() => this.#runId > 0 && !this.#client.troubled && (!this.resting || this.#recalls > 0), this.#abort.signal);
  }

  /** The settings as the controls show them: a new run would start with these. */
  get settings() {
    return { ...this.config, ...this.now };
  }

  /** Whether a step that takes a while, or a replay, is under way. */
  get busy() {
    return this.snapshot?.busy ?? false;
  }

  /** The Stage of this run. @returns {any} */
  get stage() {
    return this.stages.stage;
  }

  /** Whether the newest snapshot tells of a run that has heard every command. */
  get current() {
    return this.snapshot?.order === this.#order;
  }

  get resting() {
    return !this.playing && !this.busy && this.current;
  }

  /** Whether the trainer has died, and the next command takes a new one. */
  get dead() {
    return this.#client.dead;
  }

  /** The step at which the run is, as last seen, or to which it is replayed. */
  get place() {
    return this.goal?.step ?? this.snapshot?.metrics.step ?? 0;
  }

  /**
   * Starts a run; the one before is forgotten.
   * @param {Config} config
   * @param {{ step?: number, changes?: string, play?: boolean }} [past] where to replay to, with which
   *   changes on the way
   * @throws a typed error if settings do not fit together; then nothing has changed
   */
  start(config, { step = 0, changes = "", play = false } = {}) {
    this.stages.begin(config);
    if (this.#client.troubled) this.#client.restart();
    this.config = { ...config };
    this.now = this.#altering(config);
    this.changes = changes;
    this.goal = step > 0 ? { step, play } : null;
    this.playing = play;
    this.curve = new CurveStore(this.columns);
    this.log = [];
    this.snapshot = null;
    this.#runId += 1;
    this.#asked = false;
    this.#recalls = 0;
    this.#state = "";
    this.#generation = 0;
    this.#tell("run");
    this.#send({ type: "open", runId: this.#runId, config: this.config, changes, step, play, speed: this.speed });
    this.pull();
  }

  /**
   * Puts a setting in, as it stands in a link.
   * @param {string} name
   * @param {string} text
   * @throws a problem `{ code, field, value, min, max }`; then nothing has changed
   */
  change(name, text) {
    const value = this.stages.read(name, text);
    if (String(value) === String(this.settings[name])) return;
    if (name in this.now) this.past.change(name, value);
    else if (this.fields.some((field) => field.name === name && field.live)) this.#pauseBy(name, value);
    else if (!this.counts(name)) this.#keep(name, value);
    else this.start({ ...this.settings, [name]: value }, { play: this.playing });
  }

  /** Whether a setting changes anything as the others are. */
  counts(name) {
    return this.fields.some((field) => field.name === name && counts(field, this.settings));
  }

  /** A value for a setting that does not count: the run stays what it is. */
  #keep(name, value) {
    this.config = { ...this.config, [name]: value };
    this.#tell("state");
  }

  reset() {
    this.start(this.settings);
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

  /** Asks how a parameter, or (`null`) the layers' health, came to be: event `recalled`. @param {number | null} index */
  recall(index) {
    this.#recalls += 1;
    this.#client.send({ type: "recall", runId: this.#runId, index });
  }

  /** @param {string} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.command({ type: "speed", speed });
  }

  /** @param {boolean} asleep nobody looks: what plays waits, and goes on afterwards */
  rest(asleep) {
    this.#client.rest(asleep);
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

  /** A new trainer, taken to the last step that the old one was seen at, or was on its way to. */
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
   * The same run with a new trainer, replayed to a step.
   * @param {{ config?: Config, step?: number, changes?: string, play?: boolean }} how
   */
  replayTo({ config = this.config, step = this.place, changes = this.changes, play = false }) {
    this.start(config, { step, changes, play });
  }

  /** A live setting that only says when to pause. */
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

  /** @param {object} message a command after which a replay under way no longer leads anywhere */
  abandonReplay(message) {
    this.goal = null;
    this.command(message);
  }

  /** @param {object} message what to do, without its order */
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
  #hear(message) {
    if (message.type === "refused") this.#tell("refused", message);
    else if (message.type === "recalled" && message.runId === this.#runId) this.#recalled(message);
    else if (message.type === "snapshot" && message.runId === this.#runId) this.#take(message);
  }

  /** @param {import("../../../shared/messages.js").Recalled} message */
  #recalled(message) {
    this.#recalls -= 1;
    this.#tell("recalled", message);
  }

  /** @param {Snapshot} snapshot */
  #take(snapshot) {
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
    // What was commanded since this was said is not in it yet.
    if (this.current) {
      this.now = snapshot.now;
      this.playing = snapshot.playing || (snapshot.replay !== null && this.playing);
      if (!snapshot.replay) this.goal = null;
      this.#client.watch(this.playing || snapshot.busy);
      this.#tellState(snapshot);
    }
    this.#tell("snapshot", snapshot);
  }

  /** Most snapshots bring new numbers and no new state. */
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
