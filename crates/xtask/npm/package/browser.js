/**
 * The package in a browser, as bundlers take it: the WebAssembly is fetched from where the bundler has
 * put it, which it knows from this very expression.
 */

import start from "./backprop_playground.js";

export * from "./backprop_playground.js";

/** Starts the WebAssembly; once is enough. `source`: where to have it from, if not from the package. */
export default async function init(source) {
  const given = await source;
  const module_or_path = given?.module_or_path ?? given ?? new URL("./backprop_playground_bg.wasm", import.meta.url);
  return start({ module_or_path });
}
