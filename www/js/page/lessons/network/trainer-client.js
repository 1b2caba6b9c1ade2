/**
 * The page's end of the connection to the trainer. Messages sent before the trainer is ready are queued. A
 * trainer that has died, or no longer answers, is reported; `restart` starts a new one.
 */

import { WorkerLine } from "../../worker-line.js";

/** Milliseconds between two checks whether the trainer still answers. */
const WATCH = 1000;
/** Milliseconds of silence before it is reported. The largest networks need seconds for one measurement. */
const SILENCE = 12000;
/** Milliseconds that the loop leaves to the page if both share a thread. */
const SHARED_THREAD_GAP = 4;

/** @typedef {import("../../../shared/messages.js").ToTrainer} ToTrainer */
/** @typedef {import("../../../shared/messages.js").FromTrainer} FromTrainer */
/** @typedef {{ kind: "died" | "silent", message: string }} Trouble */

export class TrainerClient {
  #line;
  #hear;
  #trouble;
  #asleep = false;
  /** @type {ToTrainer[]} */
  #unsent = [];
  #watch = 0;
  /** @type {number | null} */
  #unanswered = null;
  #silent = false;
  #dead = false;

  /**
   * @param {{ module: WebAssembly.Module, Trainer: new (config: object) => any,
   *   hear: (message: FromTrainer) => void, trouble: (trouble: Trouble | null) => void }} parts
   *   `trouble(null)`: the trainer answers again
   */
  constructor({ module, Trainer, hear, trouble }) {
    this.#hear = hear;
    this.#trouble = trouble;
    this.#line = new WorkerLine({
      name: "worker", module, opened: () => this.#opened(), hear: (message) => this.#receive(message),
      failed: (message) => this.#died(message),
      here: async (post) => {
        const [{ TrainingLoop }, { Scheduler }] = await Promise.all([
          import("../../../worker/training-loop.js"), import("../../../worker/scheduler.js"),
        ]);
        return new TrainingLoop({ Trainer, scheduler: new Scheduler(SHARED_THREAD_GAP), post });
      },
    });
  }

  /** True if the trainer has died: there are no more messages until `restart`. */
  get dead() {
    return this.#dead;
  }

  /** True if the trainer has died, or does not answer. */
  get troubled() {
    return this.#dead || this.#silent;
  }

  /** @param {ToTrainer} message */
  send(message) {
    if (this.#dead) return;
    if (!this.#line.ready) {
      this.#unsent.push(message);
      return;
    }
    // An ask may wait for long, and rest gets no answer; everything else is answered by a snapshot or a pong.
    if (this.#line.inWorker && message.type !== "ask" && message.type !== "rest") this.#unanswered ??= performance.now();
    this.#line.send(message);
  }

  /** Tells this trainer, and any later one, whether the page is out of sight. @param {boolean} asleep */
  rest(asleep) {
    this.#asleep = asleep;
    if (this.#line.ready) this.send({ type: "rest", asleep });
  }

  /** Checks the trainer regularly while it works. @param {boolean} on */
  watch(on) {
    if (on === (this.#watch !== 0)) return;
    clearInterval(this.#watch);
    this.#watch = on ? setInterval(() => this.#checkAlive(), WATCH) : 0;
  }

  /** Ends the worker, whatever its state, and starts another. */
  restart() {
    this.#reset();
    this.#dead = false;
    this.#line.restart();
  }

  dispose() {
    this.watch(false);
    this.#line.close();
  }

  #reset() {
    this.#unsent = [];
    this.#unanswered = null;
    this.#silent = false;
  }

  #opened() {
    if (this.#asleep) this.rest(true);
    for (const message of this.#unsent.splice(0)) this.send(message);
  }

  /** @param {FromTrainer} message */
  #receive(message) {
    this.#unanswered = null;
    if (this.#silent) {
      this.#silent = false;
      this.#trouble(null);
    }
    if (message.type === "failed") this.#died(message.message);
    else if (message.type !== "pong") this.#hear(message);
  }

  #died(message) {
    this.#line.close();
    this.#reset();
    this.#dead = true;
    this.#trouble({ kind: "died", message });
  }

  #checkAlive() {
    const now = performance.now();
    if (this.#unanswered === null) {
      if (this.#line.ready) this.send({ type: "ping" });
    } else if (!this.#silent && now - this.#unanswered > SILENCE) {
      this.#silent = true;
      this.#trouble({ kind: "silent", message: "" });
    }
  }
}
