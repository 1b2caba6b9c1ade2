/**
 * The service worker of a published page: soon after the page has opened, it caches the whole page, so that
 * it works offline. `cargo xtask dist` inserts the name and the files of the build it belongs to.
 *
 * A build's files are in a folder of their own and never change, so no page ever mixes the files of
 * two builds, and a new worker may take over at once. Online, opening the page loads the newest
 * build; offline, the newest that is completely cached. The previous build is kept, too: pages
 * of it may still be open when its files are no longer on the server.
 */

/** @type {string} the build's folder */
const BUILD = self.BUILD;
/** @type {string[]} its files */
const KEPT = self.KEPT;
/** Milliseconds to wait for the network if an older page is cached. */
const PATIENCE = 4000;

const scope = self.registration.scope;
const OWN = `backprop-playground ${scope} `;
/** The two URLs of index.html. */
const PAGES = [scope, `${scope}index.html`];

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOld(), self.clients.claim()])));

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

/** Caches the build. The page itself goes in last: a cache that has it is complete. */
async function keep() {
  const answer = await fetch(scope, { cache: "no-cache" });
  if (!answer.ok || !(await answer.clone().text()).includes(BUILD)) throw new Error("this build is no longer there");
  const cache = await caches.open(OWN + BUILD);
  // Files that the page has loaded are in the browser's own cache already.
  await cache.addAll(KEPT.map((path) => new Request(scope + path, { cache: "force-cache" })));
  await cache.put(scope, answer);
  await self.skipWaiting();
}

/** Deletes all builds but this one and the newest before it. */
async function dropOld() {
  const others = (await ownCaches()).filter((name) => name !== OWN + BUILD);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** The caches of our builds, oldest first. */
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

/** The page of the newest complete build. */
async function keptPage() {
  for (const name of (await ownCaches()).reverse()) {
    const found = await caches.match(scope, { cacheName: name });
    if (found) return found;
  }
  return undefined;
}

/** A file of a build, from the cache if it is there: it cannot have changed. */
async function file(request, address) {
  return (await caches.match(address)) ?? fetch(request);
}
