/** The lesson and the language of a link. */

import { ASKING, DEFAULT_LESSON, LESSONS, START } from "../lessons/list.js";
import { LANGUAGES, preferredLanguage } from "./words.js";

/** @typedef {import("../../shared/link.js").Entries} Entries */
/** @typedef {import("../lessons/list.js").Manifest} Manifest */

/** @param {Entries} entries @returns {string} the language of a link, or else the browser's */
export function languageOf(entries) {
  return askedLanguage(entries) || preferredLanguage(navigator.languages);
}

/** @param {Entries} entries @returns {string} the language that a link names, as `zh` or `zh-CN`; empty if there is no such language */
export function askedLanguage(entries) {
  const asked = (entries.get("lang") ?? "").toLowerCase();
  const named = (/** @type {string} */ tag) => LANGUAGES.find(({ id }) => id.toLowerCase() === tag);
  return (named(asked) ?? named(asked.split("-")[0]))?.id ?? "";
}

/**
 * @param {Entries} entries
 * @returns {Manifest | undefined} the lesson that a link names, ignoring case and a full stop copied with the link
 */
export function namedLesson(entries) {
  const name = (entries.get("lesson") ?? "").toLowerCase().replace(/[.。]$/, "");
  return LESSONS.find(({ id }) => id === name);
}

/** @param {Entries} entries @returns {Manifest} the lesson of a link; the start page if it asks for none */
export const lessonOf = (entries) => namedLesson(entries) ?? (ASKING.some((key) => entries.has(key)) ? DEFAULT_LESSON : START);
