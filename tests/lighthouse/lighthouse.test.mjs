/**
 * Lighthouse on `dist/`, served as a page of static files is served today: compressed. The phone that
 * it emulates has a slow network and a quarter of this processor.
 */

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { LESSONS } from "../../www/js/page/lessons/list.js";

const { BACKPROP_DIST: DIST, BACKPROP_TEST_PACKAGES: PACKAGES, CHROMIUM } = process.env;

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
};

/** The marks, of 100. */
const MARKS = { accessibility: 100, "best-practices": 100, seo: 100 };

/** The mark for speed depends on times: the goal, the runs of which the best counts, and a busy machine's least. */
const SPEED = { goal: 98, turns: 3, least: 90 };

const installed = createRequire(join(PACKAGES, "package.json"));
const load = (/** @type {string} */ name) => import(pathToFileURL(installed.resolve(name)).href);
const [{ default: lighthouse }, { launch }] = await Promise.all(["lighthouse", "chrome-launcher"].map(load));

const server = createServer(answer);
await new Promise((resolve) => { server.listen(0, "127.0.0.1", () => resolve(undefined)); });
const address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function answer({ url = "/" }, response) {
  const { pathname } = new URL(url, address);
  const path = join(DIST, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const inBuild = /^\/[0-9a-f]{10}\//.test(pathname);
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-encoding": "gzip",
    "cache-control": inBuild ? "public, max-age=31536000, immutable" : "no-cache",
  }).end(gzipSync(readFileSync(path)));
}

/** @returns {Promise<Record<string, any>>} categories and audits of a fresh browser */
async function audit(/** @type {string} */ hash) {
  const chrome = await launch({
    chromePath: CHROMIUM,
    chromeFlags: [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  try {
    const options = { port: chrome.port, onlyCategories: [...Object.keys(MARKS), "performance"], logLevel: "error" };
    const result = await lighthouse(`${address}${hash}`, options);
    assert.ok(result, "Lighthouse has a result");
    return result.lhr;
  } finally {
    chrome.kill();
  }
}

const scores = (/** @type {any} */ { categories }) => {
  return Object.fromEntries([...Object.keys(MARKS), "performance"].map((name) => [name, Math.round(categories[name].score * 100)]));
};

/** The audits that were not perfect, for the message when a mark is missed. */
function complaints({ categories, audits }) {
  const ids = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return ids.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1)
    .map(({ id, score, displayValue = "" }) => `${id}: ${score} ${displayValue}`);
}

for (const { id: lesson } of LESSONS) {
  test(`Lighthouse has nothing to say about the lesson ${lesson}`, async () => {
    let best = {};
    let said = [];
    for (let turn = 0; turn < SPEED.turns && !(best.performance >= SPEED.goal); turn += 1) {
      const result = await audit(`#lesson=${lesson}`);
      const now = scores(result);
      if (!(best.performance >= now.performance)) [best, said] = [now, complaints(result)];
    }
    console.log(`${lesson}: ${JSON.stringify(best)}; ${said.join("; ")}`);
    for (const [name, mark] of Object.entries({ ...MARKS, performance: SPEED.least })) {
      assert.ok(best[name] >= mark, `${name} has ${best[name]}, not ${mark}: ${said.join("; ")}`);
    }
  });
}

after(() => server.close());
