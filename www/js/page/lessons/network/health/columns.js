/**
 * The five numbers that tell how a layer fares, in the order in which the trainer gives them: what
 * they are called, how they are written, and on what scale they are drawn.
 */

import { percent } from "../../../ui/numbers.js";

/** @typedef {{ name: string, scale: "log" | "linear", write: (x: number) => string }} Column */

/** @type {readonly Column[]} */
export const COLUMNS = Object.freeze([
  { name: "delta", scale: "log", write: brief },
  { name: "gradient", scale: "log", write: brief },
  { name: "saturated", scale: "linear", write: percent },
  { name: "dead", scale: "linear", write: percent },
  { name: "ratio", scale: "log", write: brief },
]);

/**
 * Three digits that count, in a narrow column.
 * @param {number} x
 * @returns {string} 0.0154, 1.23e−7
 */
function brief(x) {
  if (!Number.isFinite(x)) return String(x).replace("-", "−").replace("Infinity", "∞");
  const size = Math.abs(x);
  const plain = x === 0 || (size >= 1e-3 && size < 999.5);
  return (plain ? String(Number(x.toPrecision(3))) : x.toExponential(2)).replaceAll("-", "−");
}

/**
 * The end of a scale: a power of ten as such, a share in whole percent.
 * @param {Column} column
 * @returns {(x: number) => string} 1e−5, 100%
 */
export function writeEnd({ scale }) {
  if (scale === "linear") return (x) => `${Math.round(x * 100)}%`;
  return (x) => (x >= 0.01 && x < 1e4 ? String(x) : x.toExponential(0).replaceAll("-", "−").replace("+", ""));
}
