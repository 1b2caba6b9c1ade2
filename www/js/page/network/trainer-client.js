/**
 * The page's end of the line to the trainer. It starts a worker, keeps what is said before the
 * worker is ready, and drops what an old worker still says. Where no worker can start, the same
 * loop runs in the page. A worker that has died, or no longer answers, is reported; `restart`
 * takes a new one.
 */

import { startWorker } from "../assets.js";
import { listen } from "../dom.js";
import { nextTask } from "../next-task.js";

/** Milliseconds between two looks at whether the trainer still answers. */
const WATCH = 1000;
/** Silence after which the page says so. The largest networks need seconds for one measurement. */
const SILENCE = 12000;
/** Milliseconds that the loop leaves to the page where both share a thread. */
const SHARED_THREAD_GAP = 4;

/** @typedef {import("../../shared/messages.js").ToTrainer} ToTrainer */
/** @typedef {import("../../shared/messages.js").FromTrainer} FromTrainer */
/** @typedef {{ kind: "died" | "silent", message: string }} Trouble */

export class TrainerClient {
  #module;
  #Trainer;
  #hear;
  #trouble;
  #abort = new AbortController();
  /** @type {Worker | null} */
  #worker = null;
  /** @type {import("../../worker/training-loop.js").TrainingLoop | null} */
  #loop = null;
  #ready = false;
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
    this.#module = module;
    this.#Trainer = Trainer;
    this.#hear = hear;
    this.#trouble = trouble;
    this.#start();
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
    if (!this.#ready) {
      this.#unsent.push(message);
    } else if (this.#worker) {
      // An ask may wait for long, and rest needs no answer; all else is answered, by a snapshot or a pong.
      if (message.type !== "ask" && message.type !== "rest") this.#unanswered ??= performance.now();
      this.#worker.postMessage(message);
    } else {
      this.#loop?.receive(message);
    }
  }

  /**
   * Tells this trainer, and any after it, whether somebody looks.
   * @param {boolean} asleep
   */
  rest(asleep) {
    this.#asleep = asleep;
    if (this.#ready) this.send({ type: "rest", asleep });
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
    this.#stop();
    this.#abort = new AbortController();
    this.#start();
  }

  dispose() {
    this.watch(false);
    this.#stop();
  }

  #stop() {
    this.#abort.abort();
    this.#worker?.terminate();
    this.#loop?.dispose();
    this.#worker = null;
    this.#loop = null;
    this.#ready = false;
    this.#unsent = [];
    this.#unanswered = null;
    this.#silent = false;
  }

  /** In a task of its own: a thread takes the page as long to start as a frame may take. */
  async #start() {
    this.#dead = false;
    const { signal } = this.#abort;
    await nextTask();
    if (signal.aborted) return;
    try {
      this.#worker = startWorker("worker");
    } catch {
      this.#runHere(signal);
      return;
    }
    listen(this.#worker, "message", ({ data }) => this.#receive(data), signal);
    listen(this.#worker, "messageerror", () => this.#died("messageerror"), signal);
    listen(this.#worker, "error", (event) => {
      event.preventDefault();
      if (this.#ready) this.#died(String(event.message ?? ""));
      else this.#runHere(signal);
    }, signal);
  }

  /** @param {FromTrainer} message */
  #receive(message) {
    this.#unanswered = null;
    if (this.#silent) {
      this.#silent = false;
      this.#trouble(null);
    }
    if (message.type === "failed") {
      this.#died(message.message);
    } else if (message.type === "ready") {
      this.#worker?.postMessage({ type: "init", module: this.#module });
      this.#nowReady();
    } else if (message.type !== "pong") {
      this.#hear(message);
    }
  }

  #nowReady() {
    this.#ready = true;
    if (this.#asleep) this.rest(true);
    const messages = this.#unsent;
    this.#unsent = [];
    for (const message of messages) this.send(message);
  }

  /**
   * The same loop on the page's own thread, in slices with room between them.
   * @param {AbortSignal} signal
   */
  async #runHere(signal) {
    this.#worker?.terminate();
    this.#worker = null;
    const [{ TrainingLoop }, { Scheduler }] = await Promise.all([
      import("../../worker/training-loop.js"), import("../../worker/scheduler.js"),
    ]);
    if (signal.aborted) return;
    this.#loop = new TrainingLoop({
      Trainer: this.#Trainer,
      scheduler: new Scheduler(SHARED_THREAD_GAP),
      // As from a worker, an answer never comes while the question is still being put.
      post: (message) => queueMicrotask(() => !signal.aborted && this.#receive(message)),
    });
    this.#nowReady();
  }

  #died(message) {
    this.#stop();
    this.#dead = true;
    this.#trouble({ kind: "died", message });
  }

  #look() {
    const now = performance.now();
    if (this.#unanswered === null) {
      if (this.#ready) this.send({ type: "ping" });
    } else if (!this.#silent && now - this.#unanswered > SILENCE) {
      this.#silent = true;
      this.#trouble({ kind: "silent", message: "" });
    }
  }
}
