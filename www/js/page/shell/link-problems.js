/** The problems of a link: shown to the reader, and kept for a host. */

import { PAGE_KEYS } from "../../shared/link.js";
import { LESSONS } from "../lessons/list.js";
import { h } from "../ui/dom.js";
import { later } from "../ui/later.js";
import { namedLesson } from "./routes.js";
import { LANGUAGES } from "./words.js";

export class LinkProblems {
  #words;
  #notices;
  /** The unknown keys already reported; each is reported once. */
  #reported = new Set();
  /** The problems of the last link followed: `{ code, field, value, values }`. @type {any[]} */
  list = [];

  /** @param {import("./words.js").Words} words @param {import("./notices.js").Notices} notices */
  constructor(words, notices) {
    this.#words = words;
    this.#notices = notices;
  }

  /**
   * Starts the list for another link.
   * @param {any[]} problems found by the lesson
   * @param {import("./lessons.js").Lesson} lesson
   */
  begin(problems, lesson) {
    this.list = [...problems];
    if (problems.length === 0) return;
    this.#show("link", problems, lesson);
  }

  /**
   * Reports a value that is not one of those allowed.
   * @param {string} field
   * @param {string} value
   * @param {string[]} values
   */
  tell(field, value, values) {
    const problem = { code: "outOfRange", field, value, values };
    this.list.push(problem);
    this.#show(`link-${field}`, [problem]);
  }

  /**
   * Reports a language, a lesson and keys that do not exist.
   * @param {import("../../shared/link.js").Entries} entries
   * @param {{ language: string, keys: string[] }} got `language`: empty if the link's is
   *   unknown; `keys`: those that the lesson understands
   */
  check(entries, { language, keys }) {
    const asked = (/** @type {string} */ key) => entries.get(key) ?? "";
    const ids = (/** @type {readonly { id: string }[]} */ list) => list.map(({ id }) => id);
    if (asked("lang") && !language) this.tell("lang", asked("lang"), ids(LANGUAGES));
    if (entries.has("lesson") && !namedLesson(entries)) this.tell("lesson", asked("lesson"), ids(LESSONS));
    this.#tellUnknown(entries, [...PAGE_KEYS, ...keys]);
  }

  /** @param {string} name of the notice @param {any[]} problems @param {import("./lessons.js").Lesson} [lesson] */
  async #show(name, problems, lesson) {
    const { list } = this;
    const [[{ sentence }], reason] = await Promise.all([later(this.#words, import("./link-sentence.js")), lesson?.explain?.()]);
    // Another link may have come.
    if (list !== this.list) return;
    this.#notices.show(name, () => problems.map((problem) => h("p", {}, sentence(this.#words, problem, { reason, fields: lesson?.fields }))));
  }

  #tellUnknown(entries, known) {
    const strange = [...entries].filter(([key]) => !known.includes(key));
    this.list.push(...strange.map(([field, value]) => ({ code: "unknownField", field, value })));
    const unknown = strange.map(([key]) => key).filter((key) => !this.#reported.has(key));
    if (unknown.length === 0) return;
    for (const key of unknown) this.#reported.add(key);
    const keys = unknown.join(", ");
    this.#notices.show("link-unknown", () => [this.#words.say("link.unknown", { keys })]);
  }
}
