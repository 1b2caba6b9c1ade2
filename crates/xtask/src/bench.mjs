// Prints the seconds that training on one sample takes in this JavaScript engine.
// Usage: node bench.mjs FOLDER, a package built with the target "web".

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PASS = 1400; // samples of the training part: one epoch of the default settings
const WARM_UP = 110 * PASS; // until V8 runs its fast code, and past the passes that are each measured for the curve
const MEASURED = 100 * PASS;

const folder = resolve(process.argv[2]);
const { initSync, Trainer } = await import(pathToFileURL(`${folder}/backprop_playground.js`));
initSync({ module: await readFile(`${folder}/backprop_playground_bg.wasm`) });

const trainer = new Trainer();
trainer.step(WARM_UP);
const start = performance.now();
trainer.step(MEASURED);
console.log((performance.now() - start) / 1000 / MEASURED);
