/**
 * The package for npm: the mathematics without the page, for Node and for bundlers. The glue and the
 * WebAssembly are the page's own files, unbundled and readable.
 */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { folders } from "./sources.mjs";

/** Beside the generated files: what npm and its users need. */
const TEXTS = { "README.md": "crates/xtask/npm/package/README.md", "LICENSE-MIT": "LICENSE-MIT", "LICENSE-APACHE": "LICENSE-APACHE" };

const GLUE = "backprop_playground.js";
const WASM = "backprop_playground_bg.wasm";
const TYPES = "backprop_playground.d.ts";

/** @returns {[string, string | Uint8Array][]} */
export function npmPackage() {
  const generated = readdirSync(folders.pkg, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|wasm|d\.ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return [
    ...generated.map((path) => [path.slice(folders.pkg.length + 1), readFileSync(path)]),
    ...Object.entries(TEXTS).map(([name, path]) => [name, readFileSync(join(folders.root, path), "utf8")]),
    ["node.js", readFileSync(join(folders.root, "crates/xtask/npm/package/node.js"), "utf8")],
    ["package.json", `${JSON.stringify(manifest(), null, 2)}\n`],
  ].map(([name, contents]) => [`npm/${name}`, contents]);
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
    types: `./${TYPES}`,
    exports: {
      ".": { types: `./${TYPES}`, node: "./node.js", default: `./${GLUE}` },
      [`./${WASM}`]: `./${WASM}`,
    },
    engines: { node: ">=20" },
  };
}
