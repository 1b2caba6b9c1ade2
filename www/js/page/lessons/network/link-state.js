/**
 * The Network lesson's part of a link: all settings, of which those that do not fit together fall back to
 * their defaults one after the other; and the rest of the state of a run and its picture.
 */

import { parseFocus } from "../../../shared/link.js";
import { DEFAULT_SPEED, SPEEDS } from "../../../shared/speeds.js";
import { readKeys, writeKeys } from "../../../shared/link-keys.js";
import { placeOf } from "./neuron-names.js";

/** The most changes in a link, and the most characters for them. */
const MOST_CHANGES = 200;
const LONGEST_CHANGES = 8192;

export const PALETTES = Object.freeze(["blueOrange", "spectral"]);

/**
 * @typedef {{ layer: number, index: number }} Neuron
 * @typedef {{ config: Record<string, any>, step: number, changes: string, focus: Neuron | undefined,
 *   play: boolean, palette: string, speed: string }} LinkState
 */

/**
 * The keys other than settings. `rates`, the older form of `changes`, applies if that is missing.
 * @param {any} pkg
 * @returns {import("../../../shared/link-keys.js").Key[]}
 */
function keysOf(pkg) {
  return [
    { name: "step", kind: "integer", default: 0 },
    { name: "rates", read: (text, { config }, report) => readRates(text, config, pkg, report), default: "", silent: true },
    {
      name: "changes", read: (text, { config }, report) => readChanges(text, config, pkg, report), defaultFor: ({ rates = "" }) => rates,
      counts: ({ changes }) => areLinked(changes),
    },
    { name: "play", kind: "flag" },
    { name: "palette", kind: "choice", values: PALETTES, default: PALETTES[0] },
    { name: "speed", kind: "choice", values: SPEEDS.map(({ id }) => id), default: DEFAULT_SPEED },
    {
      name: "focus", read: (text, { config }) => readFocus(text, config.layers),
      write: (focus) => (focus ? `${focus.layer}.${focus.index + 1}` : ""),
    },
  ];
}

/**
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {any} pkg
 * @returns {{ state: LinkState, problems: import("../../../shared/link-keys.js").Problem[] }}
 */
export function readLink(entries, pkg) {
  const fields = new Map(pkg.Trainer.fields().map((/** @type {any} */ field) => [field.name, field.default]));
  const { config, problems } = pkg.readSettings([...entries].filter(([key]) => fields.has(key)));
  const others = new Map(entries);
  if (others.has("changes")) others.delete("rates");
  const read = readKeys(others, keysOf(pkg), { config: { ...Object.fromEntries(fields), ...config } });
  const { rates: _, ...state } = read.state;
  return { state, problems: [...problems, ...read.problems] };
}

/**
 * @param {LinkState} state
 * @param {any} pkg
 * @returns {[string, string][]}
 */
export function writeLink(state, pkg) {
  return [...pkg.writeSettings(state.config), ...writeKeys(state, keysOf(pkg))];
}

/** True if the changes fit into a link. @param {string} changes */
export function areLinked(changes) {
  return changes.length <= LONGEST_CHANGES && changes.split(",").length <= MOST_CHANGES;
}

const areGrowing = (/** @type {string} */ changes) => {
  const steps = changes.split(",").map((entry) => parseInt(entry, 10));
  return steps.every((step, i) => i === 0 || step > steps[i - 1]);
};

/** `28000:learningRate:0.03,30000:p17:0.5` @returns {string} empty if any change is refused */
function readChanges(text, config, pkg, report, areRight = areLinked) {
  try {
    const changes = pkg.readChanges(config, text);
    if (areRight(changes)) return changes;
    report({ code: "wrongType" }, `${text.slice(0, 60)}…`);
  } catch (problem) {
    const { code, value, min, max, field: setting } = /** @type {any} */ (problem);
    report({ code, min, max, setting }, value);
  }
  return "";
}

/** `28000:0.03,42000:0.01`: without a limit, but with at most one rate per step. */
function readRates(text, config, pkg, report) {
  return readChanges(text.replace(/:/g, ":learningRate:"), config, pkg, report, areGrowing);
}

/** @returns {Neuron} */
function readFocus(text, layers) {
  const focus = parseFocus(text);
  if (!focus) throw { code: "wrongType" };
  if (placeOf(layers, focus) >= 0) return focus;
  throw { code: "outOfRange", kind: "focus" };
}
