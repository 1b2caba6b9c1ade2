/**
 * Starts the page: words and WebAssembly at the same time, then the lesson that the link names.
 */

import { PAGE_KEYS, formatHash, parseHash } from "../shared/link.js";
import { keepForOffline, openPackage } from "./assets.js";
import { h } from "./dom.js";
import { explainLink } from "./explain.js";
import { Footer } from "./footer.js";
import { Header } from "./header.js";
import { DEFAULT_LESSON, LESSONS } from "./lessons.js";
import { LinkWriter } from "./link-writer.js";
import { Notices } from "./notices.js";
import { LANGUAGES, Words, preferredLanguage } from "./words.js";

/** Keys that belong to whoever wrote the link: they are kept as they came. */
const KEPT = ["hide", "embed"];

/** Milliseconds after the start: what is kept for later must not compete with what is looked at. */
const OFFLINE_AFTER = 4000;

class Page {
  #words;
  #notices;
  #header;
  #writer;
  /** @type {import("./lessons.js").Lesson | null} */
  #lesson = null;
  #lessonId = "";
  /** The language that the link asked for or the reader chose; none: the browser's. */
  #language = "";
  /** @type {[string, string][]} */
  #kept = [];
  #told = new Set();
  /** The links of the lessons that were left, to come back to. @type {Map<string, [string, string][]>} */
  #left = new Map();
  #footer = new Footer();
  #root = h("main", { id: "lesson" });
  /** Counts the links: of several that come at once, the last one holds. */
  #turn = 0;

  /**
   * @param {Words} words
   */
  constructor(words) {
    this.#words = words;
    this.#header = new Header({ lessons: LESSONS, chooseLanguage: (id) => this.#speak(id) });
    document.body.append(this.#header.element, this.#root, this.#footer.element);
    this.#notices = new Notices(this.#words, document.body);
    this.#writer = new LinkWriter({
      entries: () => this.#entries(),
      followed: (entries) => this.follow(entries),
    });
  }

  /** @param {import("../shared/link.js").Entries} entries */
  async follow(entries) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#kept = KEPT.flatMap((key) => (entries.has(key) ? [[key, String(entries.get(key))]] : []));
    const language = entries.get("lang") ?? "";
    const known = LANGUAGES.some(({ id }) => id === language);
    this.#language = known ? language : "";
    await this.#load(languageOf(entries));
    const found = lessonOf(entries);
    const [Lesson, opened] = await this.#fetch(found);
    if (!Lesson || turn !== this.#turn) return;
    this.#open(found.id, Lesson, opened);
    this.#lesson?.apply(entries);
    this.#translate();
    if (language && !known) this.#tell("lang", language, LANGUAGES.map(({ id }) => id));
    const lesson = entries.get("lesson") ?? found.id;
    if (lesson !== found.id) this.#tell("lesson", lesson, LESSONS.map(({ id }) => id));
    this.#tellUnknown(entries, Lesson.keys(opened.pkg));
  }

  /**
   * The lesson's files. Where they cannot be had, the page stays where it is.
   * @param {typeof LESSONS[number]} lesson
   */
  async #fetch({ id, open }) {
    try {
      const files = await Promise.all([open(), openPackage(id)]);
      this.#notices.dismiss("lesson");
      return files;
    } catch {
      this.#notices.show("lesson", () => [this.#words.say("lesson.failed")]);
      return [];
    }
  }

  /**
   * @param {string} id
   * @param {import("./lessons.js").LessonClass} Lesson
   * @param {import("./assets.js").Package} opened
   */
  #open(id, Lesson, opened) {
    if (this.#lessonId === id) return;
    if (this.#lesson) {
      this.#left.set(this.#lessonId, this.#lesson.link());
      this.#lesson.dispose();
      this.#notices.dismissAll();
    }
    this.#root.replaceChildren();
    this.#root.className = "";
    this.#lessonId = id;
    this.#footer.show(Lesson.HELP);
    this.#lesson = new Lesson({
      root: this.#root, words: this.#words, notices: this.#notices, ...opened,
      changed: (now) => this.#writer.touch(now),
    });
  }

  /** The reader has chosen a language. */
  async #speak(language) {
    if (!(await this.#load(language))) return;
    this.#language = language;
    this.#translate();
    this.#writer.touch();
  }

  /**
   * The words of a language. Where they cannot be had, the page goes on in the one that it has.
   * @param {string} language
   * @returns {Promise<boolean>}
   */
  async #load(language) {
    try {
      await this.#words.load(language);
      this.#notices.dismiss("language");
      return true;
    } catch {
      const name = LANGUAGES.find(({ id }) => id === language)?.name ?? language;
      this.#notices.show("language", () => [this.#words.say("language.failed", { language: name })]);
      return false;
    }
  }

  #translate() {
    document.title = this.#words.say("title");
    this.#words.apply(document.body);
    this.#header.show({
      language: this.#words.language, lesson: this.#lessonId, hrefOf: (id) => this.#hrefOf(id),
    });
    this.#notices.translate();
    this.#lesson?.translate();
  }

  #entries() {
    return this.#complete(this.#lessonId === DEFAULT_LESSON ? "" : this.#lessonId, this.#lesson?.link() ?? []);
  }

  /** A lesson as it was left, or as it begins. */
  #hrefOf(id) {
    return formatHash(this.#complete(id, id === this.#lessonId ? [] : this.#left.get(id) ?? []));
  }

  /**
   * @param {string} lesson
   * @param {[string, string][]} entries of the lesson
   * @returns {[string, string][]}
   */
  #complete(lesson, entries) {
    /** @type {[string, string][]} */
    const first = lesson ? [["lesson", lesson]] : [];
    /** @type {[string, string][]} */
    const last = this.#language ? [["lang", this.#language]] : [];
    return [...first, ...entries, ...last, ...this.#kept];
  }

  #tell(field, value, values) {
    const problem = { code: "outOfRange", field, value, values };
    this.#notices.show(`link-${field}`, () => [explainLink(this.#words, problem, [])]);
  }

  /** What a link says that nobody understands is said once. */
  #tellUnknown(entries, keys) {
    const known = new Set([...PAGE_KEYS, ...keys]);
    const unknown = [...entries.keys()].filter((key) => !known.has(key) && !this.#told.has(key));
    if (unknown.length === 0) return;
    for (const key of unknown) this.#told.add(key);
    const names = unknown.join(", ");
    this.#notices.show("link-unknown", () => [this.#words.say("link.unknown", { keys: names })]);
  }
}

/** The language of a link, or else the browser's. */
function languageOf(entries) {
  const asked = LANGUAGES.find(({ id }) => id === entries.get("lang"));
  return asked?.id ?? preferredLanguage(navigator.languages);
}

/** The lesson of a link, or else the one that stands for none. */
function lessonOf(entries) {
  const wanted = entries.get("lesson") ?? DEFAULT_LESSON;
  const named = (/** @type {string} */ name) => LESSONS.find(({ id }) => id === name);
  return named(wanted) ?? named(DEFAULT_LESSON) ?? LESSONS[0];
}

async function start() {
  const boot = document.getElementById("boot");
  try {
    const entries = parseHash(location.hash);
    const words = new Words();
    const { id, open } = lessonOf(entries);
    // All of them at once; who asks for them again finds them loaded.
    await Promise.all([words.load(languageOf(entries)), open(), openPackage(id)]);
    await new Page(words).follow(entries);
    boot?.remove();
    document.body.classList.add("ready");
    setTimeout(keepForOffline, OFFLINE_AFTER);
  } catch (error) {
    if (boot) boot.textContent += ` ${error}`;
    throw error;
  }
}

start();
