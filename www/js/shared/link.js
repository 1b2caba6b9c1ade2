/**
 * The URL's hash as a list of keys and values, and back: pure text, no DOM. The keys of settings come
 * from the table in Rust, others from each lesson; here are only the keys that belong to the page, and
 * the formats of values that are not plain words.
 */

/** Keys that any lesson's link may have. `hide`, `embed` and `show` are for embedded pages. */
export const PAGE_KEYS = Object.freeze(["lesson", "lang", "hide", "embed", "show"]);

/** @typedef {Map<string, string>} Entries in the order of the link; of a repeated key, the last */

/**
 * @param {string} hash with or without its `#`; a link that was copied out of HTML has `&amp;` for `&`, one that a
 *   form has written `+` for a space
 * @returns {Entries} bare keys have the value "true"
 */
export function parseHash(hash) {
  const entries = new Map();
  for (const part of wellFormed(hash).replace(/^#/, "").split(/&(?:amp;)?/)) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const key = decode(at < 0 ? part : part.slice(0, at));
    entries.delete(key);
    entries.set(key, at < 0 ? "true" : decode(part.slice(at + 1)));
  }
  return entries;
}

/** @param {Iterable<readonly [string, string]>} entries @returns {string} with its `#`; empty if there are no entries */
export function formatHash(entries) {
  const parts = [...entries].map(([key, value]) => {
    return value === "true" ? encode(key) : `${encode(key)}=${encode(value)}`;
  });
  return parts.length > 0 ? `#${parts.join("&")}` : "";
}

/** Replaces lone surrogates: a host can send them, but no URL can hold them. */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A stray `%` in a link stands for itself; a `+` is a space where another one is written `%2B` and no space `%20`. */
function decode(text) {
  const isOfForm = /%2B/i.test(text) && !text.includes("%20");
  try {
    return decodeURIComponent(isOfForm ? text.replaceAll("+", " ") : text);
  } catch {
    return text;
  }
}

/** Commas and colons are allowed in a fragment and are easier to read unescaped. */
function encode(text) {
  return encodeURIComponent(wellFormed(text)).replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** True if a flag's key is present, bare or with any value but `false`. @param {string | null | undefined} text */
export const isOn = (text) => !/^(false|0)$/i.test(text ?? "false");

/** @param {string} text `28000` @returns {number | undefined} */
export function parseStep(text) {
  const step = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(step) ? step : undefined;
}

/**
 * A neuron, `2.17`: its layer (0 = inputs), then its number from 1, as on the page.
 * @param {string} text
 * @returns {{ layer: number, index: number } | undefined} index from 0
 */
export function parseFocus(text) {
  const [, layer, place] = /^(\d{1,2})\.(\d{1,3})$/.exec(text) ?? [];
  if (place === undefined || Number(place) < 1) return undefined;
  return { layer: Number(layer), index: Number(place) - 1 };
}
