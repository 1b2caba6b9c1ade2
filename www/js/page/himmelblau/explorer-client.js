/**
 * The page's end of the line to the explorer: asks for basins and endings, and hands on the answers
 * of the newest question only. Where no worker can start, or one fails, the same work is done on the
 * page in short slices.
 */

import { startWorker } from "../assets.js";
import { listen } from "../dom.js";
import { busyWhile } from "../idle.js";
import { nextTask } from "../next-task.js";

/** Milliseconds of work, and of room between, where both share a thread. */
const SHARED_SLICE = 8;
const SHARED_GAP = 8;

export class ExplorerClient {
  #module;
  #pkg;
  #hear;
  #abort = new AbortController();
  /** @type {Worker | null} */
  #worker = null;
  /** @type {import("../../worker/exploring.js").Exploring | null} */
  #here = null;
  #ready = false;
  #asleep = false;
  #lastId = 0;
  /** The newest question of each kind, until its last answer. @type {Map<string, any>} */
  #open = new Map();

  /**
   * @param {{ module: WebAssembly.Module, pkg: any, hear: (answer: any) => void }} parts
   */
  constructor({ module, pkg, hear }) {
    this.#module = module;
    this.#pkg = pkg;
    this.#hear = hear;
    busyWhile(() => this.#open.size > 0 && !this.#asleep, this.#abort.signal);
    this.#start();
  }

  /** @param {{ type: "basins" | "endings" } & Record<string, any>} question */
  ask(question) {
    this.#lastId += 1;
    const message = { ...question, id: this.#lastId };
    this.#open.set(question.type, message);
    if (this.#ready && !this.#asleep) this.#send(message);
  }

  /** @param {boolean} asleep nobody looks: questions wait; those under way are given up and put again */
  rest(asleep) {
    this.#asleep = asleep;
    for (const question of this.#ready ? this.#open.values() : []) {
      this.#send(asleep ? { type: "cancel", kind: question.type } : question);
    }
  }

  /** @param {string} kind of question whose answers nobody wants any more */
  cancel(kind) {
    if (!this.#open.delete(kind)) return;
    if (this.#ready) this.#send({ type: "cancel", kind });
  }

  dispose() {
    this.#abort.abort();
    this.#worker?.terminate();
    this.#here?.dispose();
  }

  #send(message) {
    if (this.#worker) this.#worker.postMessage(message);
    else this.#here?.receive(message);
  }

  /** In a task of its own: a thread takes the page as long to start as a frame may take. */
  async #start() {
    const { signal } = this.#abort;
    await nextTask();
    if (signal.aborted) return;
    try {
      this.#worker = startWorker("explorer");
    } catch {
      this.#workHere();
      return;
    }
    listen(this.#worker, "message", ({ data }) => this.#receive(data), signal);
    for (const type of ["error", "messageerror"]) {
      listen(this.#worker, type, (event) => {
        event.preventDefault();
        this.#workHere();
      }, signal);
    }
  }

  #receive(answer) {
    if (answer.type === "ready") {
      this.#worker?.postMessage({ type: "init", module: this.#module });
      this.#nowReady();
    } else if (answer.type === "failed") {
      this.#workHere();
    } else if (this.#open.get(answer.type)?.id === answer.id) {
      if (answer.done) this.#open.delete(answer.type);
      this.#hear(answer);
    }
  }

  #nowReady() {
    this.#ready = true;
    if (this.#asleep) return;
    for (const question of this.#open.values()) this.#send(question);
  }

  async #workHere() {
    if (!this.#worker && this.#ready) return;
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    const [{ Exploring }, { Scheduler }] = await Promise.all([
      import("../../worker/exploring.js"), import("../../worker/scheduler.js"),
    ]);
    if (this.#abort.signal.aborted) return;
    this.#here = new Exploring({
      pkg: this.#pkg,
      scheduler: new Scheduler(SHARED_GAP),
      post: (answer) => queueMicrotask(() => !this.#abort.signal.aborted && this.#receive(answer)),
      slice: SHARED_SLICE,
    });
    this.#nowReady();
  }
}
