/**
 * The list of the lessons, in the order of the chapter. A lesson is a folder with
 *
 * - `manifest.js`: the data needed before the lesson is opened. Plain data, which Node reads, too;
 * - `lesson.js`: its class, loaded when it is opened;
 * - `parts.js`: the parts of its page that a link can hide, loaded on demand.
 */

import activations from "./activations/manifest.js";
import chainRule from "./chain-rule/manifest.js";
import himmelblau from "./himmelblau/manifest.js";
import network from "./network/manifest.js";

/**
 * `flag`: a bare key means yes; `empty`: an empty value is allowed; `live`: applied without restarting the run;
 * `resets`: keys that return to their defaults when this one changes.
 * @typedef {{ flag?: boolean, empty?: boolean, live?: boolean, resets?: readonly string[] }} Key
 * `id`: also the name of its folder, the prefix of its texts and the value of `lesson` in a link; `wasm`: its
 * part of the WebAssembly, a feature of crates/web; `styles`: its sheets in www/css, `lateStyles` those of what is opened later; `height` of a frame that
 * shows all of it in a column of text, in CSS pixels; `help`: keyboard shortcuts (texts `keys.<name>`);
 * `tasks`: their ids; `keys` of its links; `settings`: whether all settings are keys, too.
 * @typedef {{ id: string, wasm: string, styles: readonly string[], lateStyles?: readonly string[], height: number, help: readonly string[],
 *   tasks: readonly string[], keys: Readonly<Record<string, Key>>, settings?: boolean }} Manifest
 */

/** @type {readonly Manifest[]} */
export const LESSONS = Object.freeze([activations, chainRule, himmelblau, network]);

/** The style sheets of what every lesson may load later. */
export const LATE_STYLES = { id: "late", styles: ["share", "dialogs"] };

/** Those for links that hide parts. */
export const EMBED_STYLES = { id: "embed", styles: ["embed"] };

/** The lesson of a link without `lesson`. @type {Manifest} */
export const DEFAULT_LESSON = network;
