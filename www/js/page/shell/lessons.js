/**
 * Lessons as the page sees them: a class, loaded when the lesson is opened. Its static `readLink` says what
 * would be wrong with a link.
 */

import { openPackage, openStyles } from "../assets.js";

/**
 * @typedef {{ root: HTMLElement, words: import("./words.js").Words,
 *   notices: import("./notices.js").Notices, pkg: any, module: WebAssembly.Module,
 *   changed: (now?: boolean) => void }} Context `changed`: the link should follow
 */

/**
 * `build`, where there is one, builds what is seen, in steps; until the last, only `dispose` may be called.
 * Then come `apply`, which says what was wrong with the link, and `translate`, which may have steps too. A
 * page that starts takes each step in a task of its own. `explain`: why a value was wrong, where `fields`,
 * rows of the table of settings, do not say it. `rest`: nobody sees the lesson, so what moves by
 * itself waits, and goes on when it is seen again. `unlinked`: words that say what the link leaves out.
 * `settle`: parts of it, perhaps all, have their place in a page that starts, and are about to be seen.
 * `hands`: what a host page moves the lesson with, see `host/commands.js`.
 * @typedef {{ player?: import("../ui/player.js").Player, session?: import("../lessons/network/session.js").Session,
 *   focus?: import("../lessons/network/neuron-focus.js").NeuronFocus, choosePalette?: (palette: string) => void }} Hands
 * @typedef {import("../../shared/link.js").Entries} Entries
 * @typedef {import("../../shared/link-keys.js").Problem} Problem
 * @typedef {{ apply: (entries: Entries) => Problem[], hands: Hands, fields?: any[],
 *   explain?: (problem: Problem) => string, link: () => [string, string][],
 *   translate: () => Iterable<unknown> | void, dispose: () => void,
 *   build?: () => Iterator<unknown>, settle?: () => void, rest?: (asleep: boolean) => void, unlinked?: () => string[] }} Lesson
 * @typedef {{ new (context: Context): Lesson, readLink: (entries: Entries, pkg: any) => { problems: Problem[] } }} LessonClass
 */

/**
 * All files of a lesson at once; whoever asks for them again finds them loaded.
 * @param {import("../lessons/list.js").Manifest} manifest
 * @returns {Promise<{ Lesson: LessonClass, opened: import("../assets.js").Package }>}
 */
export async function openLesson(manifest) {
  const [module, opened] = await Promise.all([
    import(`../lessons/${manifest.id}/lesson.js`), openPackage(manifest.wasm), openStyles(manifest),
  ]);
  return { Lesson: module.default, opened };
}

/**
 * The keys that links to a lesson may have.
 * @param {import("../lessons/list.js").Manifest} manifest
 * @param {any} pkg
 * @returns {string[]}
 */
export function keysOf({ keys, settings }, pkg) {
  return [...Object.keys(keys), ...(settings ? pkg.Trainer.fields().map(({ name }) => name) : [])];
}
