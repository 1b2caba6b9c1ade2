/**
 * The service worker of a published page: once the page has been open for a moment, it keeps all of
 * it, for times without a network. `cargo xtask dist` puts in which build it belongs to and which files
 * that has.
 *
 * A build's files lie in a folder of their own and never change, so no page ever meets the files of
 * two builds. With a network, opening the page brings the newest build; without one, the newest that
 * is here as a whole. Older builds are dropped when no page of theirs is open any more, which is when
 * a browser starts a new worker in place of the old.
 */

/** @type {string} the build's folder */
const BUILD = self.BUILD;
/** @type {string[]} its files */
const KEPT = self.KEPT;
/** Milliseconds that the network has to bring the page, if an older one is here. */
const PATIENCE = 4000;

const scope = self.registration.scope;
const OWN = `backprop-playground ${scope} `;
/** index.html by either of its addresses. */
const PAGES = [scope, `${scope}index.html`];

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOthers(), self.clients.claim()])));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const address = url.replace(/[?#].*$/, "");
  if (method !== "GET" || !address.startsWith(scope)) return;
  if (mode === "navigate") {
    if (PAGES.includes(address)) event.respondWith(page(event.request));
  } else if (/^[0-9a-f]{10}\//.test(address.slice(scope.length))) {
    event.respondWith(file(event.request, address));
  }
});

/** Keeps the build. The page itself goes in last: a cache that has it is complete. */
async function keep() {
  const answer = await fetch(scope, { cache: "no-cache" });
  if (!answer.ok || !(await answer.clone().text()).includes(BUILD)) throw new Error("this build is no longer there");
  const cache = await caches.open(OWN + BUILD);
  // What the page has loaded is in the browser's own cache already.
  await cache.addAll(KEPT.map((path) => new Request(scope + path, { cache: "force-cache" })));
  await cache.put(scope, answer);
}

async function dropOthers() {
  const names = (await ownCaches()).filter((name) => name !== OWN + BUILD);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The names of the builds that are here, oldest first. */
async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN));
}

/** @param {Request} request */
async function page(request) {
  const kept = await keptPage();
  const fresh = fetch(request, { cache: "no-cache" });
  if (!kept) return fresh;
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([fresh, late]);
    return answer.status < 400 ? answer : kept;
  } catch {
    return kept;
  }
}

/** The page of the newest build that is complete. */
async function keptPage() {
  for (const name of (await ownCaches()).reverse()) {
    const found = await caches.match(scope, { cacheName: name });
    if (found) return found;
  }
  return undefined;
}

/** A file of a build: as it was kept, for it cannot have changed. */
async function file(request, address) {
  return (await caches.match(address)) ?? fetch(request);
}
