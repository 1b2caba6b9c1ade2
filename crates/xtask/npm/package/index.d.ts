export * from "./backprop_playground.js";

import type { InitInput, InitOutput } from "./backprop_playground.js";

/**
 * Starts the WebAssembly; once is enough, and nothing else works before.
 * @param source its module, its bytes or its address; without it, the package's own file
 */
export default function init(
  source?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>,
): Promise<InitOutput>;
