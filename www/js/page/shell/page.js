/**
 * The page around the lessons: follows links, opens the lesson they name, sets the language,
 * and updates the URL. A host page that frames it accesses it through `host/host.js`.
 */

import { addressOf } from "../../shared/address.js";
import { formatHash } from "../../shared/link.js";
import { LESSONS, keysOf } from "../lessons/list.js";
import { h } from "../ui/dom.js";
import { during } from "../ui/idle.js";
import { later } from "../ui/later.js";
import { nextTask } from "../ui/next-task.js";
import { progress, showProgress } from "../ui/progress.js";
import { Bridge } from "./bridge.js";
import { Footer } from "./footer.js";
import { Header } from "./header.js";
import { Hiding } from "./hiding.js";
import { Language } from "./language.js";
import { openLesson } from "./lessons.js";
import { LinkProblems } from "./link-problems.js";
import { LinkWriter } from "./link-writer.js";
import { Notices } from "./notices.js";
import { hideUntilPlaced } from "./placing.js";
import { lessonOf } from "./routes.js";

/** @typedef {import("../../shared/link.js").Entries} Entries */

export class Page {
  #words;
  #notices;
  #header;
  #writer;
  /** @type {import("./lessons.js").Lesson | null} */
  #lesson = null;
  /** The lesson's manifest. @type {import("../lessons/list.js").Manifest | null} */
  #manifest = null;
  #language;
  /** The lesson being opened, until it is built. @type {{ lesson: import("./lessons.js").Lesson, steps?: Iterator<unknown> } | null} */
  #building = null;
  #problems;
  /** The connection to the page around this one. @type {import("./host/host.js").Host | null} */
  host = null;
  /** The links to the lessons that were left, to return to. @type {Map<string, [string, string][]>} */
  #linksLeft = new Map();
  #bridge = new Bridge();
  #footer;
  #root = h("main", { id: "lesson" });
  #hiding = new Hiding({ root: this.#root, whole: () => addressOf(location.href).base + formatHash(this.#stateEntries()) });
  #asleep = false;
  #starting = true;
  /** Counts the links followed: of several in quick succession, the last one wins. */
  #turn = 0;

  /** @param {import("./words.js").Words} words */
  constructor(words) {
    this.#words = words;
    this.#header = new Header({ lessons: LESSONS, chooseLanguage: (id) => this.#chooseLanguage(id), share: () => this.#share() });
    this.#footer = new Footer(words, () => this.#notices.show("forgotten", () => [words.say("progress.forgotten")]));
    document.body.append(...hideUntilPlaced(this.#header.element, this.#root, this.#footer.element));
    this.#notices = new Notices(this.#words, document.body);
    this.#language = new Language(this.#words, this.#notices);
    this.#problems = new LinkProblems(this.#words, this.#notices);
    progress.addEventListener("change", () => showProgress(this.#words));
    this.#writer = new LinkWriter({ entries: () => this.#entries(), followed: (entries) => void during(this.follow(entries)) });
  }

  /** @param {Entries} entries @returns {Promise<boolean>} false if another link has come meanwhile */
  async follow(entries) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#hiding.follow(entries);
    const found = lessonOf(entries);
    const [files] = await Promise.all([this.#fetch(found), this.#language.follow(entries, found.id)]);
    if (!files || turn !== this.#turn) return turn === this.#turn;
    const [{ Lesson, opened }, hidden] = files;
    this.#open(found, Lesson, opened);
    if (!(await this.#build(turn))) return false;
    if (this.#lesson) this.#problems.begin(this.#lesson.apply(entries), this.#lesson);
    this.#hideParts(hidden, entries);
    if (!(await this.#nextTask(turn))) return false;
    this.#words.apply(document.body);
    if (!(await this.#nextTask(turn))) return false;
    for (const _ of this.#translate(false)) if (!(await this.#nextTask(turn))) return false;
    this.#writer.touch();
    if (!this.#starting) this.#header.reveal();
    this.#problems.check(entries, { language: this.#language.chosen, keys: keysOf(found) });
    this.host?.followed();
    return true;
  }

  /** Applies the keys of a link that do not affect a lesson: `lang`, and those that every link keeps. @param {Entries} entries */
  async applyPageKeys(entries) {
    this.#hiding.follow(entries);
    const { lessonId } = this;
    await this.#language.follow(entries, lessonId);
    const hidden = await this.#hiding.load(lessonId);
    // If another lesson has been opened meanwhile, it has hidden its own parts.
    if (lessonId === this.lessonId) this.#hideParts(hidden, entries);
    this.#retranslate();
  }

  /** The page has been placed: from now on no work is split into tasks, and the URL is updated. */
  started() {
    this.#starting = false;
    while (this.#building) this.#step();
    this.#header.reveal();
    this.#writer.touch();
  }

  /** The problems of the last link followed. */
  get problems() {
    return this.#problems.list;
  }

  get lesson() {
    return this.#lesson;
  }

  /** Empty before the first lesson. */
  get lessonId() {
    return this.#manifest?.id ?? "";
  }

  get words() {
    return this.#words;
  }

  /** The name of the page, in its language. */
  get title() {
    return `${this.#words.say(`lesson.${this.lessonId}`)} – ${this.#words.say("title")}`;
  }

  /** The keys of the link that belong to the page, as for `applyPageKeys`. */
  get pageKeys() {
    return new Map([...(this.#language.chosen ? [["lang", this.#language.chosen]] : []), ...this.#hiding.kept]);
  }

  /** The link to the current state, without the keys of embedded pages. */
  get link() {
    return formatHash(this.#entries().filter(([key]) => !this.#hiding.kept.some(([kept]) => kept === key)));
  }

  /** The page is no longer visible, or visible again. @param {boolean} asleep */
  rest(asleep) {
    this.#asleep = asleep;
    this.#lesson?.rest?.(asleep);
  }

  /**
   * While the page starts, yields between its tasks, so that none is long.
   * @param {number} turn
   * @returns {Promise<boolean>} false if another link has come meanwhile
   */
  async #nextTask(turn) {
    if (this.#starting) await nextTask();
    return turn === this.#turn;
  }

  /**
   * Loads the lesson's files, and the code for a link that hides parts. If that fails, the current lesson
   * stays.
   * @param {import("../lessons/list.js").Manifest} manifest
   */
  async #fetch(manifest) {
    try {
      const files = await Promise.all([openLesson(manifest), this.#hiding.load(manifest.id)]);
      this.#notices.dismiss("lesson");
      return files;
    } catch {
      this.#notices.show("lesson", () => [this.#words.say("lesson.failed")]);
      return null;
    }
  }

  /** @param {import("./hiding.js").Hidden | null} hidden @param {Entries} entries */
  #hideParts(hidden, entries) {
    for (const { key, unknown, values } of this.#hiding.apply(hidden, entries, this.lessonId)) {
      if (unknown.length > 0) this.#problems.tell(key, unknown.join(", "), values);
    }
  }

  /** @param {boolean} [now] no more changes are expected */
  #changed(now) {
    if (!this.#starting) this.#writer.touch(now);
    this.host?.changed();
  }

  /**
   * @param {import("../lessons/list.js").Manifest} manifest
   * @param {import("./lessons.js").LessonClass} Lesson
   * @param {import("../assets.js").Package} opened
   */
  #open(manifest, Lesson, opened) {
    if (this.#manifest === manifest) return;
    if (this.#lesson) this.#linksLeft.set(this.lessonId, this.#lesson.link());
    const before = this.#building?.lesson ?? this.#lesson;
    if (before) {
      before.dispose();
      this.#notices.dismissAll();
    }
    this.#lesson = null;
    this.#root.replaceChildren();
    this.#root.className = "";
    this.#manifest = manifest;
    this.#footer.show(manifest.help);
    const lesson = new Lesson({
      root: this.#root, words: this.#words, notices: this.#notices, ...opened,
      changed: (now) => this.#changed(now),
    });
    this.#building = { lesson, steps: lesson.build?.() };
  }

  /**
   * Builds the lesson being opened; while the page starts, in several tasks. It is built to the end even if
   * another link has come, which may be to the same lesson.
   * @param {number} turn
   * @returns {Promise<boolean>} false if another link has come meanwhile
   */
  async #build(turn) {
    while (this.#building) {
      this.#step();
      if (this.#starting) await nextTask();
    }
    return turn === this.#turn;
  }

  /** Runs one step of `build`. The lesson is set after the last. */
  #step() {
    if (!this.#building) return;
    const { lesson, steps } = this.#building;
    try {
      if (steps && !steps.next().done) return;
    } catch (error) {
      [this.#building, this.#manifest] = [null, null];
      throw error;
    }
    [this.#building, this.#lesson] = [null, lesson];
    if (this.#manifest) this.#bridge.place(this.#root, LESSONS, this.#manifest);
    if (this.#asleep) lesson.rest?.(true);
  }

  async #share() {
    try {
      const [{ openShare }] = await later(this.#words, import("./share/dialog.js"));
      if (!this.#manifest) return;
      await openShare({
        words: this.#words, lesson: this.#manifest, entries: this.#stateEntries(), hidden: new Map(this.#hiding.kept).get("hide") ?? "",
        unlinked: this.#lesson?.unlinked?.() ?? [],
      });
    } catch (error) {
      this.#notices.show("share", () => [this.#words.say("late.failed", { error: String(error) })]);
    }
  }

  /** The reader has chosen a language. */
  async #chooseLanguage(language) {
    if (await during(this.#language.choose(language, this.lessonId))) this.#retranslate();
  }

  /** Sets all texts again, in another language. */
  #retranslate() {
    for (const _ of this.#translate(true));
    this.#changed();
  }

  /** @param {boolean} all also the elements with their texts' keys in attributes */
  *#translate(all) {
    document.title = this.title;
    if (all) this.#words.apply(document.body);
    this.#header.show({ language: this.#words.language, lesson: this.lessonId });
    this.#showLinks();
    showProgress(this.#words);
    this.#notices.translate();
    yield;
    yield* this.#lesson?.translate() ?? [];
    // Recalculates the styles in this task, so that the next frame only has to do the layout.
    if (!this.#starting) getComputedStyle(document.body).getPropertyValue("color");
  }

  #entries() {
    return this.#complete(this.lessonId, this.#lesson?.link() ?? []);
  }

  /** The whole state, with lesson and language: the recipient has other defaults. @returns {[string, string][]} */
  #stateEntries() {
    return [["lesson", this.lessonId], ...(this.#lesson?.link() ?? []), ["lang", this.#words.language]];
  }

  /** Sets the links to lessons: each in the state it was left in, or as a newcomer opens it. */
  #showLinks() {
    for (const link of document.querySelectorAll("a[data-lesson]")) {
      const id = String(link.getAttribute("data-lesson"));
      const start = LESSONS.find((lesson) => lesson.id === id)?.start ?? [];
      link.setAttribute("href", formatHash(this.#complete(id, this.#linksLeft.get(id) ?? start)));
    }
  }

  /** @param {string} lesson @param {[string, string][]} entries of the lesson @returns {[string, string][]} */
  #complete(lesson, entries) {
    const language = this.#language.chosen;
    return [["lesson", lesson], ...entries, ...(language ? [/** @type {[string, string]} */ (["lang", language])] : []), ...this.#hiding.kept];
  }
}
