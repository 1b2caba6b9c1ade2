/**
 * backprop-playground.html: the whole page in one file, which opens from a disk. Its security policy allows
 * its script and its style sheet by their hashes; its workers start from Blobs.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import {
  BUNDLED, SHEET, SHEETS, WHOLE, bundledStyles, esbuild, folders, fromPackage, pageText, read, replaceOnce, words,
} from "./sources.mjs";

/** @returns {Promise<string>} its text */
export async function oneFile() {
  const [script, style, parts] = await Promise.all([page(), bundledStyles([...new Set([...SHEETS.values()].flat())]), contents()]);
  for (const [what, end] of [[script, "</script"], [script, "<!--"], [style, "</style"]]) {
    if (what.includes(end)) throw new Error(`what goes into the one file has ${end} in it`);
  }
  let text = pageText().replace(SHEET, "");
  text = replaceOnce(text, "</head>", `<style>${style}</style>\n</head>`);
  text = replaceOnce(text, 'href="icon.svg"', `href="data:image/svg+xml,${encodeURIComponent(read("icon.svg"))}"`);
  text = replaceOnce(text, '<script src="boot.js"></script>\n', "");
  text = replaceOnce(text, "</body>", `<script type="application/json" id="parts">${parts}</script>\n<script type="module">${script}</script>\n</body>`);
  return replaceOnce(text, /content="default-src [^"]+"/, `content="${policy(script, style)}"`);
}

function policy(script, style) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'", `script-src ${hash(script)} 'wasm-unsafe-eval'`, `style-src ${hash(style)}`,
    "worker-src blob:", "img-src data: blob:", "base-uri 'none'", "form-action 'none'",
  ].join("; ");
}

/** Replaces the page's assets.js with one that reads the page's files from the document. */
const OWN_ASSETS = {
  name: "assets",
  setup(build) {
    const path = join(folders.www, "js/one-file/assets.js");
    build.onResolve({ filter: /\/assets\.js$/ }, () => ({ path }));
  },
};

async function page() {
  return bundle("js/page/main.js", "esm", [OWN_ASSETS, fromPackage({ apart: false })]);
}

/** The contents read by assets.js, without any `<`, so that nothing in them ends the element. */
async function contents() {
  const worker = (name) => bundle(`js/worker/${name}.js`, "iife", [fromPackage({ apart: false })]);
  const wasm = readFileSync(join(folders.pkg, `${WHOLE}_bg.wasm`));
  const parts = {
    words: Object.fromEntries(words()),
    workers: { worker: await worker("worker"), explorer: await worker("explorer") },
    wasm: gzipSync(wasm, { level: 9 }).toString("base64"),
  };
  return JSON.stringify(parts).replaceAll("<", "\\u003c");
}

async function bundle(entry, format, plugins) {
  const { outputFiles } = await esbuild.build({
    ...BUNDLED, entryPoints: [join(folders.www, entry)], format, plugins, outdir: "/",
  });
  return outputFiles[0].text;
}
