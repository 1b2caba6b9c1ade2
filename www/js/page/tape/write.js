/**
 * The number format of a tape: as many digits as needed, at most four, so that whole
 * numbers look whole.
 */

import { live, m, mo } from "../ui/math.js";
import { fixed } from "../ui/numbers.js";

/** Significant digits. */
const DIGITS = 4;
/** The characters that fit in half a node. */
const NARROW = 7;

/**
 * @param {number} x
 * @param {number} [digits] significant digits, at least two
 * @returns {string}
 */
export function short(x, digits = DIGITS) {
  if (!Number.isFinite(x)) return fixed(x, 0);
  const size = Math.abs(x);
  const text = size !== 0 && (size >= 1e5 || size < 1e-3)
    ? x.toExponential(digits - 2).replace(/\.?0+e/, "e").replace("e+", "e") : String(Number(x.toPrecision(digits)));
  return text.replaceAll("-", "−");
}

/**
 * A number with as many digits as fit in half a node.
 * @param {number} x
 * @returns {string}
 */
export function narrow(x) {
  const texts = [4, 3, 2].map((digits) => short(x, digits));
  return texts.find(({ length }) => length <= NARROW) ?? x.toExponential(0).replace("e+", "e").replaceAll("-", "−");
}

/**
 * True if a number needs parentheses after an operator.
 * @param {number} x
 * @returns {boolean}
 */
export function isLoose(x) {
  return x < 0 || Object.is(x, -0);
}

/**
 * A number in a formula, in parentheses while it is negative.
 * @param {string} quantity
 * @returns {{ element: Element, show: (x: number) => void }}
 */
export function guarded(quantity) {
  const number = live(quantity, short);
  const element = m("mrow", {}, number.element);
  let guard = false;
  return {
    element,
    show: (x) => {
      number.show(x);
      if (guard === isLoose(x)) return;
      guard = isLoose(x);
      element.replaceChildren(...(guard ? [mo("("), number.element, mo(")")] : [number.element]));
    },
  };
}
