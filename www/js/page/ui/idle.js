/**
 * Whether the page rests: what was asked is answered, nothing waits to be drawn, the address is
 * written. Whoever can have something under way says here how to see it. Tests, and whoever takes
 * pictures of the page, ask `playground.idle()` until it is true in two frames in a row: a new size
 * is heard of in the next one.
 */

/** @type {Set<() => boolean>} */
const parts = new Set();
let promises = 0;

/**
 * @param {() => boolean} isBusy whether something is under way
 * @param {AbortSignal} [signal] with which whoever says so goes
 */
export function busyWhile(isBusy, signal) {
  parts.add(isBusy);
  signal?.addEventListener("abort", () => parts.delete(isBusy));
}

/**
 * @template T
 * @param {Promise<T>} promise under way until it is settled
 * @returns {Promise<T>} the same
 */
export function during(promise) {
  promises += 1;
  const end = () => { promises -= 1; };
  promise.then(end, end);
  return promise;
}

/** @returns {boolean} */
export function isIdle() {
  return promises === 0 && [...parts].every((isBusy) => !isBusy());
}
