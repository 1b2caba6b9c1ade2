/**
 * The parts of the page that a link can hide (`hide=log,controls.data`): those that every lesson has, and
 * each lesson's own. An element says with `data-part` which part it is. What is hidden takes all with it
 * whose name goes on after a dot.
 */

import { LESSONS } from "../lessons/list.js";

/** Those that every lesson has, each with its word. */
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

/** What an embedded lesson does without. */
export const NOT_EMBEDDED = Object.freeze(["header", "text", "tasks", "footer"]);

/**
 * The parts of a lesson and of the page around it.
 * @param {string} lesson
 * @returns {Promise<Record<string, string>>} their words
 */
export async function partsOf(lesson) {
  return { ...OF_PAGE, ...(await import(`../lessons/${lesson}/parts.js`)).default };
}

/**
 * The names in the value of `hide`. A name of another lesson's part is no mistake: the link may lead
 * there.
 * @param {string} text `log,controls.data`
 * @param {string} lesson that is shown
 * @returns {Promise<{ parts: Record<string, string>, known: string[], unknown: string[] }>} `parts` of the
 *   lesson; each name once
 */
export async function readHide(text, lesson) {
  const parts = await partsOf(lesson);
  const names = [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];
  const own = names.every((name) => Object.hasOwn(parts, name));
  const all = own ? [parts] : await Promise.all(LESSONS.map(({ id }) => partsOf(id)));
  const isKnown = (/** @type {string} */ name) => all.some((some) => Object.hasOwn(some, name));
  return { parts, known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)) };
}

/**
 * Whether a part is hidden, itself or with the part that it belongs to.
 * @param {string} part
 * @param {Iterable<string>} hidden
 * @returns {boolean}
 */
export function isHidden(part, hidden) {
  return [...hidden].some((name) => part === name || part.startsWith(`${name}.`));
}
