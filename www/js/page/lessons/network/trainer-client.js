/**
 * The page's end of the line to the trainer. What is said before the trainer hears is kept. One that has
 * died, or no longer answers, is reported; `restart` takes a new one.
 */

import { WorkerLine } from "../../worker-line.js";

/** Milliseconds between two looks at whether the trainer still answers. */
const WATCH = 1000;
/** Silence after which the page says so. The largest networks need seconds for one measurement. */
const SILENCE = 12000;
/** Milliseconds that the loop leaves to the page where both share a thread. */
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
   *   `trouble(null)`: it is over
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

  /** Whether the trainer has died: nothing is heard any more, until `restart`. */
  get dead() {
    return this.#dead;
  }

  /** Whether it has died, or does not answer. */
  get troubled() {
    return this.#dead || this.#silent;
  }

  /**
   * @param {ToTrainer} message
   */
  send(message) {
    if (this.#dead) return;
    if (!this.#line.ready) {
      this.#unsent.push(message);
      return;
    }
    // An ask may wait for long, and rest needs no answer; all else is answered, by a snapshot or a pong.
    if (this.#line.apart && message.type !== "ask" && message.type !== "rest") this.#unanswered ??= performance.now();
    this.#line.send(message);
  }

  /**
   * Tells this trainer, and any after it, whether somebody looks.
   * @param {boolean} asleep
   */
  rest(asleep) {
    this.#asleep = asleep;
    if (this.#line.ready) this.send({ type: "rest", asleep });
  }

  /**
   * While the trainer works it is asked now and then whether it still lives.
   * @param {boolean} on
   */
  watch(on) {
    if (on === (this.#watch !== 0)) return;
    clearInterval(this.#watch);
    this.#watch = on ? setInterval(() => this.#look(), WATCH) : 0;
  }

  /** Ends the worker, whatever state it is in, and starts another. */
  restart() {
    this.#forget();
    this.#dead = false;
    this.#line.restart();
  }

  dispose() {
    this.watch(false);
    this.#line.close();
  }

  #forget() {
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
    this.#forget();
    this.#dead = true;
    this.#trouble({ kind: "died", message });
  }

  #look() {
    const now = performance.now();
    if (this.#unanswered === null) {
      if (this.#line.ready) this.send({ type: "ping" });
    } else if (!this.#silent && now - this.#unanswered > SILENCE) {
      this.#silent = true;
      this.#trouble({ kind: "silent", message: "" });
    }
  }
}
