/**
 * The npm package as its users get it: packed, installed into a fresh project, run by Node and built
 * by Vite. The page that Vite makes is opened in browsers afterwards (tests/tests/dist/package.rs).
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url).pathname;
const PACKAGE = join(ROOT, "dist/npm");
/** The fresh project, with Vite from its lock file. */
const PROJECT = join(ROOT, "target/dist-tests/vite");
const NAME = "backprop-playground";

const run = (program, ...words) => execFileSync(program, words, { cwd: PROJECT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** A project with the packed package in it. */
function project() {
  const sources = join(ROOT, "tests/package/vite");
  const lock = (folder) => (existsSync(join(folder, "package-lock.json")) ? readFileSync(join(folder, "package-lock.json"), "utf8") : "");
  if (lock(PROJECT) !== lock(sources)) rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(PROJECT, { recursive: true });
  for (const name of ["package.json", "package-lock.json", "index.html", "main.js"]) cpSync(join(sources, name), join(PROJECT, name));
  if (!existsSync(join(PROJECT, "node_modules/vite"))) run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  const [{ filename, files }] = JSON.parse(run("npm", "pack", PACKAGE, "--json"));
  run("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--offline", `./${filename}`);
  writeFileSync(join(PROJECT, "example.js"), example());
  return files.map(({ path }) => path);
}

/** The first program of the package's README. */
function example() {
  const found = /```js\n([^]*?)```/.exec(readFileSync(join(PACKAGE, "README.md"), "utf8"));
  assert.ok(found, "the README has an example");
  return found[1];
}

const packed = project();

test("the package holds module, WebAssembly, types, README and licences, and nothing of the page", () => {
  const plain = packed.filter((path) => !path.startsWith("snippets/"));
  assert.deepEqual(plain.sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "backprop_playground.d.ts", "backprop_playground.js",
    "backprop_playground_bg.wasm", "backprop_playground_bg.wasm.d.ts", "browser.js", "index.d.ts", "node.js",
    "package.json",
  ]);
});

test("the manifest gives the name, the licence, and one entry for Node and one for bundlers", () => {
  const manifest = JSON.parse(readFileSync(join(PROJECT, "node_modules", NAME, "package.json"), "utf8"));
  assert.equal(manifest.name, NAME);
  assert.equal(manifest.license, "MIT OR Apache-2.0");
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(Object.keys(manifest.exports["."]), ["types", "node", "default"]);
});

test("the README's example runs in Node", () => {
  const printed = run("node", "example.js");
  assert.match(printed, /^after 10 epochs: MSE 0\.\d{6}, test accuracy 0\.\d+\nat \(0\.5, 0\.25\) the network answers class [01]\n$/);
  writeFileSync(join(PROJECT, "printed.txt"), printed);
});

test("whatever is used before init() says that, with a code, and works afterwards", () => {
  const program = `
    import * as backprop from "${NAME}";
    const { default: init, initSync, ...exports } = backprop;
    const calls = Object.values(exports).flatMap((it) => {
      if (!it.prototype || !/^class/.test(String(it))) return [[it.name, () => it()]];
      const own = Object.getOwnPropertyNames(it).filter((name) => typeof it[name] === "function" && !name.startsWith("__"));
      return [[it.name, () => new it()], ...own.map((name) => [it.name + "." + name, () => it[name]()])];
    });
    const codes = calls.map(([name, call]) => {
      try { return [name, call()]; } catch (error) { return [name, error instanceof Error && error.code, error.message]; }
    });
    await init();
    new exports.Trainer();
    console.log(JSON.stringify(codes));`;
  writeFileSync(join(PROJECT, "early.mjs"), program);
  const codes = JSON.parse(run("node", "early.mjs"));
  assert.ok(codes.length > 15, `${codes.length} calls were tried`);
  for (const [name, code, message] of codes) {
    assert.equal(code, "notReady", `${name}: ${message}`);
    assert.match(message, /call init\(\) first/);
  }
});

test("the other ways to start it work as well", () => {
  const program = `
    import { readFileSync } from "node:fs";
    import { fileURLToPath } from "node:url";
    import init, { initSync, Trainer } from "${NAME}";
    const bytes = readFileSync(fileURLToPath(import.meta.resolve("${NAME}/backprop_playground_bg.wasm")));
    const ways = {
      sync: () => initSync({ module: bytes }),
      object: () => init({ module_or_path: bytes }),
      bytes: () => init(bytes),
      promise: () => init(Promise.resolve(bytes)),
    };
    await ways[process.argv[2]]();
    console.log(new Trainer().metrics().step);`;
  writeFileSync(join(PROJECT, "ways.mjs"), program);
  for (const way of ["sync", "object", "bytes", "promise"]) assert.equal(run("node", "ways.mjs", way).trim(), "0", way);
});

test("Vite builds a page with it, the WebAssembly beside it", () => {
  run("node", "node_modules/vite/bin/vite.js", "build", "--base", "./", "--logLevel", "warn");
  const assets = readdirSync(join(PROJECT, "dist/assets"));
  assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 1, String(assets));
});
