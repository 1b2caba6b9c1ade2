/**
 * The lessons, in the order of the chapter: the one list of them. A lesson is a folder with
 *
 * - `manifest.js`: what others know of it before it is opened. Plain data, which Node reads, too;
 * - `lesson.js`: its class, loaded when it is opened;
 * - `parts.js`: the parts of its page that a link can hide, loaded when they are asked for.
 */

import activations from "./activations/manifest.js";
import chainRule from "./chain-rule/manifest.js";
import himmelblau from "./himmelblau/manifest.js";
import network from "./network/manifest.js";

/**
 * `flag`: a bare key means yes; `empty`: a key without a value says something, too; `live`: followed without the lesson beginning anew; `resets`: keys that fall
 * back when this one gets another value.
 * @typedef {{ flag?: boolean, empty?: boolean, live?: boolean, resets?: readonly string[] }} Key
 * `id`: also the name of its folder, of its words and of `lesson=` in a link; `wasm`: its part of the
 * WebAssembly, a feature of crates/web; `styles`: its sheets in www/css; `height` of a frame that shows
 * all of it in a column of text, in CSS pixels; `help`: what the keyboard does (words `keys.<name>`);
 * `tasks`: their ids; `keys` of its links; `settings`: whether all settings are keys, too.
 * @typedef {{ id: string, wasm: string, styles: readonly string[], height: number, help: readonly string[],
 *   tasks: readonly string[], keys: Readonly<Record<string, Key>>, settings?: boolean }} Manifest
 */

/** @type {readonly Manifest[]} */
export const LESSONS = Object.freeze([activations, chainRule, himmelblau, network]);

/** The lesson of a link that names none. @type {Manifest} */
export const DEFAULT_LESSON = network;
