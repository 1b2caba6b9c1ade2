/**
 * The page's end of the connection to the explorer: requests basins and endings, and passes on only the
 * answers to the newest request. If the worker fails, the same work is done in the page, in short slices.
 */

import { busyWhile } from "../../ui/idle.js";
import { WorkerLine } from "../../worker-line.js";

/** Milliseconds of work, and of the gap between slices, if both share a thread. */
const SHARED_SLICE = 8;
const SHARED_GAP = 8;

export class ExplorerClient {
  #line;
  #hear;
  #abort = new AbortController();
  #asleep = false;
  #lastId = 0;
  /** The newest request of each kind, until its last answer. @type {Map<string, any>} */
  #open = new Map();

  /** @param {{ module: WebAssembly.Module, pkg: any, hear: (answer: any) => void }} parts */
  constructor({ module, pkg, hear }) {
    this.#hear = hear;
    busyWhile(() => this.#open.size > 0 && !this.#asleep, this.#abort.signal);
    this.#line = new WorkerLine({
      name: "explorer", module, opened: () => this.rest(this.#asleep), hear: (answer) => this.#receive(answer),
      failed: () => this.#line.workLocally(),
      here: async (post) => {
        const [{ Exploring }, { Scheduler }] = await Promise.all([
          import("../../../worker/exploring.js"), import("../../../worker/scheduler.js"),
        ]);
        return new Exploring({ pkg, scheduler: new Scheduler(SHARED_GAP), post, slice: SHARED_SLICE });
      },
    });
  }

  /** @param {{ type: "basins" | "endings" } & Record<string, any>} question */
  ask(question) {
    this.#lastId += 1;
    const message = { ...question, id: this.#lastId };
    this.#open.set(question.type, message);
    if (!this.#asleep) this.#line.send(message);
  }

  /** @param {boolean} asleep the page is not visible: requests wait; those in progress are cancelled and sent again later */
  rest(asleep) {
    this.#asleep = asleep;
    for (const question of this.#open.values()) {
      this.#line.send(asleep ? { type: "cancel", kind: question.type } : question);
    }
  }

  /** @param {string} kind of request whose answers are no longer needed */
  cancel(kind) {
    if (this.#open.delete(kind)) this.#line.send({ type: "cancel", kind });
  }

  dispose() {
    this.#abort.abort();
    this.#line.close();
  }

  #receive(answer) {
    if (answer.type === "failed") {
      this.#line.workLocally();
    } else if (this.#open.get(answer.type)?.id === answer.id) {
      if (answer.done) this.#open.delete(answer.type);
      this.#hear(answer);
    }
  }
}
