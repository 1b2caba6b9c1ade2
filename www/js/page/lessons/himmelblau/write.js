/** The number formats of descents, whose numbers range from 1e-31 to 1e+300. */

import { fixed } from "../../ui/numbers.js";

/**
 * A value of f or a slope: four significant digits, small and large ones with a power of ten.
 * @param {number} x
 * @returns {string}
 */
export function general(x) {
  const size = Math.abs(x);
  if (x === 0 || !Number.isFinite(x)) return fixed(x, 0);
  if (size >= 1e-3 && size < 1e4) return fixed(x, Math.max(0, 3 - Math.floor(Math.log10(size))));
  return x.toExponential(3).replaceAll("-", "−");
}

/**
 * A coordinate, to the seventh digit after the point.
 * @param {number} x
 * @returns {string}
 */
export function coordinate(x) {
  return fixed(x, 7);
}

/**
 * A coordinate chosen with the pointer.
 * @param {number} x
 * @returns {string}
 */
export function coordinateShort(x) {
  return fixed(x, 2);
}
