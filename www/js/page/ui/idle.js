/**
 * Tells whether the page is idle: every request is answered, nothing waits to be drawn, the URL is
 * up to date. Each module with pending work registers a check here. Tests and screenshot scripts
 * poll `playground.idle()` until it is true in two frames in a row, because a resize is reported
 * one frame later.
 */

/** @type {Set<() => boolean>} */
const parts = new Set();
let promises = 0;

/** @param {() => boolean} isBusy whether work is pending @param {AbortSignal} [signal] removes the check */
export function busyWhile(isBusy, signal) {
  parts.add(isBusy);
  signal?.addEventListener("abort", () => parts.delete(isBusy));
}

/**
 * @template T
 * Counts a promise as pending work until it is settled.
 * @param {Promise<T>} promise
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
