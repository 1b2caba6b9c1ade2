/**
 * The Activations lesson's part of a link: `function` (an activation), `z` (−6 … 6) and
 * `slope` (of leaky ReLU below 0, 0 … 1).
 */

import { readKeys, writeKeys } from "../../../shared/link-keys.js";

/** @typedef {{ function: string, z: number, slope: number }} LinkState */

/**
 * The keys, from which the controls are made, too.
 * @param {any} pkg
 * @returns {any[]}
 */
export function keysOf(pkg) {
  const settings = new Map(pkg.ActivationView.fields().map((/** @type {any} */ field) => [field.name, field]));
  const [min, max] = pkg.ActivationView.range();
  return [
    { ...settings.get("activation"), name: "function" },
    { name: "z", kind: "number", min, max, scale: "linear", slider: [min, max, 0.01], default: 1, live: true },
    { ...settings.get("leakySlope"), name: "slope" },
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

/** @param {LinkState} state @param {any} pkg */
export function writeLink(state, pkg) {
  return writeKeys(state, keysOf(pkg));
}
