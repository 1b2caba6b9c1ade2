/**
 * Where the playground can be found, from where this page is: pure text. A page on the web is named
 * by its folder, since a sandboxed one stands in another file of it; one on a disk by its file.
 */

/** The playground's own names for a page. */
const PAGES = /\/(index|backprop-playground)\.html$/;

/** @type {Address} */
const UNKNOWN = Object.freeze({ base: "", beside: "", kind: "unknown" });

/**
 * @typedef {{ base: string, beside: string, kind: "web" | "disk" | "unknown" }} Address `base`: what a
 *   hash is put after; empty, where nothing is known, as in a frame that was made from text. `beside`:
 *   the same for another page, which on a disk is moved together with this one
 */

/**
 * @param {string} href of this page
 * @returns {Address}
 */
export function addressOf(href) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return UNKNOWN;
  }
  url.hash = "";
  if (url.protocol === "file:") {
    return { base: url.href, beside: url.pathname.slice(url.pathname.lastIndexOf("/") + 1), kind: "disk" };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return UNKNOWN;
  url.pathname = url.pathname.replace(PAGES, "/");
  return { base: url.href, beside: url.href, kind: "web" };
}
