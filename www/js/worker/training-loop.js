/**
 * The training loop: receives commands, trains in slices with a time budget, and answers requests
 * for snapshots ("asks"). It runs in a worker, or in the page if no worker can start.
 *
 * Train runs to the end of the last epoch in the log and pauses there by itself. Pressed again there or
 * later, it runs without a limit; if `epochs` is then raised above the current epoch, the new end applies.
 * If `epochs` is lowered below the current epoch on the way to an end, the run pauses after the
 * current pass. Steps and replays run to a goal at full speed, and
 * several steps requested in a row add up.
 */

import { samplesPerSecond } from "../shared/speeds.js";
import { AnswerPause } from "./answer-pause.js";
import { CallSize } from "./call-size.js";
import { Pace } from "./pace.js";
import { Run } from "./run.js";
import { Shelf } from "./shelf.js";
import { troubleOf } from "./trouble.js";

/** Milliseconds per slice: short enough that a click takes effect at once. */
const SLICE = 8;

/** @typedef {import("../shared/messages.js").ToTrainer} ToTrainer */
/** @typedef {import("../shared/messages.js").FromTrainer} FromTrainer */
/** @typedef {import("../shared/messages.js").CommandMessage} CommandMessage */
/** @typedef {Exclude<ToTrainer, { order: number }>} Unordered */

export class TrainingLoop {
  #Trainer;
  #post;
  #scheduler;
  #pace = new Pace();
  /** @type {Run | null} */
  #run = null;
  #shelf = new Shelf();
  #speed = "full";
  #playing = false;
  /** The page is not visible: training waits; steps and replays, which have an end, still run. */
  #asleep = false;
  /** The step at which Train pauses. */
  #end = Infinity;
  /** @type {{ from: number, to: number, replay: boolean, thenPlay: boolean } | null} */
  #goal = null;
  /** @type {import("../shared/messages.js").PauseReason} */
  #reason = "asked";
  #order = 0;
  #version = 0;
  /** @type {import("../shared/messages.js").AskMessage | null} */
  #ask = null;
  #pause = new AnswerPause();
  #call = new CallSize();

  /**
   * Handlers of the messages without an `order`.
   * @type {{ [Type in Unordered["type"]]: (message: Extract<Unordered, { type: Type }>) => void }}
   */
  #handlers = {
    ping: () => this.#post({ type: "pong" }),
    ask: (message) => { this.#ask = message; },
    rest: ({ asleep }) => {
      this.#asleep = asleep;
      this.#keepPace();
    },
    recall: (message) => this.#recall(message),
  };

  /**
   * Handlers of the commands to a run.
   * @type {{ [Type in CommandMessage["type"]]: (message: Extract<CommandMessage, { type: Type }>, run: Run) => void }}
   */
  #commands = {
    play: () => this.#play(),
    pause: () => this.#halt("asked"),
    cancel: () => this.#halt("asked"),
    step: ({ samples }, run) => this.#goTo(this.#target(run) + samples),
    stepEpoch: (_, run) => this.#goTo(run.epochEndAfter(this.#target(run))),
    back: ({ by }, run) => this.#goBack(run, by),
    seek: ({ step }, run) => this.#seek(run, step),
    undo: ({ cut }, run) => this.#changeAtRest(() => (cut ? run.undoCut() : run.undo())),
    redo: (_, run) => this.#changeAtRest(() => run.redo()),
    parameter: ({ index, value }, run) => this.#changeAtRest(() => run.setParameter(index, value)),
    set: ({ name, value }, run) => {
      run.set(name, value);
      if (name === "epochs") this.#moveEnd(run);
    },
    speed: ({ speed }) => {
      this.#speed = speed;
      this.#keepPace();
    },
  };

  /**
   * @param {{ Trainer: new (config: object) => any, scheduler: import("./scheduler.js").Scheduler,
   *   post: (message: FromTrainer, transfer?: Transferable[]) => void }} parts
   */
  constructor({ Trainer, scheduler, post }) {
    this.#Trainer = Trainer;
    this.#scheduler = scheduler;
    this.#post = post;
  }

  /** @param {ToTrainer} message */
  receive(message) {
    try {
      this.#handle(message);
      this.#answer();
      this.#scheduleSlice();
    } catch (error) {
      this.#report(error, message);
    }
  }

  dispose() {
    this.#scheduler.dispose();
    this.#run?.dispose();
    this.#run = null;
    this.#shelf.dispose();
  }

  /** @param {ToTrainer} message */
  #handle(message) {
    if (!("order" in message)) return this.#handlers[message.type](/** @type {any} */ (message));
    this.#order = message.order;
    this.#version += 1;
    if (message.type === "open") return this.#open(message);
    return this.#run ? this.#commands[message.type](/** @type {any} */ (message), this.#run) : undefined;
  }

  /** @param {import("../shared/messages.js").OpenMessage} message */
  #open(message) {
    this.#playing = false;
    this.#goal = null;
    this.#ask = null;
    if (this.#run) this.#shelf.put(this.#run);
    this.#run = null;
    const run = this.#shelf.take(message.again) ?? new Run(this.#Trainer, message);
    run.id = message.runId;
    this.#run = run;
    this.#reason = "asked";
    this.#speed = message.speed;
    if (message.step > run.step) {
      this.#goal = { from: run.step, to: message.step, replay: true, thenPlay: message.play };
    } else if (message.play) {
      this.#play();
    }
  }

  /** Makes a change and stops training. */
  #changeAtRest(change) {
    this.#halt("asked");
    change();
  }

  /** The step that the steps requested so far lead to. */
  #target(run) {
    return this.#goal && !this.#goal.replay ? this.#goal.to : run.step;
  }

  #goTo(step) {
    this.#halt("arrived");
    this.#goal = { from: this.#run?.step ?? 0, to: step, replay: false, thenPlay: false };
  }

  /** Several steps back in a row also add up. */
  #goBack(run, by) {
    const from = this.#goal?.to ?? run.step;
    this.#seek(run, by === "epoch" ? run.epochBeginBefore(from) : Math.max(0, from - 1));
  }

  /** A long replay is trained in slices, with progress. */
  #seek(run, step) {
    run.jumpTowards(step);
    this.#halt("arrived");
    if (run.step < step) this.#goal = { from: run.step, to: step, replay: true, thenPlay: false };
  }

  #play() {
    const { step, lastStep } = /** @type {Run} */ (this.#run);
    this.#goal = null;
    this.#playing = true;
    this.#end = step < lastStep ? lastStep : Infinity;
    this.#keepPace();
  }

  /** `epochs` has changed. A run without an end gets one only if it lies ahead. */
  #moveEnd(run) {
    if (!this.#playing) return;
    if (run.step < run.lastStep) this.#end = run.lastStep;
    else if (this.#end < Infinity) this.#end = run.epochEnd;
    this.#settle(run);
  }

  #keepPace() {
    this.#pace.start(samplesPerSecond(this.#speed, this.#run?.epochLength ?? 1), performance.now());
  }

  /** @param {import("../shared/messages.js").PauseReason} reason */
  #halt(reason) {
    this.#playing = false;
    this.#goal = null;
    this.#reason = reason;
    this.#version += 1;
  }

  /** True if there is work to do. */
  get #hasWork() {
    return this.#goal !== null || (this.#playing && !this.#asleep);
  }

  /** Schedules a slice if there is work. */
  #scheduleSlice() {
    if (!this.#run || !this.#hasWork) return this.#scheduler.cancel();
    const now = performance.now();
    let wait = this.#goal ? 0 : this.#pace.wait(now);
    // At a slow pace, an answer held back by the pause would otherwise wait for the next sample.
    if (this.#hasNews()) wait = Math.min(wait, Math.max(0, this.#pause.until - now));
    return this.#scheduler.schedule(() => this.#slice(), wait);
  }

  /** True if an ask is waiting and the state is newer than the one it names. */
  #hasNews() {
    return this.#ask !== null && this.#ask.version !== this.#version && this.#ask.runId === this.#run?.id;
  }

  #slice() {
    try {
      const run = /** @type {Run} */ (this.#run);
      const end = performance.now() + SLICE;
      let now = performance.now();
      while (now < end && this.#hasWork) {
        const samples = Math.min(this.#due(run, now), this.#call.samples);
        if (samples === 0) break;
        const trained = run.advance(samples);
        this.#pace.count(trained);
        this.#version += 1;
        const before = now;
        now = performance.now();
        this.#call.measure(trained, now - before);
        this.#settle(run);
      }
      this.#answer();
      this.#scheduleSlice();
    } catch (error) {
      this.#report(error);
    }
  }

  /** The number of samples that may be trained on now. */
  #due(run, now) {
    if (this.#goal) return this.#goal.to - run.step;
    return Math.min(this.#pace.due(now), this.#end - run.step);
  }

  /** Stops after a divergence, at the goal, or at the end. */
  #settle(run) {
    const goal = this.#goal;
    if (run.divergence) {
      this.#halt("diverged");
    } else if (goal) {
      if (run.step < goal.to) return;
      this.#halt("arrived");
      if (goal.thenPlay) this.#play();
    } else if (run.step >= this.#end) {
      this.#halt("epochs");
    }
  }

  /** Answers the waiting ask if there is news; while training, only after the pause. */
  #answer() {
    const run = this.#run;
    const ask = this.#ask;
    if (!run || !ask || !this.#hasNews()) return;
    const began = performance.now();
    if (this.#hasWork && began < this.#pause.until) return;
    this.#ask = null;
    const snapshot = this.#snapshot(run, ask);
    this.#pause.begin(began, performance.now());
    this.#post(snapshot, [snapshot.state.buffer, snapshot.curve.buffer]);
  }

  /**
   * @param {Run} run
   * @param {import("../shared/messages.js").AskMessage} ask
   * @returns {import("../shared/messages.js").Snapshot}
   */
  #snapshot(run, ask) {
    const goal = this.#goal?.replay ? { from: this.#goal.from, to: this.#goal.to } : null;
    return {
      type: "snapshot", runId: run.id, order: this.#order, version: this.#version, ...run.report(ask),
      playing: this.#playing, replay: goal, busy: this.#goal !== null, reason: this.#reason,
    };
  }

  /** @param {import("../shared/messages.js").RecallMessage} message */
  #recall({ runId, index }) {
    if (this.#run?.id !== runId) return;
    const { step } = this.#run;
    const { values, last } = this.#run.recall(index);
    this.#post({ type: "recalled", runId, index, step, values, last }, [values.buffer]);
  }

  /** @param {any} error @param {ToTrainer} [message] that caused it */
  #report(error, message) {
    const trouble = troubleOf(error, message);
    this.#post(trouble);
    if (trouble.type === "failed") {
      this.#scheduler.cancel();
      this.#run = null;
      return;
    }
    // The page waits for the acknowledgement of its command.
    this.#answer();
    this.#scheduleSlice();
  }
}
