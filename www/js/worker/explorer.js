/**
 * The thread of the long computations: a module worker around `Exploring`. Like the trainer's it
 * says that it is ready, gets the compiled module from the page, and hands on what comes later.
 */

import * as pkg from "../../pkg/backprop_playground.js";
import { Exploring } from "./exploring.js";
import { Scheduler } from "./scheduler.js";

const exploring = new Exploring({
  pkg,
  scheduler: new Scheduler(),
  post: (message, transfer) => self.postMessage(message, { transfer: transfer ?? [] }),
  slice: 25,
});

/** Messages that come while the module is being started wait for it, in order. */
let started = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  if (data.type === "init") {
    started = pkg.default({ module_or_path: data.module }).then(() => undefined);
    started.catch((error) => self.postMessage({ type: "failed", message: String(error) }));
  } else {
    started.then(() => exploring.receive(data), () => undefined);
  }
});

self.postMessage({ type: "ready" });
