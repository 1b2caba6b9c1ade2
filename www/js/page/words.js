/**
 * The page's words in one language, from `locales/`. Elements that carry `data-word` (text),
 * `data-word-label` (accessible name, with the word of `data-word-name` in it as `{name}`) or
 * `data-word-title` (tooltip) are filled by `apply`; what holds numbers asks `say` whenever the
 * numbers change.
 */

import { readWords } from "./assets.js";

/** The languages there are: what a link calls them, the HTML language, and their own name. */
export const LANGUAGES = Object.freeze([
  { id: "en", html: "en", name: "English", short: "EN" },
  { id: "zh", html: "zh-Hans", name: "简体中文", short: "中文" },
]);

/**
 * The language that the browser asks for, among those there are.
 * @param {readonly string[]} wanted such as `navigator.languages`
 * @returns {string}
 */
export function preferredLanguage(wanted) {
  for (const tag of wanted) {
    const found = LANGUAGES.find(({ id }) => tag.toLowerCase().split("-")[0] === id);
    if (found) return found.id;
  }
  return LANGUAGES[0].id;
}

export class Words {
  /** @type {Record<string, string>} */
  #words = {};
  /** Empty until one is loaded. */
  language = "";

  /**
   * Loads a language and makes it the page's.
   * @param {string} language
   */
  async load(language) {
    if (language === this.language) return;
    this.#words = await readWords(language);
    this.language = language;
    const html = LANGUAGES.find(({ id }) => id === language)?.html ?? language;
    document.documentElement.lang = html;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values] for the `{name}`s of the text
   * @returns {string} the key itself where there is no such word
   */
  say(key, values = {}) {
    const text = this.#words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /**
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return key in this.#words;
  }

  /**
   * Fills what stands in `root`, itself included.
   * @param {Element} root
   */
  apply(root) {
    const within = (/** @type {string} */ name) => [
      ...(root.hasAttribute(name) ? [root] : []),
      ...root.querySelectorAll(`[${name}]`),
    ];
    for (const element of within("data-word")) {
      this.#fill(element, this.say(element.getAttribute("data-word") ?? ""));
    }
    for (const element of within("data-word-label")) {
      const name = this.say(element.getAttribute("data-word-name") ?? "");
      element.setAttribute("aria-label", this.say(element.getAttribute("data-word-label") ?? "", { name }));
    }
    for (const element of within("data-word-title")) {
      element.setAttribute("title", this.say(element.getAttribute("data-word-title") ?? ""));
    }
  }

  /** What stands in brackets is read out everywhere and seen only where there is room. */
  #fill(element, text) {
    const parts = text.split(/\[([^\]]*)\]/);
    element.replaceChildren(...parts.map((part, i) => {
      if (i % 2 === 0) return part;
      const spare = document.createElement("span");
      spare.className = "spare";
      spare.textContent = part;
      return spare;
    }));
  }
}
