/**
 * The playground's URL, derived from this page's: pure text. On the web it is the page's folder, since a
 * sandboxed page runs from another file in it; on a disk it is the file.
 */

/** The playground's own file names. */
const PAGES = /\/(index|backprop-playground)\.html$/;

/** @type {Address} */
const UNKNOWN = Object.freeze({ base: "", beside: "", kind: "unknown" });

/**
 * @typedef {{ base: string, beside: string, kind: "web" | "disk" | "unknown" }} Address `base`: the URL before
 *   the hash; empty if unknown, as in a frame with `srcdoc`. `beside`: the same for use in another page;
 *   relative on a disk, where the two files are moved together
 */

/** @param {string} href of this page @returns {Address} */
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
