/**
 * The speeds of a run: the choices of the Speed select, as the worker counts them. A speed is a number
 * of samples, or of passes over the training set, per second; `full` has no limit. Only a number
 * of samples ever reaches the mathematics, so the speed changes no bit of the result.
 */

/** @typedef {{ id: string, samples?: number, epochs?: number }} Speed */

/** @type {readonly Speed[]} */
export const SPEEDS = Object.freeze([
  { id: "sample1", samples: 1 },
  { id: "sample10", samples: 10 },
  { id: "sample100", samples: 100 },
  { id: "epoch1", epochs: 1 },
  { id: "epoch10", epochs: 10 },
  { id: "full" },
]);

/** The speed that the page starts with. */
export const DEFAULT_SPEED = "full";

/**
 * Samples per second, `Infinity` for full speed or an unknown name.
 * @param {string} id
 * @param {number} epochLength samples in one pass
 * @returns {number}
 */
export function samplesPerSecond(id, epochLength) {
  const speed = SPEEDS.find((each) => each.id === id);
  if (speed?.samples) return speed.samples;
  if (speed?.epochs) return speed.epochs * epochLength;
  return Infinity;
}
