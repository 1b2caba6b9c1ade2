/**
 * The first script of index.html, a classic one, because it must also run where no module may be
 * loaded: a document without an origin (a sandboxed frame, a file on a disk) sends itself to the one
 * file. Everywhere else it starts the page, and lets the browser fetch what the link's lesson needs
 * all at once; `cargo xtask dist` puts those lists in.
 */

(() => {
  if (self.origin === "null") {
    location.replace(`./backprop-playground.html${location.search}${location.hash}`);
    return;
  }
  const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const add = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
    document.head.append(Object.assign(document.createElement(tag), attributes));
  };
  const at = (/** @type {string} */ path) => new URL(path, folder).href;
  /** @type {Record<string, string[]>} the modules of each lesson, without their ending; in the sources none */
  const lists = /** @type {any} */ (self).FIRST_MODULES ?? {};
  const lesson = new URLSearchParams(location.hash.slice(1)).get("lesson") ?? "";
  const known = Object.hasOwn(lists, lesson) ? lesson : "network";
  for (const link of document.querySelectorAll(`link[data-lesson~=${known}]`)) {
    /** @type {HTMLLinkElement} */ (link).disabled = false;
  }
  const modules = lists[known];
  const part = `pkg/${modules ? known : "backprop_playground"}`;
  add("link", {
    rel: "preload", href: at(`${part}_bg.wasm`), as: "fetch", type: "application/wasm",
    crossOrigin: "anonymous",
  });
  for (const path of [part, ...modules ?? []]) {
    add("link", { rel: "modulepreload", href: at(`${path}.js`) });
  }
  add("script", { type: "module", src: at("js/page/main.js") });
})();
