/**
 * The page's own files in the one-file build: replaces `page/assets.js` in backprop-playground.html. That
 * file opens from a disk or in a sandbox, where nothing can be fetched; so WebAssembly, workers and words
 * are in the document itself, as JSON.
 */

/** @type {{ wasm: string, workers: Record<string, string>, words: Record<string, Record<string, string>> }} */
const parts = JSON.parse(document.getElementById("parts")?.textContent ?? "");

/** @type {Promise<import("../page/assets.js").Package> | undefined} */
let opened;

/** @returns {Promise<import("../page/assets.js").Package>} */
export function openPackage() {
  opened ??= open();
  return opened;
}

async function open() {
  const [pkg, module] = await Promise.all([import("../../pkg/backprop_playground.js"), compile()]);
  await pkg.default({ module_or_path: module });
  return { pkg, module };
}

/** The module's bytes are packed with gzip and written in base64. */
async function compile() {
  const bytes = Uint8Array.from(atob(parts.wasm), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
}

/**
 * Starts a classic worker: a module worker from a Blob fails in Chromium.
 * @param {string} name
 * @returns {Worker}
 */
export function startWorker(name) {
  const address = URL.createObjectURL(new Blob([parts.workers[name]], { type: "text/javascript" }));
  try {
    return new Worker(address, { name });
  } finally {
    // The URL is resolved when the worker is made; its text is kept until it has been read.
    URL.revokeObjectURL(address);
  }
}

/** @param {string} language @returns {Promise<Record<string, string>>} */
export async function readWords(language) {
  const words = parts.words[language];
  if (!words) throw new Error(`no words in ${language}`);
  return words;
}

/** All styles are in the document already. */
export async function openStyles() {}

/** The file itself works offline. */
export async function keepForOffline() {}
