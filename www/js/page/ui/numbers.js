/**
 * The page's number formats. A computed number is a `<data>` element whose `value` is the
 * full number as JavaScript writes it and whose text is rounded to a fixed number of digits, so
 * that nothing moves while it changes.
 */

import { h, setText } from "./dom.js";

const MINUS = "−";
const THIN_SPACE = "\u202f";
/** The placeholder for a number. */
const NOT_YET = "–";

/**
 * Rounds as the log does, in Rust, Python and C: ties go to the even digit, whereas `toFixed` rounds
 * them up. A tie must be an odd multiple of a power of two, which can be tested without
 * rounding.
 * @param {number} x finite
 * @param {number} digits after the point, one at least
 * @returns {string}
 */
function rounded(x, digits) {
  const up = x.toFixed(digits);
  const tie = Math.abs(x * 2 ** (digits + 1)) % 2 === 1;
  return tie && Number(up.at(-1)) % 2 === 1 ? x.toFixed(digits + 1).slice(0, -1) : up;
}

/**
 * @param {number} x
 * @param {number} digits after the point, one at least
 * @returns {string} large numbers as 1.2e+9
 */
export function fixed(x, digits) {
  if (!Number.isFinite(x)) return String(x).replace("-", MINUS).replace("Infinity", "∞");
  const text = Math.abs(x) < 1e4 ? rounded(x, digits) : x.toExponential(2);
  return text.replaceAll("-", MINUS);
}

/**
 * A number of any size, with five significant digits.
 * @param {number} x
 * @returns {string} 0.12345, −1.2345e−7
 */
export function significant(x) {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0 || (size >= 1e-3 && size < 1e4)) return fixed(x, size >= 10 ? 3 : 5);
  return x.toExponential(4).replaceAll("-", MINUS);
}

/** @param {number} n a whole number @returns {string} 191 800 */
export function grouped(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** @param {number} fraction @returns {string} 96.86 %, as the log rounds it */
export function percent(fraction) {
  return Number.isFinite(fraction) ? `${rounded(fraction * 100, 2)}%` : String(fraction);
}

/** The format of each quantity. @type {Record<string, (x: number) => string>} */
const WRITE = {
  epoch: grouped,
  step: grouped,
  "train-loss": (x) => fixed(x, 6),
  "test-loss": (x) => fixed(x, 6),
  "train-accuracy": percent,
  "test-accuracy": percent,
};

/**
 * An empty place for a computed number.
 * @param {string} quantity for example `train-loss`
 * @param {string} [className]
 * @returns {HTMLDataElement}
 */
export function place(quantity, className) {
  return h("data", { "data-quantity": quantity, class: className, value: "" });
}

/**
 * @param {HTMLDataElement} element
 * @param {number} x
 * @param {(x: number) => string} [write] the format, if the quantity is not one of the run's six
 */
export function show(element, x, write = WRITE[element.dataset.quantity ?? ""] ?? String) {
  const value = String(x);
  if (element.value === value && element.textContent !== "") return;
  element.value = value;
  setText(element, write(x));
}

/**
 * A computed number as an element.
 * @param {string} quantity
 * @param {number} x
 * @param {(x: number) => string} [write] as for `show`
 * @returns {HTMLDataElement}
 */
export function number(quantity, x, write) {
  const element = place(quantity);
  show(element, x, write);
  return element;
}

/** Replaces a number that is no longer valid with the placeholder. @param {HTMLDataElement} element */
export function clear(element) {
  element.value = "";
  setText(element, NOT_YET);
}
