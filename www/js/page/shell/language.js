/** The language of the page: that of its link, or the reader's choice, or else the browser's. */

import { askedLanguage, languageOf } from "./routes.js";
import { LANGUAGES } from "./words.js";

export class Language {
  #words;
  #notices;
  /** The link's or the reader's choice; empty for the browser's language. */
  chosen = "";

  /** @param {import("./words.js").Words} words @param {import("./notices.js").Notices} notices */
  constructor(words, notices) {
    this.#words = words;
    this.#notices = notices;
  }

  /**
   * Takes the language of a link.
   * @param {import("../../shared/link.js").Entries} entries
   * @param {string} lesson
   */
  follow(entries, lesson) {
    this.chosen = askedLanguage(entries);
    return this.#load(languageOf(entries), lesson);
  }

  /**
   * Takes the language that the reader has chosen.
   * @param {string} language
   * @param {string} lesson
   * @returns {Promise<boolean>} whether it could be loaded
   */
  async choose(language, lesson) {
    const loaded = await this.#load(language, lesson);
    if (loaded) this.chosen = language;
    return loaded;
  }

  /**
   * Loads the words of a language. If that fails, the page keeps the current language.
   * @param {string} language
   * @param {string} lesson
   * @returns {Promise<boolean>}
   */
  async #load(language, lesson) {
    try {
      await this.#words.load(language, lesson);
      this.#notices.dismiss("language");
      return true;
    } catch {
      const name = LANGUAGES.find(({ id }) => id === language)?.name ?? language;
      this.#notices.show("language", () => [this.#words.say("language.failed", { language: name })]);
      return false;
    }
  }
}
