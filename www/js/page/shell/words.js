/**
 * The page's texts ("words") in one language, from `locales/`. `apply` fills the elements with a key in
 * `data-word` (text), `data-word-label` (accessible name, with the text of `data-word-name` in it as `{name}`)
 * or `data-word-title` (tooltip); texts with numbers are set with `say` whenever the numbers
 * change.
 */

import { LANGUAGES } from "../../../pkg/languages.js";
import { readWords } from "../assets.js";
import { keepTogether } from "../ui/phrase.js";

/**
 * The available languages, the fallback first: the id in a link (also the name of the file), the HTML
 * language, the language's own name and its short form, and the text shown while the page loads.
 * @type {readonly { id: string, html: string, name: string, short: string, loading: string }[]}
 */
export { LANGUAGES };

/**
 * The best available language for the browser's preferences.
 * @param {readonly string[]} wanted in the format of `navigator.languages`
 * @returns {string}
 */
export function preferredLanguage(wanted) {
  const primary = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  for (const tag of wanted) {
    const found = LANGUAGES.find(({ id }) => id.toLowerCase() === tag.toLowerCase())
      ?? LANGUAGES.find(({ id }) => primary(id) === primary(tag));
    if (found) return found.id;
  }
  return LANGUAGES[0].id;
}

/** The file with the words of what is loaded later, of all lessons. */
const LATE = "late";

export class Words {
  /** @type {Record<string, string>} */
  #words = {};
  /** The files loaded: lessons, and `LATE`. @type {Set<string>} */
  #files = new Set();
  /** Empty until the first is loaded. */
  language = "";

  /**
   * Loads a lesson's words in a language, and makes it the page's language.
   * @param {string} language
   * @param {string} lesson
   */
  async load(language, lesson) {
    const isSame = () => language === this.language;
    if (isSame() && this.#files.has(lesson)) return undefined;
    const files = this.#files.has(LATE) ? [lesson, LATE] : [lesson];
    const words = await read(language, files);
    // Those of later may have come meanwhile, in the language before.
    if (!isSame() && this.#files.has(LATE) && !files.includes(LATE)) return this.load(language, lesson);
    this.#words = { ...(isSame() ? this.#words : {}), ...words };
    this.#files = new Set([...(isSame() ? this.#files : []), ...files]);
    this.language = language;
    document.documentElement.lang = this.say("language.html");
    document.documentElement.dir = this.say("language.dir");
    return undefined;
  }

  /** Loads the words of what is loaded later, see `ui/later.js`. From then on they come with every language. */
  async complete() {
    if (this.#files.has(LATE)) return undefined;
    const { language } = this;
    const words = await read(language, [LATE]);
    if (language !== this.language) return this.complete();
    Object.assign(this.#words, words);
    this.#files.add(LATE);
    return undefined;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values] for the `{name}`s in the text
   * @returns {string} the key itself if there is no such text
   */
  say(key, values = {}) {
    const text = this.#words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /** @param {string} key @returns {boolean} */
  has(key) {
    return key in this.#words;
  }

  /** Fills all elements in `root`, and `root` itself. @param {Element} root */
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

  /** Text in brackets is always read out, but only shown if there is room. */
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

/** @param {string} language @param {string[]} files @returns {Promise<Record<string, string>>} their texts */
async function read(language, files) {
  const texts = await Promise.all(files.map((file) => readWords(language, file)));
  return Object.fromEntries(texts.flatMap((words) => Object.entries(words)).map(([key, text]) => [key, keepTogether(text)]));
}
