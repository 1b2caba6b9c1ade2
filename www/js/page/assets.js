/**
 * The page's own files: its WebAssembly, its workers, its words. Only this module knows their
 * paths. The one-file build has `one-file/assets.js` in its place.
 */

import { during } from "./ui/idle.js";

/** @typedef {{ pkg: any, module: WebAssembly.Module }} Package the initialized glue, and its module */

/** @type {Map<string, Promise<Package>>} by file */
const opened = new Map();

/**
 * Opens a lesson's part of the mathematics, or the part that inspects a network. In the sources one
 * file holds all parts; `cargo xtask dist` makes one of each. A module is compiled once, for the page
 * and its workers.
 * @param {string} part
 * @returns {Promise<Package>}
 */
export function openPackage(part) {
  const file = /** @type {any} */ (self).PARTED ? part : "backprop_playground";
  const found = opened.get(file) ?? during(open(file));
  opened.set(file, found);
  // After a failure, the next call tries again: the network may be back.
  found.catch(() => opened.delete(file));
  return found;
}

/** @param {string} file */
async function open(file) {
  const [pkg, module] = await Promise.all([import(addressOf(`pkg/${file}.js`).href), compile(file)]);
  await pkg.default({ module_or_path: module });
  return { pkg, module };
}

/** @param {string} file */
async function compile(file) {
  const answer = await ask(`pkg/${file}_bg.wasm`);
  // A server may not know the type of .wasm files.
  return answer.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/**
 * Starts a worker; throws, or fires `error` later, where the page may have none.
 * @param {"worker" | "explorer"} name
 * @returns {Worker}
 */
export function startWorker(name) {
  return new Worker(addressOf(`js/worker/${name}.js`), { type: "module", name });
}

/**
 * @param {string} language
 * @param {string} file a published page has one for the first view of each lesson, and `late`
 * @returns {Promise<Record<string, string>>} its texts; elsewhere all
 */
export async function readWords(language, file) {
  const part = /** @type {any} */ (self).PARTED ? `${language}/${file}` : language;
  return (await ask(`locales/${part}.json`)).json();
}

/**
 * Loads the style sheets of a lesson, or others that belong together; a published page has one for them.
 * @param {{ id: string, styles: readonly string[] }} sheets
 */
export async function openStyles({ id, styles }) {
  const names = /** @type {any} */ (self).PARTED ? [id] : styles;
  await Promise.all(names.map((name) => {
    /** @type {HTMLLinkElement | null} */
    const found = document.querySelector(`link[href$="css/${name}.css"]`);
    const link = found ?? Object.assign(document.createElement("link"), { rel: "stylesheet", href: addressOf(`css/${name}.css`).href });
    if (!found) document.head.append(link);
    return link.sheet ?? new Promise((resolve, reject) => {
      link.addEventListener("load", resolve, { once: true });
      link.addEventListener("error", () => {
        // The next call tries again: the network may be back.
        link.remove();
        reject(new Error(`${link.href} is missing`));
      }, { once: true });
    });
  }));
}

/** Registers the service worker, if index.html names one, so that the page works offline. */
export async function keepForOffline() {
  const address = document.querySelector("meta[name=service-worker]")?.getAttribute("content");
  if (!address) return;
  try {
    await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  } catch {
    // There is none in a sandbox, in private windows or without https; the page then needs its server.
  }
}

/** @param {string} path */
async function ask(path) {
  const answer = await fetch(addressOf(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Bundled or not, every module of the page is two folders below the page's own. */
function addressOf(path) {
  return new URL(`../../${path}`, import.meta.url);
}
