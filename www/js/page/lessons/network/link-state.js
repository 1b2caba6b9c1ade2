/**
 * What a link says about the Network lesson, and the link that says what the lesson shows. Reading
 * is lenient: a wrong value falls back to the default and is reported, once; settings that do not
 * fit together give way one after the other. Only what differs from the default is written.
 */

import { isOn, parseFocus, parseStep } from "../../../shared/link.js";
import { placeOf } from "./neuron-names.js";

/** A link holds no more changes than these, and no longer text of them. */
const MOST_CHANGES = 200;
const LONGEST_CHANGES = 8192;

export const PALETTES = Object.freeze(["blueOrange", "spectral"]);

/** @typedef {{ code: string, field: string, value: string, min?: number, max?: number,
 *   values?: readonly string[], setting?: string, kind?: string }} Problem of a field that is not a
 *   setting itself: `setting`, whose range it is, or `kind`, what it is */
/** @typedef {{ config: Record<string, any>, step: number, play: boolean, palette: string,
 *   changes: string,
 *   focus: { layer: number, index: number } | undefined, problems: Problem[] }} LinkState */

/**
 * @param {import("../../../shared/link.js").Entries} entries
 * @param {{ pkg: any, defaults: Record<string, any> }} known
 * @returns {LinkState}
 */
export function readLink(entries, { pkg, defaults }) {
  const settings = [...entries].filter(([key]) => key in defaults);
  const { config: read, problems } = pkg.readSettings(settings);
  const config = { ...defaults, ...read };
  const state = { config, problems: [...problems] };
  const palette = entries.get("palette") ?? PALETTES[0];
  if (!PALETTES.includes(palette)) state.problems.push(wrong("palette", palette, PALETTES));
  return {
    ...state,
    step: readOr(entries, "step", parseStep, 0, state.problems),
    changes: readChanges(entries, pkg, config, state.problems),
    focus: readFocus(entries, config.layers, state.problems),
    play: isOn(entries.get("play")),
    palette: PALETTES.includes(palette) ? palette : PALETTES[0],
  };
}

/**
 * @param {import("./session.js").Session} session
 * @param {any} pkg
 * @param {{ palette: string, focus: { layer: number, index: number } | undefined }} view
 * @returns {[string, string][]}
 */
export function writeLink(session, pkg, { palette, focus }) {
  const { place, goal, changes } = session;
  /** @type {[string, string][]} */
  const entries = [...pkg.writeSettings(session.config)];
  if (place > 0) entries.push(["step", String(place)]);
  if (changes && areLinked(changes)) entries.push(["changes", changes]);
  if (goal?.play) entries.push(["play", "true"]);
  if (palette !== PALETTES[0]) entries.push(["palette", palette]);
  if (focus) entries.push(["focus", `${focus.layer}.${focus.index + 1}`]);
  return entries;
}

/** @returns {Problem} */
function wrong(field, value, values) {
  return { code: values ? "outOfRange" : "wrongType", field, value, values };
}

/** The value of a key, or what stands for it where it is missing or does not read. */
function readOr(entries, key, parse, otherwise, problems) {
  if (!entries.has(key)) return otherwise;
  const text = entries.get(key);
  const value = parse(text);
  if (value === undefined) problems.push(wrong(key, text, undefined));
  return value ?? otherwise;
}

/** @param {string} changes */
export function areLinked(changes) {
  return changes.length <= LONGEST_CHANGES && changes.split(",").length <= MOST_CHANGES;
}

const areGrowing = (/** @type {string} */ changes) => {
  const steps = changes.split(",").map((entry) => parseInt(entry, 10));
  return steps.every((step, i) => i === 0 || step > steps[i - 1]);
};

/**
 * `changes`, or its older form `rates`: `28000:0.03,42000:0.01`.
 * @returns {string} empty, if one of them is refused
 */
function readChanges(entries, pkg, config, problems) {
  const field = entries.has("changes") ? "changes" : "rates";
  const text = entries.get(field);
  if (text === undefined) return "";
  try {
    const changes = pkg.readChanges(config, field === "rates" ? text.replace(/:/g, ":learningRate:") : text);
    // The older form had no limit, and one rate for a step.
    if (field === "rates" ? areGrowing(changes) : areLinked(changes)) return changes;
    problems.push(wrong(field, `${text.slice(0, 60)}…`, undefined));
  } catch (problem) {
    const { code, value, min, max, field: setting } = /** @type {any} */ (problem);
    problems.push({ code, value, min, max, field, setting });
  }
  return "";
}

/** @returns {{ layer: number, index: number } | undefined} none, if the network has no such neuron */
function readFocus(entries, layers, problems) {
  const focus = readOr(entries, "focus", parseFocus, undefined, problems);
  if (!focus || placeOf(layers, focus) >= 0) return focus;
  problems.push({ code: "outOfRange", field: "focus", value: entries.get("focus"), kind: "focus" });
  return undefined;
}
