// The package under test, loaded as by a user in Node: the folder named by the environment
// variable BACKPROP_PACKAGE, its package.json's entry point, and `initSync` with the bytes of
// the WebAssembly file next to it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.BACKPROP_PACKAGE;
if (!folder) {
  throw new Error('BACKPROP_PACKAGE must name the folder that `wasm-pack build crates/web --target web` wrote');
}

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const entry = join(folder, description.module ?? description.main ?? 'backprop_playground.js');

/** The bytes of the WebAssembly file next to the entry point. */
export const bytes = readFileSync(entry.replace(/\.js$/, '_bg.wasm'));

/** The TypeScript declarations. */
export const declarations = readFileSync(entry.replace(/\.js$/, '.d.ts'), 'utf8');

const address = pathToFileURL(entry).href;
let instances = 0;

/** Another instance of the package, with a memory of its own, in `wasm`. */
export async function fresh() {
  const backprop = await import(`${address}?${instances++}`);
  return { backprop, wasm: backprop.initSync({ module: bytes }) };
}

/** The exports of the package, initialised. */
export const { backprop } = await fresh();

/** The numbers of a run of the original program, from tests/data. */
export function reference(name) {
  return JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));
}

/** The defaults, as documented: the chapter's program. */
export const DEFAULTS = {
  dataset: 'moons',
  samples: 2000,
  noise: 0.2,
  factor: 0.5,
  dataSeed: 100,
  splitSeed: 42,
  networkSeed: 0,
  testSize: 0.3,
  layers: [2, 25, 50, 25, 2],
  activation: 'sigmoid',
  outputActivation: 'sigmoid',
  leakySlope: 0.01,
  learningRate: 0.01,
  optimizer: 'sgd',
  momentum: 0.9,
  trainBias: false,
  epochs: 1000,
};
