/**
 * The first script of index.html; a classic one, because it must also run where no module can be
 * loaded: a document without an origin (a sandboxed frame, a file on a disk) redirects to the one-file
 * build. Everywhere else it starts the page, and lets the browser fetch everything that the link's lesson
 * needs at once; `cargo xtask dist` inserts those lists.
 */

(() => {
  // Keys that stand after ? instead of # are moved, so that the address says how a link is written.
  const isAsked = /[?&]lesson=/.test(location.search) && !location.hash;
  const [search, hash] = isAsked ? ["", `#${location.search.slice(1)}`] : [location.search, location.hash];
  if (self.origin === "null") {
    location.replace(`./backprop-playground.html${search}${hash}`);
    return;
  }
  if (isAsked) history.replaceState(null, "", location.pathname + hash);
  const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const add = (/** @type {string} */ tag, /** @type {Record<string, any>} */ attributes) => {
    document.head.append(Object.assign(document.createElement(tag), attributes));
  };
  const at = (/** @type {string} */ path) => new URL(path, folder).href;
  /** @type {Record<string, string[]>} the modules of each lesson, without `.js`; empty in the sources */
  const lists = /** @type {any} */ (self).FIRST_MODULES ?? {};
  const link = new URLSearchParams(hash.slice(1));
  const lesson = (link.get("lesson") ?? "").toLowerCase().replace(/[.。]$/, "");
  /** @type {{ asking: string[], lesson: string, start: string }} empty in the sources; see js/page/shell/routes.js */
  const unnamed = /** @type {any} */ (self).UNNAMED ?? { asking: [] };
  const known = Object.hasOwn(lists, lesson) ? lesson : unnamed.asking.some((key) => link.has(key)) ? unnamed.lesson : unnamed.start;
  const modules = lists[known];
  if (modules) add("link", { rel: "stylesheet", href: at(`css/${known}.css`), onerror() { this.remove(); } });
  const part = `pkg/${modules ? known : "backprop_playground"}`;
  const preload = (/** @type {string} */ path, /** @type {string} */ type) => {
    add("link", { rel: "preload", href: at(path), as: "fetch", type, crossOrigin: "anonymous" });
  };
  preload(`${part}_bg.wasm`, "application/wasm");
  // A guess at the language that js/page/shell/routes.js will choose; a wrong one costs a request.
  /** @type {{ id: string, html: string, loading: string }[]} empty in the sources */
  const languages = /** @type {any} */ (self).LANGUAGES ?? [];
  const wanted = [link.get("lang") ?? "", ...navigator.languages].flatMap((tag) => [tag, tag.split("-")[0]]);
  const language = wanted.flatMap((tag) => languages.filter(({ id }) => id === tag)).concat(languages)[0];
  if (language) {
    preload(`locales/${language.id}/${known}.json`, "application/json");
    addEventListener("DOMContentLoaded", () => {
      const line = document.querySelector("#boot p");
      if (line) Object.assign(line, { lang: language.html, textContent: language.loading });
    });
  }
  for (const path of [part, ...modules ?? []]) {
    add("link", { rel: "modulepreload", href: at(`${path}.js`) });
  }
  // Modules of the wrong type, or blocked, fire `error`; what never arrives, nothing.
  const complain = () => document.querySelector("#boot [hidden]")?.removeAttribute("hidden");
  setTimeout(complain, 15_000);
  add("script", { type: "module", src: at("js/page/main.js"), onerror: complain });
})();
