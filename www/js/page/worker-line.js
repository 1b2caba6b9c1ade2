/**
 * The page's end of a connection to a worker. Starts the worker, passes it the WebAssembly, and tells when
 * it is ready. If no worker can start, the same work is done on the page's own thread.
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
  #local = null;
  ready = false;
  /** True while that work is being loaded. */
  #loading = false;

  /**
   * @param {{ name: string, module: WebAssembly.Module, here: (post: (message: any) => void) => Promise<Work>,
   *   opened: () => void, hear: (message: any) => void, failed: (message: string) => void }} parts
   *   `name`: the worker's; `opened`: messages now arrive; `failed`: it was ready and has died
   */
  constructor(parts) {
    this.#parts = parts;
    this.#start();
  }

  /** True if the work is done in a worker. */
  get inWorker() {
    return this.#worker !== null;
  }

  /** @param {any} message dropped if the line is not open yet */
  send(message) {
    if (!this.ready) return;
    if (this.#worker) this.#worker.postMessage(message);
    else this.#local?.receive(message);
  }

  /** Ends the worker, whatever its state. */
  close() {
    this.#abort.abort();
    this.#worker?.terminate();
    this.#local?.dispose();
    this.#worker = this.#local = null;
    this.ready = this.#loading = false;
  }

  restart() {
    this.close();
    this.#abort = new AbortController();
    this.#start();
  }

  /** Continues without a worker. */
  async workLocally() {
    const { signal } = this.#abort;
    if (this.#local || this.#loading) return;
    this.#loading = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.ready = false;
    // As with a worker, an answer never arrives while `receive` is still running.
    const post = (/** @type {any} */ message) => queueMicrotask(() => !signal.aborted && this.#parts.hear(message));
    const work = await this.#parts.here(post);
    if (signal.aborted) return work.dispose();
    this.#loading = false;
    this.#local = work;
    return this.#open();
  }

  /** In a task of its own: starting a worker takes the page about as long as a frame. */
  async #start() {
    const { signal } = this.#abort;
    await nextTask();
    if (signal.aborted) return;
    try {
      this.#worker = startWorker(this.#parts.name);
    } catch {
      this.workLocally();
      return;
    }
    listen(this.#worker, "message", ({ data }) => this.#receive(data), signal);
    for (const type of ["error", "messageerror"]) {
      listen(this.#worker, type, (event) => {
        event.preventDefault();
        if (this.ready) this.#parts.failed(String(event.message ?? type));
        else this.workLocally();
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
