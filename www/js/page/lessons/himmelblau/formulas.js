/**
 * The formulas of the surfaces: f and its two slopes, first in letters, then with the current numbers.
 * A residual is a number that the formula squares: a, b, c in their order.
 */

import { fraction, mi, mn, mo, paren, power, row } from "../../ui/math.js";

const x = () => mi("x");
const y = () => mi("y");
const sq = (/** @type {Element} */ part) => power(part, 2);
const cube = (/** @type {Element} */ part) => power(part, 3);

/** The residuals in letters. @type {Record<string, () => Element[]>} */
const RESIDUALS = {
  himmelblau: () => [row(sq(x()), "+", y(), "−", 11), row(x(), "+", sq(y()), "−", 7)],
  rosenbrock: () => [row(1, "−", x()), row(y(), "−", sq(x()))],
  beale: () => [
    row("1.5", "−", x(), "+", x(), y()), row("2.25", "−", x(), "+", x(), sq(y())),
    row("2.625", "−", x(), "+", x(), cube(y())),
  ],
};

/** Factors of the squares, if not 1. @type {Record<string, (string | number)[]>} */
const WEIGHTS = { rosenbrock: ["", 100] };

/**
 * f in terms of its residuals: `parts` are their formulas, or their values.
 * @param {string} surface
 * @param {Element[]} parts
 * @returns {Element}
 */
function squares(surface, parts) {
  const weights = WEIGHTS[surface] ?? [];
  return row(...parts.flatMap((part, i) => [
    ...(i > 0 ? [mo("+")] : []), ...(weights[i] ? [mn(weights[i])] : []), power(paren(part), 2),
  ]));
}

/** Makes a part of a formula, a new element each time. @typedef {() => Element} Make */
/** @typedef {{ x: Make, y: Make, r: Make[], k: Make }} Makers `r`: residuals, `k`: the conditioning */

/**
 * The slopes in terms of x, y and the residuals. `p` makes a factor of a part.
 * @type {Record<string, (v: Makers, p: (part: Element) => Element) => [Element, Element]>}
 */
const SLOPES = {
  himmelblau: ({ x: u, y: v, r: [a, b] }, p) => [
    row(4, p(u()), p(a()), "+", 2, p(b())), row(2, p(a()), "+", 4, p(v()), p(b())),
  ],
  rosenbrock: ({ x: u, r: [a, b] }, p) => [
    row("−", mn(2), p(a()), "−", 400, p(u()), p(b())), row(200, p(b())),
  ],
  beale: ({ x: u, y: v, r: [a, b, c] }, p) => [
    row(2, p(a()), paren(v(), "−", 1), "+", 2, p(b()), paren(sq(p(v())), "−", 1),
      "+", 2, p(c()), paren(cube(p(v())), "−", 1)),
    row(2, p(u()), paren(a(), "+", 2, p(v()), p(b()), "+", 3, sq(p(v())), p(c()))),
  ],
  bowl: ({ x: u, y: v, k }, p) => [row(u()), row(k(), "·", p(v()))],
  saddle: ({ x: u, y: v }, p) => [row(2, p(u())), row("−", mn(2), p(v()))],
};

/**
 * f in letters.
 * @param {string} surface
 * @param {number} conditioning
 * @returns {Element}
 */
export function valueFormula(surface, conditioning) {
  const left = [mi("f"), paren(x(), ",", y()), mo("=")];
  if (surface === "saddle") return row(...left, sq(x()), "−", sq(y()));
  if (surface === "bowl") return row(...left, fraction(1, 2), paren(sq(x()), "+", conditioning, sq(y())));
  return row(...left, squares(surface, RESIDUALS[surface]()));
}

/**
 * f with the numbers of its residuals; `undefined` for a surface without residuals.
 * @param {string} surface
 * @param {Element[]} residuals numbers
 * @returns {Element | undefined}
 */
export function valueNumbers(surface, residuals) {
  return surface in RESIDUALS ? squares(surface, residuals) : undefined;
}

/**
 * The two slopes in letters.
 * @param {string} surface
 * @param {number} conditioning
 * @returns {[Element, Element]}
 */
export function slopeFormulas(surface, conditioning) {
  const count = RESIDUALS[surface]?.().length ?? 0;
  const r = Array.from({ length: count }, (_, i) => () => RESIDUALS[surface]()[i]);
  // A letter needs no parentheses; a sum does.
  const factor = (/** @type {Element} */ part) => (part.localName === "mrow" ? paren(part) : part);
  return SLOPES[surface]({ x, y, r, k: () => mn(conditioning) }, factor);
}

/**
 * The two slopes with numbers.
 * @param {string} surface
 * @param {Makers} numbers
 * @returns {[Element, Element]}
 */
export function slopeNumbers(surface, numbers) {
  return SLOPES[surface](numbers, (part) => paren(part));
}

/**
 * The number of residuals of a surface.
 * @param {string} surface
 * @returns {number}
 */
export function residualCount(surface) {
  return RESIDUALS[surface]?.().length ?? 0;
}
