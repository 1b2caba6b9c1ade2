/**
 * MathML from small builders: `fraction(mn(1), row(mn(1), mo("+"), power(mi("e"), …)))`. Numbers
 * that change are `live(quantity)`: an `<mn>` around a `<data>` element, which holds the full value.
 * Strings among the children become identifiers, numbers or operators, by their first character.
 */

import { place, show } from "./numbers.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** @typedef {Element | string | number} Part */

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...Part} parts
 * @returns {Element}
 */
export function m(tag, attributes, ...parts) {
  const element = document.createElementNS(MATHML, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...parts.map(asElement));
  return element;
}

/** A token element; its text is used as it is. */
function token(tag, text, attributes = {}) {
  const element = m(tag, attributes);
  element.textContent = text;
  return element;
}

/** An identifier; browsers set names of several letters upright. */
export const mi = (/** @type {string} */ text) => token("mi", text);
export const mn = (/** @type {string | number} */ text) => token("mn", String(text).replace("-", "−"));
/** Not stretchy: without a mathematical font Chromium stretches fences too far. */
export const mo = (/** @type {string} */ text) => token("mo", text, { stretchy: "false" });
export const mtext = (/** @type {string} */ text) => token("mtext", text);
export const row = (/** @type {Part[]} */ ...parts) => m("mrow", {}, ...parts);
export const fraction = (/** @type {Part} */ above, /** @type {Part} */ below) => m("mfrac", {}, above, below);
export const power = (/** @type {Part} */ base, /** @type {Part} */ exponent) => m("msup", {}, base, exponent);
export const sub = (/** @type {Part} */ base, /** @type {Part} */ index) => m("msub", {}, base, index);
export const root = (/** @type {Part} */ inner) => m("msqrt", {}, inner);
export const paren = (/** @type {Part[]} */ ...parts) => row(mo("("), ...parts, mo(")"));

/** @param {Part} part @returns {Element} */
function asElement(part) {
  if (part instanceof Element) return part;
  const text = String(part);
  if (/^[−-]?[\d.]/.test(text)) return mn(text);
  return /^[\p{L}∂∇]/u.test(text) ? mi(text) : mo(text);
}

/**
 * A display formula. It scrolls if it does not fit.
 * @param {...Part} parts
 * @returns {Element}
 */
export function math(...parts) {
  return m("math", { display: "block" }, ...parts);
}

/**
 * A formula in running text.
 * @param {...Part} parts
 * @returns {Element}
 */
export function inline(...parts) {
  return m("math", { displaystyle: "true" }, ...parts);
}

/**
 * A number that changes.
 * @param {string} quantity
 * @param {(x: number) => string} write
 * @param {string} [className] `value` or `gradient`, which sets its colour
 * @returns {{ element: Element, show: (x: number) => void }}
 */
export function live(quantity, write, className = "") {
  const data = place(quantity, className || undefined);
  const element = m("mn", { class: "live" }, data);
  return { element, show: (x) => show(data, x, write) };
}
