/**
 * The formula of each function and of its derivative, as MathML: in letters, then with the numbers at
 * z. The derivatives are the identities by which the code computes them.
 */

import { fraction, live, m, math, mi, mn, mo, paren, power, root, row } from "../../ui/math.js";
import { written, writtenPlace } from "./write.js";

/** @typedef {(quantity: string, className?: string) => Element} Live a number at z */
/** @typedef {{ value: Element[], slope: Element[], also?: Element[][] }} Formula
 *   `also`: further lines */

const times = () => mo("·");
const equals = () => mo("=");
const tight = (/** @type {string} */ sign) => {
  const element = mo(sign);
  for (const side of ["lspace", "rspace"]) element.setAttribute(side, "0");
  return element;
};
const z = () => mi("z");
const eTo = (/** @type {any[]} */ ...parts) => power(mi("e"), row(...parts));
/** f(z), for a function of this name. */
const of = (/** @type {string} */ name) => row(mi(name), paren(z()));
/** f′(z); the prime is raised already. */
const prime = (/** @type {string} */ name) => row(mi(name), tight("′"), paren(z()));
const half = () => fraction(mn(1), mn(2));

/** One case for z > 0 and one for the rest; a class of the panel highlights the current one. */
function cases(above, below) {
  const line = (/** @type {string} */ name, /** @type {any} */ what, /** @type {string} */ sign) => {
    const cell = (/** @type {any[]} */ ...parts) => m("mtd", {}, ...parts);
    return m("mtr", { class: name }, cell(what), cell(row(z(), mo(sign), mn(0))));
  };
  return m("mtable", { class: "cases" }, line("above", above, ">"), line("below", below, "≤"));
}

/** @type {Record<string, (n: Live) => Formula>} */
const FORMULAS = {
  /** For a function without a formula here. */
  plain: (n) => ({
    value: [mi("f"), paren(z()), equals(), n("f-of-z")],
    slope: [prime("f"), equals(), n("slope-of-z")],
  }),
  sigmoid: (n) => ({
    value: [of("σ"), equals(), fraction(mn(1), row(mn(1), mo("+"), eTo(mo("−"), z()))), equals(),
      fraction(mn(1), row(mn(1), mo("+"), eTo(mo("−"), paren(n("z"))))), equals(), n("f-of-z")],
    slope: [prime("σ"), equals(), of("σ"), times(), paren(mn(1), mo("−"), of("σ")), equals(),
      n("f-of-z"), times(), paren(mn(1), mo("−"), n("f-of-z")), equals(), n("slope-of-z")],
  }),
  tanh: (n) => ({
    value: [of("tanh"), equals(),
      fraction(row(eTo(z()), mo("−"), eTo(mo("−"), z())), row(eTo(z()), mo("+"), eTo(mo("−"), z()))),
      equals(), n("f-of-z")],
    slope: [prime("tanh"), equals(), mn(1), mo("−"), power(mi("tanh"), mn(2)), z(), equals(),
      mn(1), mo("−"), power(paren(n("f-of-z")), mn(2)), equals(), n("slope-of-z")],
    also: [[mn(2), mi("σ"), paren(mn(2), z()), mo("−"), mn(1), equals(),
      mn(2), times(), n("sigmoid-of-2z"), mo("−"), mn(1), equals(), n("tanh-by-sigmoid")]],
  }),
  relu: (n) => ({
    value: [of("ReLU"), equals(), cases(z(), mn(0)), equals(), n("f-of-z")],
    slope: [prime("ReLU"), equals(), cases(mn(1), mn(0)), equals(), n("slope-of-z")],
  }),
  leakyRelu: (n) => ({
    value: [mi("f"), paren(z()), equals(),
      cases(z(), row(mi("p"), z(), equals(), n("leaky-slope"), z())), equals(), n("f-of-z")],
    slope: [prime("f"), equals(), cases(mn(1), row(mi("p"), equals(), n("leaky-slope"))), equals(), n("slope-of-z")],
  }),
  linear: (n) => ({
    value: [mi("f"), paren(z()), equals(), z(), equals(), n("f-of-z")],
    slope: [prime("f"), equals(), mn(1), equals(), n("slope-of-z")],
  }),
  elu: (n) => ({
    value: [of("ELU"), equals(), cases(z(), row(eTo(z()), mo("−"), mn(1))), equals(), n("f-of-z")],
    slope: [prime("ELU"), equals(),
      cases(mn(1), row(of("ELU"), mo("+"), mn(1), equals(), n("f-of-z"), mo("+"), mn(1))), equals(), n("slope-of-z")],
  }),
  gelu: (n) => ({
    value: [of("GELU"), equals(), z(), times(), of("Φ"), equals(),
      n("z"), times(), n("normal-of-z"), equals(), n("f-of-z")],
    slope: [prime("GELU"), equals(), of("Φ"), mo("+"), z(), times(), of("φ"), equals(),
      n("normal-of-z"), mo("+"), n("z"), times(), n("density-of-z"), equals(), n("slope-of-z")],
    also: [
      [of("Φ"), equals(), half(), paren(mn(1), mo("+"), mi("erf"), paren(fraction(z(), root(mn(2)))))],
      [of("φ"), equals(), fraction(eTo(mo("−"), power(z(), mn(2)), mo("/"), mn(2)), root(row(mn(2), mi("π"))))],
    ],
  }),
  softplus: (n) => ({
    value: [of("softplus"), equals(), mi("ln"), paren(mn(1), mo("+"), eTo(z())), equals(),
      mi("ln"), paren(mn(1), mo("+"), eTo(n("z"))), equals(), n("f-of-z")],
    slope: [prime("softplus"), equals(), of("σ"), equals(), n("slope-of-z")],
  }),
  silu: (n) => ({
    value: [of("SiLU"), equals(), z(), times(), of("σ"), equals(),
      n("z"), times(), n("sigmoid-of-z"), equals(), n("f-of-z")],
    slope: [prime("SiLU"), equals(), of("σ"), times(),
      paren(mn(1), mo("+"), z(), times(), paren(mn(1), mo("−"), of("σ"))), equals(),
      n("sigmoid-of-z"), times(),
      paren(mn(1), mo("+"), n("z"), times(), paren(mn(1), mo("−"), n("sigmoid-of-z"))), equals(), n("slope-of-z")],
  }),
};

/** The colour class of each quantity that has one. @type {Record<string, string>} */
const COLOURS = { "f-of-z": "value", "tanh-by-sigmoid": "value", "slope-of-z": "gradient" };

/**
 * @param {string} name of the function
 * @returns {{ value: Element, slope: Element, also: Element[],
 *   show: (numbers: Record<string, number>) => void }}
 */
export function formula(name) {
  /** @type {Map<(x: number) => void, string>} */
  const places = new Map();
  const number = (/** @type {string} */ quantity) => {
    const write = quantity === "z" ? writtenPlace : written;
    const { element, show } = live(quantity, write, COLOURS[quantity]);
    places.set(show, quantity);
    return element;
  };
  const { value, slope, also = [] } = (FORMULAS[name] ?? FORMULAS.plain)(number);
  return {
    value: math(...value),
    slope: math(...slope),
    also: also.map((parts) => math(...parts)),
    show: (numbers) => {
      for (const [show, quantity] of places) show(numbers[quantity]);
    },
  };
}
