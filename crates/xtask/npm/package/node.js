/**
 * The package in Node, where nothing is fetched: the WebAssembly is read from the disk. In all else
 * it is the same as in a browser.
 */

import { readFile } from "node:fs/promises";

import start from "./backprop_playground.js";

export * from "./backprop_playground.js";

/**
 * Starts the WebAssembly; once is enough.
 * @param {Parameters<typeof start>[0]} [source] read from the package where none is given
 */
export default async function init(source) {
  const module_or_path = await (source?.module_or_path ?? source ?? readFile(new URL("./backprop_playground_bg.wasm", import.meta.url)));
  return start({ module_or_path });
}
