/**
 * The five health numbers of a layer, in the trainer's order: their names, their formats, and the scales of
 * their curves.
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
 * Three significant digits, for a narrow column.
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
 * The format of a scale's ends: powers of ten, or fractions in whole percent.
 * @param {Column} column
 * @returns {(x: number) => string} 1e−5, 100%
 */
export function writeEnd({ scale }) {
  if (scale === "linear") return (x) => `${Math.round(x * 100)}%`;
  return (x) => (x >= 0.01 && x < 1e4 ? String(x) : x.toExponential(0).replaceAll("-", "−").replace("+", ""));
}
