/**
 * The package for npm: the mathematics without the page, for Node and for bundlers. The glue and the
 * WebAssembly are the page's own files, unbundled and readable; the glue also says when it is used too early.
 */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { folders, replaceOnce } from "./sources.mjs";

/** The entries, the types and the README. */
const OWN = ["README.md", "browser.js", "index.d.ts", "node.js"];
const LICENCES = ["LICENSE-APACHE", "LICENSE-MIT"];

const GLUE = "backprop_playground.js";
const WASM = "backprop_playground_bg.wasm";
/** Files in the glue's folder that belong to the page. */
const PAGES = ["languages.js"];

/** @returns {[string, string | Uint8Array][]} */
export function npmPackage() {
  const generated = readdirSync(folders.pkg, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(js|wasm|d\.ts)$/.test(name) && !PAGES.includes(name))
    .map((entry) => join(entry.parentPath, entry.name));
  return [
    ...generated.map((path) => [path.slice(folders.pkg.length + 1), readFileSync(path)])
      .map(([name, contents]) => [name, name === GLUE ? sayingWhenTooEarly(String(contents)) : contents]),
    ...OWN.map((name) => [name, readFileSync(join(folders.root, "crates/xtask/npm/package", name))]),
    ...LICENCES.map((name) => [name, readFileSync(join(folders.root, name))]),
    ["package.json", `${JSON.stringify(manifest(), null, 2)}\n`],
  ].map(([name, contents]) => [`npm/${name}`, contents]);
}

/** Every export asks the glue's `wasm` for something; until that is there, it answers with an error that says so. */
function sayingWhenTooEarly(glue) {
  const declared = replaceOnce(glue, "let wasmModule, wasmInstance, wasm;", `/** In the place of \`wasm\` before \`init\`. */
const unready = new Proxy({}, {
    get() {
        throw Object.assign(new Error("the WebAssembly is not ready: call init() first, and await it"), { code: "notReady" });
    },
});
let wasmModule, wasmInstance, wasm = unready;`);
  const parts = declared.split("if (wasm !== undefined) return wasm;");
  if (parts.length !== 3) throw new Error(`the glue looks in ${parts.length - 1} places, not 2, whether it is ready`);
  return parts.join("if (wasm !== unready) return wasm;");
}

function manifest() {
  const [, version] = /^version = "([^"]+)"$/m.exec(readFileSync(join(folders.root, "Cargo.toml"), "utf8")) ?? [];
  return {
    name: "backprop-playground",
    version,
    description: "Backpropagation with every number in sight: train, step, rewind and check a small network. WebAssembly, from Rust.",
    keywords: ["backpropagation", "neural-network", "education", "wasm"],
    license: "MIT OR Apache-2.0",
    type: "module",
    sideEffects: false,
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", node: "./node.js", default: "./browser.js" },
      [`./${WASM}`]: `./${WASM}`,
    },
    engines: { node: ">=20" },
  };
}
