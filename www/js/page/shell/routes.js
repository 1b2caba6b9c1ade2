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
  return askedLanguage(entries) || preferredLanguage(navigator.languages);
}

/**
 * @param {Entries} entries
 * @returns {string} the language that a link names, `zh-CN` as well as `zh`; empty if there is none such
 */
export function askedLanguage(entries) {
  const asked = (entries.get("lang") ?? "").toLowerCase();
  const named = (/** @type {string} */ tag) => LANGUAGES.find(({ id }) => id.toLowerCase() === tag);
  return (named(asked) ?? named(asked.split("-")[0]))?.id ?? "";
}

/**
 * @param {Entries} entries
 * @returns {Manifest | undefined} the lesson that a link names, whatever its capitals and the full stop of the
 *   sentence that it ended
 */
export function namedLesson(entries) {
  const name = (entries.get("lesson") ?? "").toLowerCase().replace(/[.。]$/, "");
  return LESSONS.find(({ id }) => id === name);
}

/**
 * @param {Entries} entries
 * @returns {Manifest} the lesson of a link, or else the one that stands for none
 */
export const lessonOf = (entries) => namedLesson(entries) ?? DEFAULT_LESSON;

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
