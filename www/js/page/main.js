/**
 * Starts the page: words and WebAssembly at the same time, then the lesson that the link names.
 */

import * as pkg from "../../pkg/backprop_playground.js";
import { PAGE_KEYS, parseHash } from "../shared/link.js";
import { h } from "./dom.js";
import { explainLink } from "./explain.js";
import { Header } from "./header.js";
import { DEFAULT_LESSON, LESSONS } from "./lessons.js";
import { LinkWriter } from "./link-writer.js";
import { Notices } from "./notices.js";
import { LANGUAGES, Words, preferredLanguage } from "./words.js";

/** Keys that belong to whoever wrote the link: they are kept as they came. */
const KEPT = ["hide", "embed"];

class Page {
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
  #settings = new Set();
  #told = new Set();
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
    document.body.append(this.#header.element, this.#root, footer());
    this.#notices = new Notices(this.#words, document.body);
    this.#settings = new Set(pkg.Trainer.fields().map(({ name }) => /** @type {string} */ (name)));
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
    await this.#words.load(languageOf(entries));
    const found = lessonOf(entries);
    const Lesson = await found.open();
    if (turn !== this.#turn) return;
    this.#open(found.id, Lesson);
    this.#lesson?.apply(entries);
    this.#translate();
    if (language && !known) this.#tell("lang", language, LANGUAGES.map(({ id }) => id));
    const lesson = entries.get("lesson") ?? found.id;
    if (lesson !== found.id) this.#tell("lesson", lesson, LESSONS.map(({ id }) => id));
    this.#tellUnknown(entries);
  }

  #open(id, Lesson) {
    if (this.#lessonId === id) return;
    this.#lesson?.dispose();
    this.#root.replaceChildren();
    this.#root.className = "";
    this.#lessonId = id;
    this.#lesson = new Lesson({
      root: this.#root, words: this.#words, notices: this.#notices, pkg, module: this.#module,
      changed: (now) => this.#writer.touch(now),
    });
  }

  /** The reader has chosen a language. */
  async #speak(language) {
    this.#language = language;
    await this.#words.load(language);
    this.#translate();
    this.#writer.touch();
  }

  #translate() {
    document.title = this.#words.say("title");
    this.#words.apply(document.body);
    this.#header.show({ language: this.#words.language, lesson: this.#lessonId });
    this.#lesson?.translate();
  }

  #entries() {
    /** @type {[string, string][]} */
    const entries = this.#lessonId === DEFAULT_LESSON ? [] : [["lesson", this.#lessonId]];
    entries.push(...(this.#lesson?.link() ?? []));
    if (this.#language) entries.push(["lang", this.#language]);
    return [...entries, ...this.#kept];
  }

  #tell(field, value, values) {
    const problem = { code: "outOfRange", field, value, values };
    this.#notices.show(`link-${field}`, [explainLink(this.#words, problem, [])]);
  }

  /** What a link says that nobody understands is said once. */
  #tellUnknown(entries) {
    const unknown = [...entries.keys()].filter((key) => {
      return !PAGE_KEYS.includes(key) && !this.#settings.has(key) && !this.#told.has(key);
    });
    if (unknown.length === 0) return;
    for (const key of unknown) this.#told.add(key);
    this.#notices.show("link-unknown", [this.#words.say("link.unknown", { keys: unknown.join(", ") })]);
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

function footer() {
  const keys = ["space", "tab", "arrows", "enter", "escape", "plots"];
  const list = h("dl", {}, ...keys.flatMap((key) => [
    h("dt", { word: `keys.${key}` }), h("dd", { word: `keys.${key}.does` }),
  ]));
  return h("footer", { class: "page-footer" },
    h("details", {}, h("summary", { word: "keys.name" }), list), h("p", { word: "footer.local" }));
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
    await new Page(module, words).follow(entries);
    boot?.remove();
    document.body.classList.add("ready");
  } catch (error) {
    if (boot) boot.textContent += ` ${error}`;
    throw error;
  }
}

start();
