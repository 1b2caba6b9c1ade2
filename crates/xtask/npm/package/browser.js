/**
 * The package for bundlers and browsers: the WebAssembly is fetched from the bundler's copy; bundlers
 * recognize the `new URL` expression below.
 */

import start from "./backprop_playground.js";

export * from "./backprop_playground.js";

/** Starts the WebAssembly; needed only once. `source`: another source than the package's own file. */
export default async function init(source) {
  const given = await source;
  const module_or_path = given?.module_or_path ?? given ?? new URL("./backprop_playground_bg.wasm", import.meta.url);
  return start({ module_or_path });
}
