/**
 * The page for a web server: index.html, the service worker, and one folder with everything
 * else. The folder is named after a hash of its contents, so its files never change.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import { firstModules, sharedFiles, wordsOf } from "./lessons.mjs";
import {
  ASKING, BUNDLED, DEFAULT_LESSON, SHEET, SHEETS, START, bundledStyles, esbuild, folders, fromPackage, pageText, partNames, read, replaceOnce, words,
} from "./sources.mjs";

/** @returns {Promise<Map<string, string | Uint8Array>>} the files, by their path in `dist/` */
export async function hosted() {
  const page = await modules();
  const { LANGUAGES } = await import(pathToFileURL(join(folders.pkg, "languages.js")).href);
  const files = new Map([
    ...page.files, ...await workers(), ...await glue(),
    ["boot.js", await small("boot.js", {
      "self.UNNAMED": JSON.stringify({ asking: ASKING, lesson: DEFAULT_LESSON.id, start: START.id }),
      "self.FIRST_MODULES": JSON.stringify(firstModules(page.outputs)),
      "self.LANGUAGES": JSON.stringify(LANGUAGES.map(({ id, html, loading }) => ({ id, html, loading }))),
    })],
    ["icon.svg", read("icon.svg")],
    ...await sheets(), ...locales(page.first),
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
 * The page's modules. Shared code, and code loaded later, becomes a file of its own; a first build shows which
 * code several lessons start with, and a second puts it into one file instead of many small ones. All are as
 * deep in the tree as their sources, because they refer to other files by relative paths.
 */
async function modules() {
  const bundle = (plugins) => bundled(["js/page/main.js"], { splitting: true, plugins });
  const first = (await bundle([])).outputs;
  return { first, ...await bundle([together(sharedFiles(first))]) };
}

/** The workers, one file each: they share little with the page, and should start quickly. */
async function workers() {
  const { files } = await bundled(["js/worker/worker.js", "js/worker/explorer.js"], { splitting: false, plugins: [] });
  return files;
}

async function bundled(entryPoints, { splitting, plugins }) {
  const { outputFiles, metafile } = await esbuild.build({
    ...BUNDLED, entryPoints, splitting,
    absWorkingDir: folders.www, outbase: ".", outdir: ".", format: "esm",
    chunkNames: "js/page/[name]-[hash]", plugins: [fromPackage({ apart: true }), ...plugins],
    define: { "self.PARTED": "true" },
  });
  const files = outputFiles.map(({ path, contents }) => [path.slice(folders.www.length + 1), contents]);
  return { files, outputs: metafile.outputs };
}

/** Makes the entries of a shared file import all its sources, so that esbuild puts them into one file. */
function together(files) {
  const importsOf = (path) => files.flatMap(({ sources, entries }) => {
    return entries.some((entry) => join(folders.www, entry) === path) ? sources : [];
  });
  return {
    name: "together",
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, ({ path }) => {
        const imports = importsOf(path).map((source) => `import ${JSON.stringify(join(folders.www, source))};`).join("");
        return imports ? { contents: imports + readFileSync(path, "utf8"), loader: "js" } : undefined;
      });
    },
  };
}

/** The style sheets. */
function sheets() {
  const named = [...SHEETS].filter(([, paths]) => paths.length > 0);
  return Promise.all(named.map(async ([name, paths]) => [`css/${name}.css`, await bundledStyles(paths)]));
}

/** The words in each language, by file; `outputs`: those of a build without common files. */
function locales(outputs) {
  return [...words()].flatMap(([language, all]) => [...wordsOf(outputs, Object.keys(all))].map(([file, keys]) => {
    return [`locales/${language}/${file}.json`, JSON.stringify(Object.fromEntries(keys.map((key) => [key, all[key]])))];
  }));
}

/** The parts: glue, including its snippets, and WebAssembly. */
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

async function serviceWorker(build, kept) {
  return small("sw.js", { "self.BUILD": JSON.stringify(build), "self.KEPT": JSON.stringify(kept) });
}

/** A classic script, minified; `define` inserts values known only to the build. */
async function small(path, define) {
  const { code } = await esbuild.transform(read(path), { minify: true, target: BUNDLED.target, charset: "utf8", define });
  return code;
}

/** The page with URLs in the build's folder, and the name of its service worker. */
function index(build) {
  const head = `<meta name="service-worker" content="sw.js">\n<link rel="stylesheet" href="${build}/css/page.css">\n`;
  let text = pageText().replace(SHEET, "");
  text = replaceOnce(text, 'href="icon.svg"', `href="${build}/icon.svg"`);
  return replaceOnce(text, '<script src="boot.js">', `${head}<script src="${build}/boot.js">`);
}

/** A hash of the files, with ten hexadecimal digits. */
function nameOf(files) {
  const hash = createHash("sha256");
  for (const path of [...files.keys()].sort()) {
    const contents = files.get(path);
    hash.update(`${path}\0${Buffer.byteLength(contents)}\0`).update(contents);
  }
  return hash.digest("hex").slice(0, 10);
}
