/**
 * The page's own files: its WebAssembly, its workers, its words. Nothing else of the page knows where
 * they lie. The one file, which holds them all, has `one-file/assets.js` in place of this module.
 */

import { during } from "./ui/idle.js";

/** @typedef {{ pkg: any, module: WebAssembly.Module }} Package the glue, started, and its module */

/** @type {Map<string, Promise<Package>>} by file */
const opened = new Map();

/**
 * A lesson's part of the mathematics, or what looks into the network that trains. In the sources one
 * file holds all parts; `cargo xtask dist` makes one of each. A module is compiled once, for the page
 * and its workers.
 * @param {string} part
 * @returns {Promise<Package>}
 */
export function openPackage(part) {
  const file = /** @type {any} */ (self).PARTED ? part : "backprop_playground";
  const found = opened.get(file) ?? during(open(file));
  opened.set(file, found);
  // Who asks again after a failure may have the network back.
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
  // A server that does not know the type of .wasm files sends bytes all the same.
  return answer.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/**
 * A thread; throws, or fires `error` later, where the page may have none.
 * @param {"worker" | "explorer"} name
 * @returns {Worker}
 */
export function startWorker(name) {
  return new Worker(addressOf(`js/worker/${name}.js`), { type: "module", name });
}

/**
 * @param {string} language
 * @param {string} lesson a published page has a file of words for each
 * @returns {Promise<Record<string, string>>} the text of every word that the lesson may need
 */
export async function readWords(language, lesson) {
  const part = /** @type {any} */ (self).PARTED ? `${language}/${lesson}` : language;
  return (await ask(`locales/${part}.json`)).json();
}

/**
 * Loads the style sheets of a lesson; a published page has one for each lesson.
 * @param {import("./lessons/list.js").Manifest} lesson
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
        // Whoever asks again may have the network back.
        link.remove();
        reject(new Error(`${link.href} is missing`));
      }, { once: true });
    });
  }));
}

/** Where index.html names a service worker, it keeps the page for times without a network. */
export async function keepForOffline() {
  const address = document.querySelector("meta[name=service-worker]")?.getAttribute("content");
  if (!address) return;
  try {
    await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  } catch {
    // Sandboxed, private or without https there is none; then the page needs its server.
  }
}

/** @param {string} path */
async function ask(path) {
  const answer = await fetch(addressOf(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Bundled or not, every module of the page lies two folders below the page's own. */
function addressOf(path) {
  return new URL(`../../${path}`, import.meta.url);
}
