/**
 * How this lesson writes its numbers: four digits after the point, and powers of ten where those
 * would all be zeros.
 */

import { fixed } from "../../ui/numbers.js";

/**
 * @param {number} x
 * @returns {string}
 */
export function written(x) {
  return x !== 0 && Math.abs(x) < 1e-3 ? x.toExponential(2).replaceAll("-", "−") : fixed(x, 4);
}

/**
 * A place on the axis: hundredths, or all the digits that were asked for.
 * @param {number} z
 * @returns {string}
 */
export function writtenPlace(z) {
  const short = fixed(z, 2);
  return Number(short.replace("−", "-")) === z ? short : String(z).replace("-", "−");
}
