/** The tasks of this lesson. Answers are checked with the functions themselves, so none are listed here. */

/** The tolerance for a slope, and for a z in an answer. */
const NEAR = 0.01;
/** An answer closer to 0 than this is taken for the place where σ′ is largest. */
const STEEPEST = 0.5;
/** The largest mean error of a good sketch of tanh′; a flat line has 0.17. */
export const GOOD_SKETCH = 0.06;

/** @param {any} pkg @returns {import("../../ui/tasks.js").Answers} */
export function answers(pkg) {
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
