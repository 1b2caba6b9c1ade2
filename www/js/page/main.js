/**
 * Starts the page: words and WebAssembly at the same time, then the lesson that the link names.
 */

import * as pkg from "../../pkg/backprop_playground.js";
import { PAGE_KEYS, formatHash, parseHash } from "../shared/link.js";
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

/** Whether another page shows this one in a frame. */
const FRAMED = parent !== window;

export class Page {
  #words;
  #module;
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
  /** What was wrong with the link that was followed last. @type {any[]} */
  problems = [];
  /** What speaks with the page around this one. @type {import("./host/host.js").Host | null} */
  host = null;
  /** The links of the lessons that were left, to come back to. @type {Map<string, [string, string][]>} */
  #left = new Map();
  #footer = new Footer();
  #root = h("main", { id: "lesson" });
  /** Counts the links: of several that come at once, the last one holds. */
  #turn = 0;

  /**
   * @param {WebAssembly.Module} module
   * @param {Words} words
   */
  constructor(module, words) {
    this.#module = module;
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
    const found = lessonOf(entries);
    const [Lesson] = await Promise.all([found.open(), this.#adorn(entries)]);
    if (turn !== this.#turn) return;
    this.#open(found.id, Lesson);
    this.problems = this.#lesson?.apply(entries) ?? [];
    this.#translate();
    const language = entries.get("lang") ?? "";
    if (language && language !== this.#language) this.#tell("lang", language, LANGUAGES.map(({ id }) => id));
    const lesson = entries.get("lesson") ?? found.id;
    if (lesson !== found.id) this.#tell("lesson", lesson, LESSONS.map(({ id }) => id));
    this.#tellUnknown(entries, Lesson);
    this.host?.followed();
  }

  /**
   * Takes the keys of a link that change nothing in a lesson: `lang`, and those that are kept.
   * @param {import("../shared/link.js").Entries} entries
   */
  async adorn(entries) {
    await this.#adorn(entries);
    this.#translate();
    this.#changed();
  }

  get lesson() {
    return this.#lesson;
  }

  get lessonId() {
    return this.#lessonId;
  }

  get words() {
    return this.#words;
  }

  get pkg() {
    return pkg;
  }

  /** The keys of the link that are no lesson's, as `adorn` takes them. */
  get adornments() {
    return new Map([...(this.#language ? [["lang", this.#language]] : []), ...this.#kept]);
  }

  /** The link to what is shown, wherever it is shown. */
  get link() {
    const kept = this.#kept.map(([key]) => key);
    return formatHash(this.#entries().filter(([key]) => !kept.includes(key)));
  }

  #adorn(entries) {
    this.#kept = KEPT.flatMap((key) => (entries.has(key) ? [[key, String(entries.get(key))]] : []));
    const language = entries.get("lang") ?? "";
    this.#language = LANGUAGES.some(({ id }) => id === language) ? language : "";
    return this.#load(languageOf(entries));
  }

  /** @param {boolean} [now] the page rests */
  #changed(now) {
    this.#writer.touch(now);
    this.host?.changed();
  }

  /** @param {import("./lessons.js").LessonClass} Lesson */
  #open(id, Lesson) {
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
      root: this.#root, words: this.#words, notices: this.#notices, pkg, module: this.#module,
      changed: (now) => this.#changed(now),
    });
  }

  /** The reader has chosen a language. */
  async #speak(language) {
    if (!(await this.#load(language))) return;
    this.#language = language;
    this.#translate();
    this.#changed();
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
    this.problems.push(problem);
    this.#notices.show(`link-${field}`, () => [explainLink(this.#words, problem, [])]);
  }

  /** What a link says that nobody understands is said once. */
  #tellUnknown(entries, Lesson) {
    const known = new Set([...PAGE_KEYS, ...Lesson.keys(pkg)]);
    const strange = [...entries].filter(([key]) => !known.has(key));
    this.problems.push(...strange.map(([field, value]) => ({ code: "unknownField", field, value })));
    const unknown = strange.map(([key]) => key).filter((key) => !this.#told.has(key));
    if (unknown.length === 0) return;
    for (const key of unknown) this.#told.add(key);
    const keys = unknown.join(", ");
    this.#notices.show("link-unknown", () => [this.#words.say("link.unknown", { keys })]);
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

/** The module is compiled once, for the page and its worker. */
async function compile() {
  const address = new URL("../../pkg/backprop_playground_bg.wasm", import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  // A server that does not know the type of .wasm files sends bytes all the same.
  return answer.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

async function start() {
  const boot = document.getElementById("boot");
  try {
    const entries = parseHash(location.hash);
    const words = new Words();
    // The lesson's files come meanwhile; whoever opens it finds them loaded.
    const [module] = await Promise.all([
      compile(), words.load(languageOf(entries)), lessonOf(entries).open(),
    ]);
    await pkg.default({ module_or_path: module });
    const page = new Page(module, words);
    // Another link may have come while all that was loaded.
    await page.follow(parseHash(location.hash));
    boot?.remove();
    document.body.classList.add("ready");
    if (FRAMED) page.host = new (await import("./host/host.js")).Host(page);
  } catch (error) {
    if (boot) boot.textContent += ` ${error}`;
    throw error;
  }
}

start();
