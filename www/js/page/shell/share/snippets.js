/**
 * The texts of Share: a link, and HTML that embeds the lesson in another page, as a frame or as
 * the element. Pure text from the entries of a link.
 */

import { formatHash } from "../../../shared/link.js";

/**
 * @typedef {{ base: string, entries: [string, string][], hide: string, title: string, height: number }} What
 *   `base`: the URL before the hash; `entries`: the lesson's state; `hide`: parts, separated by commas
 */

/**
 * @param {What} what
 * @param {{ embed?: boolean }} [how]
 * @returns {string} a URL
 */
export function linkTo({ base, entries, hide }, { embed = false } = {}) {
  /** @type {[string, string][]} */
  const page = [];
  if (embed) page.push(["embed", "true"]);
  if (hide) page.push(["hide", hide]);
  return base + formatHash([...entries, ...page]);
}

/** @param {What} what @returns {string} HTML */
export function frameHtml(what) {
  const attributes = {
    src: linkTo(what, { embed: true }), title: what.title, width: "100%", height: String(what.height),
    style: "border: 0", loading: "lazy", allow: "clipboard-write",
  };
  return `<iframe${written(attributes)}></iframe>`;
}

/** @param {What} what @returns {string} HTML */
export function elementHtml({ base, entries, hide }) {
  const script = new URL("embed.js", base).href;
  const attributes = Object.fromEntries(entries.map(([key, value]) => [kebab(key), value]));
  if (hide) attributes.hide = hide;
  return `<script type="module"${written({ src: script })}></script>\n`
    + `<backprop-playground${written(attributes)}></backprop-playground>`;
}

/** @param {Record<string, string>} attributes */
function written(attributes) {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
}

/** @param {string} text of an attribute in double quotes */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {string} key `learningRate` */
function kebab(key) {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
