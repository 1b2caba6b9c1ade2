/**
 * How a tape's numbers are written: as many digits as they need, at most four, so that whole
 * numbers look whole.
 */

import { fixed } from "../numbers.js";

/** Significant digits. */
const DIGITS = 4;

/**
 * @param {number} x
 * @returns {string}
 */
export function short(x) {
  if (!Number.isFinite(x)) return fixed(x, 0);
  const size = Math.abs(x);
  const text = size !== 0 && (size >= 1e5 || size < 1e-3)
    ? x.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e") : String(Number(x.toPrecision(DIGITS)));
  return text.replaceAll("-", "−");
}

/**
 * A number in a formula: what is negative stands in parentheses after a sign.
 * @param {number} x
 * @returns {boolean}
 */
export function isLoose(x) {
  return x < 0 || Object.is(x, -0);
}
