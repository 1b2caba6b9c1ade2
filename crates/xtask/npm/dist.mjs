/**
 * Fills `dist/`: the page for a web server, the page as one file, and the package for npm. Run by
 * `cargo xtask dist`, which builds the WebAssembly and fetches the tools first.
 */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { element } from "./element.mjs";
import { hosted } from "./hosted.mjs";
import { npmPackage } from "./npm-package.mjs";
import { oneFile } from "./one-file.mjs";
import { folders } from "./sources.mjs";

const files = new Map([
  ...await hosted(),
  ["backprop-playground.html", await oneFile()],
  ...await element(),
  ...npmPackage(),
]);

rmSync(folders.dist, { recursive: true, force: true });
for (const [path, contents] of files) {
  const target = join(folders.dist, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, contents);
}
