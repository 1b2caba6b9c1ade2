/** The tasks of this lesson. Answers are checked with the functions themselves, so none are listed here. */

/** The tolerance for a slope, and for a z in an answer. */
const NEAR = 0.01;
/** An answer closer to 0 than this is taken for the place where σ′ is largest. */
const STEEPEST = 0.5;
/** The layers, the fraction left after them and its tolerance of the task about leaky ReLU, whose z is below 0. */
const LEAK = { layers: 3, left: 0.001, near: 0.00005 };
/** The layers and the z of the task about whole gradients. */
const [MANY, RIGHT] = [10, 2];
/** The function to be sketched, and the largest mean error of a good sketch of it; a flat line has 0.17. */
export const SKETCHED = "tanh";
export const GOOD_SKETCH = 0.06;

/** @param {any} pkg @param {readonly string[]} names of all functions @returns {import("../../ui/tasks.js").Answers} */
export function answers(pkg, names) {
  const slope = (/** @type {string} */ name, /** @type {number} */ z) => pkg.ActivationView.slope(name, z);
  const left = (/** @type {number} */ layers) => slope("sigmoid", 0) ** layers;
  return {
    flat: (z) => {
      const far = Math.abs(z);
      // Two decimals: σ′ crosses 0.05 within a hundredth of the answer.
      if (slope("sigmoid", far - NEAR) > 0.05 && slope("sigmoid", far + NEAR) < 0.05) return true;
      const here = slope("sigmoid", z);
      return { why: far < STEEPEST ? "steepest" : here > 0.05 ? "above" : "below", numbers: { z, slope: here } };
    },
    layers: (n) => {
      if (!Number.isInteger(n) || n < 0) return { why: "whole" };
      if (left(n) >= 0.001) return { why: "above", numbers: { n, left: left(n) } };
      return left(n - 1) >= 0.001 || { why: "below", numbers: { n, left: left(n) } };
    },
    whole: (n) => {
      if (!Number.isInteger(n) || n < 0 || n > names.length) return { why: "whole" };
      const after = Object.fromEntries(names.map((name) => [name, slope(name, RIGHT) ** MANY]));
      const right = Object.values(after).filter((left) => left === 1).length;
      return n === right || (n > right ? { why: "high", numbers: after } : { why: "low" });
    },
    silu: (z) => slope("silu", z - NEAR) < 0 && slope("silu", z + NEAR) > 0 || { why: "off", numbers: { z, slope: slope("silu", z) } },
  };
}

/**
 * @param {import("./model.js").Model} model
 * @param {number} slope
 * @returns {boolean} whether the probe is where tanh has the slope ½
 */
export function isHalf({ name, phase }, slope) {
  return name === "tanh" && phase !== "sketching" && Math.abs(slope - 0.5) < NEAR;
}

/**
 * The progress in the task about leaky ReLU.
 * @param {import("./model.js").Model} model
 * @param {number} slope at z
 * @returns {{ left: number, done: boolean } | null} what three layers leave; `null` if it is not leaky ReLU at a z below 0
 */
export function leak({ name, z, phase }, slope) {
  if (name !== "leakyRelu" || z >= 0 || phase === "sketching") return null;
  const left = slope ** LEAK.layers;
  return { left, done: Math.abs(left - LEAK.left) < LEAK.near };
}
