/**
 * Shared by all parts of the build: the sources, and how esbuild reads them. During the build, the
 * WebAssembly's glue is in a folder of its own, but it is imported as `../../pkg/…`.
 */

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const {
  BACKPROP_ROOT: root, BACKPROP_PKG: pkg, BACKPROP_PARTS: parts, BACKPROP_TOOLS: tools, BACKPROP_DIST: dist,
} = process.env;

/** `dist` is the output folder; `pkg` holds the whole glue and WebAssembly, `parts` those of each part. */
export const folders = { root, pkg, parts, dist, www: join(root, "www") };

/** The bundler, from the folder filled by `npm ci`. */
export const esbuild = createRequire(join(tools, "package.json"))("esbuild");

/** Every browser with WebAssembly SIMD supports at least these. */
const TARGET = ["es2022", "safari16.4"];

/** The options for all bundles. */
export const BUNDLED = {
  bundle: true, minify: true, target: TARGET, legalComments: "none", metafile: true, write: false,
  charset: "utf8", logLevel: "warning",
  // wasm-bindgen writes a snippet shared by two classes twice; and its glue uses `import.meta.url`,
  // which a classic worker lacks, only if it is given no module.
  logOverride: { "duplicate-object-key": "silent", "empty-import-meta": "silent" },
};

/** The whole WebAssembly's name: `x` stands for `x.js` and `x_bg.wasm`. */
export const WHOLE = "backprop_playground";

/** The names of its parts. */
export function partNames() {
  const files = readdirSync(parts).filter((name) => name.endsWith("_bg.wasm"));
  return files.map((name) => name.slice(0, -"_bg.wasm".length)).sort();
}

/** The part each worker needs; in the sources, workers import the whole glue. */
const PART_OF_WORKER = { "worker.js": "network", "explorer.js": "himmelblau" };

/**
 * Resolves imports from `pkg/`.
 * @param {{ apart: boolean }} how `apart`: the glue remains a separate file, that of a part
 */
export function fromPackage({ apart }) {
  return {
    name: "pkg",
    setup(build) {
      build.onResolve({ filter: /\/pkg\/[^/]+\.js$/ }, ({ path, importer }) => {
        const file = basename(path);
        if (!apart || file !== `${WHOLE}.js`) return { path: join(pkg, file) };
        const part = PART_OF_WORKER[basename(importer)];
        if (!part) throw new Error(`${importer} imports the whole package`);
        return { path: `../../pkg/${part}.js`, external: true };
      });
    },
  };
}

/** @returns {string} the text of a file of the page */
export function read(path) {
  return readFileSync(join(folders.www, path), "utf8");
}

/** The files of a folder of the page. */
export function list(folder, ending) {
  return readdirSync(join(folders.www, folder)).filter((name) => name.endsWith(ending)).sort();
}

/** The lessons' manifests, the links that name none, and shared style sheets, from the page's list. */
export const { ASKING, DEFAULT_LESSON, EMBED_STYLES, LATE_STYLES, LESSONS, START } = await import(pathToFileURL(join(folders.www, "js/page/lessons/list.js")).href);

/** A style sheet in index.html, for all lessons. */
export const SHEET = /<link rel="stylesheet" href="([^"]+)">\n/g;

/** The published style sheets, by name: the page's, in the order of index.html, those of lessons, and those loaded later. */
export const SHEETS = new Map([
  ["page", [...read("index.html").matchAll(SHEET)].map(([, path]) => path)],
  ...[...LESSONS, ...LESSONS.map(({ id, lateStyles: styles = [] }) => ({ id: `${id}-late`, styles })), LATE_STYLES, EMBED_STYLES]
    .map(({ id, styles }) => /** @type {const} */ ([id, styles.map((name) => `css/${name}.css`)])),
]);

/** Style sheets as one. @param {string[]} paths */
export async function bundledStyles(paths) {
  const contents = paths.map((path) => `@import "./${path}";`).join("\n");
  const stdin = { contents, loader: "css", resolveDir: folders.www };
  const { outputFiles } = await esbuild.build({ ...BUNDLED, stdin, outdir: "/", loader: { ".svg": "dataurl" } });
  return outputFiles[0].text;
}

/** The words of every language, without the whitespace of their files. */
export function words() {
  return new Map(list("locales", ".json").map((file) => {
    return [file.slice(0, -".json".length), JSON.parse(read(`locales/${file}`))];
  }));
}

/** index.html without comments and indentation. */
export function pageText() {
  return read("index.html").replace(/<!--[^]*?-->\n?/g, "").replace(/^\s+/gm, "");
}

/**
 * Replaces a text that must occur exactly once.
 * @param {string} text
 * @param {RegExp | string} what
 * @param {string} by
 */
export function replaceOnce(text, what, by) {
  const parts = text.split(what);
  if (parts.length !== 2) throw new Error(`${what} stands ${parts.length - 1} times, not once`);
  return parts.join(by);
}
