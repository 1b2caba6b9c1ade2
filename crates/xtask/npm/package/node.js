/**
 * The package for Node: the WebAssembly is read from the disk instead of being fetched. Otherwise
 * it is the same as in a browser.
 */

import { readFile } from "node:fs/promises";

import start from "./backprop_playground.js";

export * from "./backprop_playground.js";

/** Starts the WebAssembly; needed only once. `source`: another source than the package's own file. */
export default async function init(source) {
  const given = await source;
  const module_or_path = given?.module_or_path ?? given ?? readFile(new URL("./backprop_playground_bg.wasm", import.meta.url));
  return start({ module_or_path });
}
