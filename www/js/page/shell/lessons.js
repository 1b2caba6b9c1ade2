/**
 * The interface between page and lessons: a lesson is a class, loaded when the lesson is opened. Its static
 * `readLink` checks a link.
 */

import { openPackage, openStyles } from "../assets.js";

/**
 * @typedef {{ root: HTMLElement, words: import("./words.js").Words,
 *   notices: import("./notices.js").Notices, pkg: any, module: WebAssembly.Module,
 *   changed: (now?: boolean) => void }} Context `changed`: the link has to be updated
 */

/**
 * `build`, if present, builds the visible part in steps; until the last, only `dispose` may be called.
 * Then follow `apply`, which returns the problems of the link, and `translate`, which may have steps too. While
 * the page starts, each step is a task of its own. `explain` loads what words the reason a value is wrong,
 * if `fields`, rows of the table of settings, do not give it. `rest`: the lesson is not visible, so anything that moves by
 * itself pauses, and continues when it is visible again. `unlinked`: keys of texts on what the link leaves out.
 * `settle`: some or all parts of the lesson have been placed in a starting page, and are about to become
 * visible. `hands`: the objects with which a host controls the lesson, see `host/commands.js`.
 * @typedef {{ player?: import("../ui/player.js").Player, session?: import("../lessons/network/session.js").Session,
 *   focus?: import("../lessons/network/neuron-focus.js").NeuronFocus, choosePalette?: (palette: string) => void }} Hands
 * @typedef {import("../../shared/link.js").Entries} Entries
 * @typedef {import("../../shared/link-keys.js").Problem} Problem
 * @typedef {{ apply: (entries: Entries) => Problem[], hands: Hands, fields?: any[],
 *   explain?: () => Promise<(words: import("./words.js").Words, problem: Problem) => string>, link: () => [string, string][],
 *   translate: () => Iterable<unknown> | void, dispose: () => void,
 *   build?: () => Iterator<unknown>, settle?: () => void, rest?: (asleep: boolean) => void, unlinked?: () => string[] }} Lesson
 * @typedef {{ new (context: Context): Lesson, readLink: (entries: Entries, pkg: any) => { state: any, problems: Problem[] } }} LessonClass
 */

/**
 * Loads all files of a lesson in parallel; once loaded, they are cached.
 * @param {import("../lessons/list.js").Manifest} manifest
 * @returns {Promise<{ Lesson: LessonClass, opened: import("../assets.js").Package }>}
 */
export async function openLesson(manifest) {
  const [module, opened] = await Promise.all([
    import(`../lessons/${manifest.id}/lesson.js`), openPackage(manifest.wasm), openStyles(manifest),
  ]);
  return { Lesson: module.default, opened };
}
