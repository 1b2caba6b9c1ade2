/**
 * The trainer's thread: a module worker around the training loop. It says that it is ready (a
 * module worker's first messages are lost until then), gets the compiled WebAssembly module from
 * the page, so that it is fetched and compiled once, and hands every later message to the loop.
 */

import init, { Trainer } from "../../pkg/backprop_playground.js";
import { Scheduler } from "./scheduler.js";
import { TrainingLoop } from "./training-loop.js";

const loop = new TrainingLoop({
  Trainer,
  scheduler: new Scheduler(),
  post: (message, transfer) => self.postMessage(message, { transfer: transfer ?? [] }),
});

/** Messages that come while the module is being started wait for it, in order. */
let started = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  if (data.type === "init") {
    started = init({ module_or_path: data.module }).then(() => undefined);
    started.catch((error) => self.postMessage({ type: "failed", message: String(error) }));
  } else {
    started.then(() => loop.receive(data), () => undefined);
  }
});

self.postMessage({ type: "ready" });
