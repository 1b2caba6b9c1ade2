/**
 * The list of the lessons, in the order of the chapter, after the start page, which is opened as they are. A
 * lesson's number is its place in the list. It is a folder with
 *
 * - `manifest.js`: the data needed before the lesson is opened. Plain data, which Node reads, too;
 * - `lesson.js`: its class, loaded when it is opened;
 * - `parts.js`: the parts of its page that a link can hide, loaded on demand.
 */

import { PAGE_KEYS } from "../../shared/link.js";
import activations from "./activations/manifest.js";
import chainRule from "./chain-rule/manifest.js";
import himmelblau from "./himmelblau/manifest.js";
import network from "./network/manifest.js";
import start from "./start/manifest.js";

/**
 * `flag`: a bare key means yes; `empty`: an empty value is allowed; `live`: applied without restarting the run;
 * `resets`: keys that return to their defaults when this one changes.
 * @typedef {{ flag?: boolean, empty?: boolean, live?: boolean, resets?: readonly string[] }} Key
 * `id`: also the name of its folder, the prefix of its texts and the value of `lesson` in a link; `wasm`: its
 * part of the WebAssembly, a feature of crates/web; `styles`: its sheets in www/css, `lateStyles` those of what is opened later; `height` of a frame that
 * shows all of it in a column of text, in CSS pixels; `help`: keyboard shortcuts (texts `keys.<name>`);
 * `tasks`: their ids; `keys` of its links; `settings` that are keys, too; `start`: the link with which a newcomer
 * opens it, if not an empty one.
 * @typedef {{ id: string, wasm: string, styles: readonly string[], lateStyles?: readonly string[], height: number, help: readonly string[],
 *   tasks: readonly string[], keys: Readonly<Record<string, Key>>, settings?: readonly string[], start?: [string, string][] }} Manifest
 */

/** @type {readonly Manifest[]} */
export const LESSONS = Object.freeze([start, activations, chainRule, himmelblau, network]);

/** The style sheets of what every lesson may load later. */
export const LATE_STYLES = { id: "late", styles: ["share", "dialogs"] };

/** Those for links that hide parts. */
export const EMBED_STYLES = { id: "embed", styles: ["embed"] };

/** Opened by an empty link. @type {Manifest} */
export const START = start;
/** The lesson of a link with its keys, or of an embedded page, that names none. @type {Manifest} */
export const DEFAULT_LESSON = network;

/** @param {Manifest} manifest @returns {string[]} the keys that its links may have */
export const keysOf = ({ keys, settings = [] }) => [...Object.keys(keys), ...settings];

/** Keys of a link that names no lesson and yet asks for one: the default lesson's, and those of embedded pages. */
export const ASKING = Object.freeze([...PAGE_KEYS.filter((key) => !["lesson", "lang"].includes(key)), ...keysOf(DEFAULT_LESSON)]);
