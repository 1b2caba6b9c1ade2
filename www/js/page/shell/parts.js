/**
 * The parts of the page that a link can hide (`hide=log,controls.data`): those of every lesson, and
 * each lesson's own. An element's `data-part` names its part. Hiding a part also hides the parts
 * whose names continue it after a dot.
 */

import { LESSONS } from "../lessons/list.js";

/** The parts that every lesson has, with the keys of their names; `tasks` only if it has any. */
export const OF_PAGE = Object.freeze({
  header: "part.header",
  "header.lessons": "header.lessons",
  "header.share": "share.name",
  "header.language": "share.language",
  text: "part.text",
  tasks: "tasks.name",
  footer: "part.footer",
  open: "part.open",
});

/** The parts that an embedded lesson hides, but for those that its link shows. */
export const NOT_EMBEDDED = Object.freeze(["header", "text", "tasks", "footer"]);

/**
 * The parts of a lesson and of the page around it.
 * @param {string} lesson
 * @returns {Promise<Record<string, string>>} the keys of their names
 */
export async function partsOf(lesson) {
  const { tasks, ...others } = OF_PAGE;
  const hasTasks = LESSONS.some(({ id, tasks: { length } }) => id === lesson && length > 0);
  return { ...others, ...(hasTasks ? { tasks } : {}), ...(await import(`../lessons/${lesson}/parts.js`)).default };
}

/**
 * The names in the value of `hide`. The name of another lesson's part is not an error: the reader may go
 * there.
 * @param {string} text `log,controls.data`
 * @param {string} lesson the current one
 * @returns {Promise<{ parts: Record<string, string>, known: string[], unknown: string[] }>} `parts` of the
 *   lesson; each name once
 */
export async function readHide(text, lesson) {
  const parts = await partsOf(lesson);
  const names = namesIn(text);
  const own = names.every((name) => Object.hasOwn(parts, name));
  const all = own ? [parts] : await Promise.all(LESSONS.map(({ id }) => partsOf(id)));
  const isKnown = (/** @type {string} */ name) => all.some((some) => Object.hasOwn(some, name));
  return { parts, known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)) };
}

/**
 * The names in the value of `show`.
 * @param {string} text `text,tasks`
 * @returns {{ known: string[], unknown: string[], values: string[] }} `values`: those that there are
 */
export function readShow(text) {
  const names = namesIn(text);
  const isKnown = (/** @type {string} */ name) => NOT_EMBEDDED.includes(name);
  return { known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)), values: [...NOT_EMBEDDED] };
}

/** @param {string} text @returns {string[]} each once */
const namesIn = (text) => [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];

/**
 * True if a part is hidden, itself or with the part it belongs to.
 * @param {string} part
 * @param {Iterable<string>} hidden
 * @returns {boolean}
 */
export function isHidden(part, hidden) {
  return [...hidden].some((name) => part === name || part.startsWith(`${name}.`));
}
