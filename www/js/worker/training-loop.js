/**
 * The training loop: hears commands, trains in slices that end on a time budget, and answers asks
 * with snapshots. It knows neither page nor worker: a worker runs it where there is one, the page
 * itself where there is none.
 *
 * Train goes on until the end of the pass that the log's last number stands for, and pauses there
 * by itself. Pressed again there or beyond, it goes on without a limit; if `epochs` is then raised
 * above where the run is, the new end counts. Lowered below it on the way to an end, it ends with the
 * pass under way. Steps and replays run at full speed to a goal, and
 * several steps asked for in a row add up.
 */

import { samplesPerSecond } from "../shared/speeds.js";
import { AnswerPause } from "./answer-pause.js";
import { CallSize } from "./call-size.js";
import { Pace } from "./pace.js";
import { Run } from "./run.js";
import { troubleOf } from "./trouble.js";

/** Milliseconds a slice may take: short enough that a click is heard at once. */
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
  #speed = "full";
  #playing = false;
  /** Nobody looks: training waits; what has an end, steps and replays, is done all the same. */
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
   * What is done with messages that belong to no order.
   * @type {{ [Type in Unordered["type"]]: (message: Extract<Unordered, { type: Type }>) => void }}
   */
  #answers = {
    ping: () => this.#post({ type: "pong" }),
    ask: (message) => { this.#ask = message; },
    rest: ({ asleep }) => {
      this.#asleep = asleep;
      this.#keepPace();
    },
    recall: (message) => this.#recall(message),
  };

  /**
   * What each command does with a run.
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
    undo: (_, run) => this.#changeAtRest(() => run.undo()),
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
      this.#hear(message);
      this.#answer();
      this.#goOn();
    } catch (error) {
      this.#report(error, message);
    }
  }

  dispose() {
    this.#scheduler.dispose();
    this.#run?.dispose();
    this.#run = null;
  }

  /** @param {ToTrainer} message */
  #hear(message) {
    if (!("order" in message)) return this.#answers[message.type](/** @type {any} */ (message));
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
    this.#run?.dispose();
    this.#run = null;
    this.#run = new Run(this.#Trainer, message);
    this.#reason = "asked";
    this.#speed = message.speed;
    if (message.step > 0) {
      this.#goal = { from: 0, to: message.step, replay: true, thenPlay: message.play };
    } else if (message.play) {
      this.#play();
    }
  }

  /** A change after which nothing trains. */
  #changeAtRest(change) {
    this.#halt("asked");
    change();
  }

  /** Where the steps asked for so far lead. */
  #target(run) {
    return this.#goal && !this.#goal.replay ? this.#goal.to : run.step;
  }

  #goTo(step) {
    this.#halt("arrived");
    this.#goal = { from: this.#run?.step ?? 0, to: step, replay: false, thenPlay: false };
  }

  /** Several steps back in a row add up, too. */
  #goBack(run, by) {
    const from = this.#goal?.to ?? run.step;
    this.#seek(run, by === "epoch" ? run.epochBeginBefore(from) : Math.max(0, from - 1));
  }

  /** A long way is trained again in slices, with progress. */
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

  /** The log's last number has changed. Who goes on without an end gets one only if it lies ahead. */
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

  /** Whether there is work. */
  get #moving() {
    return this.#goal !== null || (this.#playing && !this.#asleep);
  }

  /** If there is work, a slice is scheduled. */
  #goOn() {
    if (!this.#run || !this.#moving) return this.#scheduler.cancel();
    const now = performance.now();
    let wait = this.#goal ? 0 : this.#pace.wait(now);
    // At a slow pace, news that came too soon after the last would else wait for the next sample.
    if (this.#hasNews()) wait = Math.min(wait, Math.max(0, this.#pause.until - now));
    return this.#scheduler.schedule(() => this.#slice(), wait);
  }

  /** Whether somebody asks for what there is to tell. */
  #hasNews() {
    return this.#ask !== null && this.#ask.version !== this.#version && this.#ask.runId === this.#run?.id;
  }

  #slice() {
    try {
      const run = /** @type {Run} */ (this.#run);
      const end = performance.now() + SLICE;
      let now = performance.now();
      while (now < end && this.#moving) {
        const samples = Math.min(this.#due(run, now), this.#call.samples);
        if (samples === 0) break;
        const did = run.advance(samples);
        this.#pace.did(did);
        this.#version += 1;
        const before = now;
        now = performance.now();
        this.#call.measure(did, now - before);
        this.#settle(run);
      }
      this.#answer();
      this.#goOn();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Samples that may be trained on now. */
  #due(run, now) {
    if (this.#goal) return this.#goal.to - run.step;
    return Math.min(this.#pace.due(now), this.#end - run.step);
  }

  /** Stops where there is a reason to. */
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

  /** Answers the ask that waits, if there is news; while training, not more often than is cheap. */
  #answer() {
    const run = this.#run;
    const ask = this.#ask;
    if (!run || !ask || !this.#hasNews()) return;
    const began = performance.now();
    if (this.#moving && began < this.#pause.until) return;
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

  /** @param {any} error @param {ToTrainer} [message] that brought it about */
  #report(error, message) {
    const trouble = troubleOf(error, message);
    this.#post(trouble);
    if (trouble.type === "failed") {
      this.#scheduler.cancel();
      this.#run = null;
      return;
    }
    // The page waits to hear that its command has come.
    this.#answer();
    this.#goOn();
  }
}
