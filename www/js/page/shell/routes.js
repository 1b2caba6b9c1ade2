/**
 * What a link asks for, among what there is: a lesson and a language; what it keeps; and what it says.
 */

import { DEFAULT_LESSON, LESSONS } from "../lessons/list.js";
import { LANGUAGES, preferredLanguage } from "./words.js";

/** @typedef {import("../../shared/link.js").Entries} Entries */
/** @typedef {import("../lessons/list.js").Manifest} Manifest */

/** Keys that belong to whoever wrote the link: they are kept as they came. */
const KEPT = ["hide", "embed"];

/**
 * @param {Entries} entries
 * @returns {string} the language of a link, or else the browser's
 */
export function languageOf(entries) {
  const asked = LANGUAGES.find(({ id }) => id === entries.get("lang"));
  return asked?.id ?? preferredLanguage(navigator.languages);
}

/**
 * @param {Entries} entries
 * @returns {Manifest} the lesson of a link, or else the one that stands for none
 */
export function lessonOf(entries) {
  return LESSONS.find(({ id }) => id === entries.get("lesson")) ?? DEFAULT_LESSON;
}

/**
 * @param {Entries} entries
 * @returns {[string, string][]} what every link of this page goes on saying
 */
export function keptOf(entries) {
  return KEPT.flatMap((key) => (entries.has(key) ? [[key, String(entries.get(key))]] : []));
}

/**
 * @param {{ lesson: string, entries: [string, string][], language: string, kept: [string, string][] }} parts
 *   `lesson` and `language`: empty where the link need not name them; `entries` of the lesson
 * @returns {[string, string][]}
 */
export function linkOf({ lesson, entries, language, kept }) {
  /** @type {(key: string, value: string) => [string, string][]} */
  const pair = (key, value) => (value ? [[key, value]] : []);
  return [...pair("lesson", lesson), ...entries, ...pair("lang", language), ...kept];
}
