/**
 * The Himmelblau lesson's part of a link:
 *
 * - `surface`: himmelblau, rosenbrock, beale, bowl, saddle
 * - `conditioning`: of the bowl, 1 … 100
 * - `start`: two numbers in view, `-2,2`
 * - `rate`: the learning rate, above 0 and at most 10
 * - `optimizer`: sgd, momentum, rmsprop, adam
 * - `race`, `basins`: bare
 * - `at`: the number of steps done, 0 … 200
 * - `hidden`: a seed; the surface to find with probes, in place of all others
 * - `play`: bare; descends from there; never written
 */

import { readKeys, writeKeys } from "../../../shared/link-keys.js";
import { readNumber } from "../../../shared/read-number.js";
import { defaults, factsOf, fieldsOf } from "./descents.js";

/** @typedef {import("./descents.js").State & { basins: boolean, at: number, hidden: number | undefined, play: boolean }} LinkState */

/** @param {any} pkg @returns {import("../../../shared/link-keys.js").Key[]} */
function keysOf(pkg) {
  const first = defaults(pkg);
  const { conditioning, rate, at, hidden } = fieldsOf(pkg);
  const defaultsOf = (/** @type {any} */ state) => defaults(pkg, state.surface, state.conditioning);
  return [
    { name: "surface", kind: "choice", values: pkg.Terrain.surfaces(), default: first.surface },
    { ...conditioning, counts: ({ surface }) => surface === "bowl" },
    { name: "start", read: (text, { surface, conditioning: c }) => placeIn(text, factsOf(pkg, surface, c)), defaultFor: (state) => defaultsOf(state).start },
    { ...rate, defaultFor: (state) => defaultsOf(state).rate },
    {
      name: "optimizer", kind: "choice", values: pkg.Terrain.optimizers(), named: pkg.Terrain.optimizerNamed, default: first.optimizer,
    },
    { name: "race", kind: "flag" },
    { name: "basins", kind: "flag" },
    at,
    hidden,
    { name: "play", kind: "flag", silent: true },
  ];
}

/**
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {any} pkg
 * @returns {{ state: LinkState, problems: import("../../../shared/link-keys.js").Problem[] }}
 */
export function readLink(entries, pkg) {
  return readKeys(entries, keysOf(pkg));
}

/** @param {Omit<LinkState, "play">} state @param {any} pkg */
export function writeLink(state, pkg) {
  return writeKeys(state, keysOf(pkg));
}

/**
 * A point within the surface's view: `-2,2`, and what people write, such as `(−2, 2)`, `-2 2`, `1,5; 2`.
 * @param {string} text
 * @param {{ x: number[], y: number[] }} facts
 */
export function placeIn(text, { x, y }) {
  const plain = text.replace(/[()（）]/g, "").trim();
  const between = [/[;；]/, /[,，、]/, /\s+/].find((sign) => sign.test(plain)) ?? ",";
  const place = plain.split(between).map((/** @type {string} */ part) => readNumber(part) ?? NaN);
  const inside = place.every((/** @type {number} */ number, /** @type {number} */ i) => number >= [x, y][i]?.[0] && number <= [x, y][i]?.[1]);
  if (place.length === 2 && inside) return place;
  throw { code: "wrongType" };
}
