/**
 * What a link says about the Network lesson, and the link that says what the lesson shows. Reading
 * is lenient: a wrong value falls back to the default and is reported, once; settings that do not
 * fit together give way one after the other. Only what differs from the default is written.
 */

import { formatRates, parseFocus, parseRates, parseStep } from "../../shared/link.js";

export const PALETTES = Object.freeze(["blueOrange", "spectral"]);

/** @typedef {{ code: string, field: string, value: string, min?: number, max?: number,
 *   values?: readonly string[] }} Problem */
/** @typedef {{ config: Record<string, any>, step: number, play: boolean, palette: string,
 *   rates: import("../../shared/messages.js").Rate[],
 *   focus: { layer: number, index: number } | undefined, problems: Problem[] }} LinkState */

/**
 * @param {import("../../shared/link.js").Entries} entries
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
    rates: readOr(entries, "rates", (text) => checkRates(text, pkg), [], state.problems),
    focus: readOr(entries, "focus", parseFocus, undefined, state.problems),
    play: entries.has("play") && entries.get("play") !== "false",
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
  const step = session.snapshot?.metrics.step ?? 0;
  /** @type {[string, string][]} */
  const entries = [...pkg.writeSettings(session.config)];
  if (step > 0) entries.push(["step", String(step)]);
  if (session.rates.length > 0) entries.push(["rates", formatRates(session.rates)]);
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

/** @returns {import("../../shared/messages.js").Rate[] | undefined} */
function checkRates(text, pkg) {
  const rates = parseRates(text);
  const read = rates?.map(([step, rate]) => {
    const { config, problems } = pkg.readSettings([["learningRate", rate]]);
    return problems.length > 0 ? undefined : [step, config.learningRate ?? Number(rate)];
  });
  return read?.includes(undefined) ? undefined : /** @type {any} */ (read);
}
