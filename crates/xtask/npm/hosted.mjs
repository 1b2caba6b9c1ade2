/**
 * The page for a web server: index.html, the service worker, and one folder that holds everything
 * else. The folder is named after its own contents, so what lies in it never changes.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { BUNDLED, esbuild, folders, fromPackage, list, pageText, partNames, read, replaceOnce, styles, words } from "./sources.mjs";

/**
 * @returns {Promise<Map<string, string | Uint8Array>>} the files, by their path in `dist/`
 */
export async function hosted() {
  const page = await modules();
  const files = new Map([
    ...page.files, ...await glue(),
    ["boot.js", await boot(page.lists)],
    ["css/page.css", await styles()],
    ["icon.svg", read("icon.svg")],
    ...[...words()].map(([language, text]) => [`locales/${language}.json`, JSON.stringify(text)]),
  ]);
  const build = nameOf(files);
  const kept = [...files.keys()].map((path) => `${build}/${path}`);
  return new Map([
    ...[...files].map(([path, contents]) => [`${build}/${path}`, contents]),
    ["index.html", index(build)],
    ["sw.js", await serviceWorker(build, kept)],
  ]);
}

/**
 * The page's modules and its workers. What is shared, or loaded later, becomes a file of its own.
 * All lie as deep as their sources, because they name other files relative to themselves.
 */
async function modules() {
  const workers = list("js/worker", ".js").filter((name) => name === "worker.js" || name === "explorer.js");
  const { outputFiles, metafile } = await esbuild.build({
    ...BUNDLED,
    entryPoints: ["js/page/main.js", ...workers.map((name) => `js/worker/${name}`)],
    absWorkingDir: folders.www, outbase: ".", outdir: ".", splitting: true, format: "esm",
    chunkNames: "js/page/[name]-[hash]", plugins: [fromPackage({ apart: true })], define: { "self.PARTED": "true" },
  });
  const files = outputFiles.map(({ path, contents }) => [path.slice(folders.www.length + 1), contents]);
  return { files, lists: firstModules(metafile.outputs) };
}

/** What each lesson needs to begin, as a browser would find it out file by file. */
function firstModules(outputs) {
  const paths = Object.keys(outputs);
  const main = paths.find((path) => outputs[path].entryPoint === "js/page/main.js");
  const lists = {};
  for (const file of list("js/page/lessons", ".js")) {
    const lesson = paths.find((path) => outputs[path].entryPoint === `js/page/lessons/${file}`);
    const needed = new Set();
    const need = (path) => {
      if (needed.has(path)) return;
      needed.add(path);
      for (const { kind, path: next, external } of outputs[path].imports) {
        if (kind === "import-statement" && !external) need(next);
      }
    };
    need(main);
    need(lesson);
    lists[basename(file, ".js")] = [...needed].map((path) => path.slice(0, -".js".length));
  }
  return lists;
}

/** The parts: glue, with its snippets inside, and WebAssembly. */
async function glue() {
  const names = partNames();
  const { outputFiles } = await esbuild.build({
    ...BUNDLED, entryPoints: names.map((name) => join(folders.parts, `${name}.js`)), format: "esm",
    outdir: "/",
  });
  return [
    ...outputFiles.map(({ path, contents }) => [`pkg/${basename(path)}`, contents]),
    ...names.map((name) => [`pkg/${name}_bg.wasm`, readFileSync(join(folders.parts, `${name}_bg.wasm`))]),
  ];
}

async function boot(lists) {
  return small("boot.js", { "self.FIRST_MODULES": JSON.stringify(lists) });
}

async function serviceWorker(build, kept) {
  return small("sw.js", { "self.BUILD": JSON.stringify(build), "self.KEPT": JSON.stringify(kept) });
}

/** A classic script, minified; `define` puts in what only the build knows. */
async function small(path, define) {
  const { code } = await esbuild.transform(read(path), { minify: true, target: BUNDLED.target, charset: "utf8", define });
  return code;
}

/** The page with addresses in the build's folder, and the name of its service worker. */
function index(build) {
  const head = `<meta name="service-worker" content="sw.js">\n<link rel="stylesheet" href="${build}/css/page.css">`;
  let text = pageText().replace(/(<link rel="stylesheet" href="[^"]+">\n)+/, `${head}\n`);
  text = replaceOnce(text, 'href="icon.svg"', `href="${build}/icon.svg"`);
  return replaceOnce(text, 'src="boot.js"', `src="${build}/boot.js"`);
}

/** Ten hexadecimal digits that change whenever a file does. */
function nameOf(files) {
  const hash = createHash("sha256");
  for (const path of [...files.keys()].sort()) {
    const contents = files.get(path);
    hash.update(`${path}\0${Buffer.byteLength(contents)}\0`).update(contents);
  }
  return hash.digest("hex").slice(0, 10);
}
