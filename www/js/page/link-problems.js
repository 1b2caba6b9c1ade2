/**
 * What was wrong with a link, apart from what its lesson finds: said to the reader, and kept for a host.
 */

import { explainLink } from "./explain.js";

export class LinkProblems {
  #words;
  #notices;
  /** The keys that nobody understands, each of which is said once. */
  #told = new Set();
  /** Of the link that was followed last: `{ code, field, value, values }`. @type {any[]} */
  list = [];

  /**
   * @param {import("./words.js").Words} words
   * @param {import("./notices.js").Notices} notices
   */
  constructor(words, notices) {
    this.#words = words;
    this.#notices = notices;
  }

  /** Another link is followed. */
  begin() {
    this.list = [];
  }

  /**
   * A value that is none of those that there are.
   * @param {string} field
   * @param {string} value
   * @param {string[]} values
   */
  tell(field, value, values) {
    const problem = { code: "outOfRange", field, value, values };
    this.list.push(problem);
    this.#notices.show(`link-${field}`, () => [explainLink(this.#words, problem, [])]);
  }

  /**
   * @param {import("../shared/link.js").Entries} entries
   * @param {string[]} known keys
   */
  tellUnknown(entries, known) {
    const strange = [...entries].filter(([key]) => !known.includes(key));
    this.list.push(...strange.map(([field, value]) => ({ code: "unknownField", field, value })));
    const unknown = strange.map(([key]) => key).filter((key) => !this.#told.has(key));
    if (unknown.length === 0) return;
    for (const key of unknown) this.#told.add(key);
    const keys = unknown.join(", ");
    this.#notices.show("link-unknown", () => [this.#words.say("link.unknown", { keys })]);
  }
}
