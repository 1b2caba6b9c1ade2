/**
 * The page's end of a line to a worker. It starts the worker, hands it the WebAssembly, and tells when it
 * hears. Where no worker can start, the same work is done on the page's own thread.
 */

import { startWorker } from "./assets.js";
import { listen } from "./ui/dom.js";
import { nextTask } from "./ui/next-task.js";

/** @typedef {{ receive: (message: any) => void, dispose: () => void }} Work */

export class WorkerLine {
  #parts;
  #abort = new AbortController();
  /** @type {Worker | null} */
  #worker = null;
  /** The same work on this thread. @type {Work | null} */
  #here = null;
  ready = false;
  /** Whether that work is on its way. */
  #coming = false;

  /**
   * @param {{ name: string, module: WebAssembly.Module, here: (post: (message: any) => void) => Promise<Work>,
   *   opened: () => void, hear: (message: any) => void, failed: (message: string) => void }} parts
   *   `name`: the worker's; `opened`: from now on it hears; `failed`: it heard, and has died
   */
  constructor(parts) {
    this.#parts = parts;
    this.#start();
  }

  /** Whether another thread is at the other end. */
  get apart() {
    return this.#worker !== null;
  }

  /** @param {any} message it is lost where the line is not yet open */
  send(message) {
    if (!this.ready) return;
    if (this.#worker) this.#worker.postMessage(message);
    else this.#here?.receive(message);
  }

  /** Ends the worker, whatever state it is in. */
  close() {
    this.#abort.abort();
    this.#worker?.terminate();
    this.#here?.dispose();
    this.#worker = this.#here = null;
    this.ready = this.#coming = false;
  }

  /** Ends it and starts another. */
  restart() {
    this.close();
    this.#abort = new AbortController();
    this.#start();
  }

  /** Goes on without a worker. */
  async workHere() {
    const { signal } = this.#abort;
    if (this.#here || this.#coming) return;
    this.#coming = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.ready = false;
    // As from a worker, an answer never comes while the question is still being put.
    const post = (/** @type {any} */ message) => queueMicrotask(() => !signal.aborted && this.#parts.hear(message));
    const work = await this.#parts.here(post);
    if (signal.aborted) return work.dispose();
    this.#coming = false;
    this.#here = work;
    return this.#open();
  }

  /** In a task of its own: a thread takes the page as long to start as a frame may take. */
  async #start() {
    const { signal } = this.#abort;
    await nextTask();
    if (signal.aborted) return;
    try {
      this.#worker = startWorker(this.#parts.name);
    } catch {
      this.workHere();
      return;
    }
    listen(this.#worker, "message", ({ data }) => this.#receive(data), signal);
    for (const type of ["error", "messageerror"]) {
      listen(this.#worker, type, (event) => {
        event.preventDefault();
        if (this.ready) this.#parts.failed(String(event.message ?? type));
        else this.workHere();
      }, signal);
    }
  }

  #receive(message) {
    if (message.type !== "ready") return this.#parts.hear(message);
    this.#worker?.postMessage({ type: "init", module: this.#parts.module });
    return this.#open();
  }

  #open() {
    this.ready = true;
    this.#parts.opened();
  }
}
