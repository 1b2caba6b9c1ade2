/**
 * The number format of this lesson: four digits after the point, and powers of ten if those
 * would all be zeros.
 */

import { fixed } from "../../ui/numbers.js";

/** @param {number} x @returns {string} */
export function written(x) {
  return x !== 0 && Math.abs(x) < 1e-3 ? x.toExponential(2).replaceAll("-", "−") : fixed(x, 4);
}

/**
 * A z: hundredths, or all digits if there are more.
 * @param {number} z
 * @returns {string}
 */
export function writtenPlace(z) {
  const short = fixed(z, 2);
  return Number(short.replace("−", "-")) === z ? short : String(z).replace("-", "−");
}
