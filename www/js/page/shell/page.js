/**
 * The page around the lessons: follows links, opens the lesson that one names, speaks its language,
 * and writes the address. A host page that frames it sees it through `host/host.js`.
 */

import { addressOf } from "../../shared/address.js";
import { formatHash } from "../../shared/link.js";
import { DEFAULT_LESSON, LESSONS } from "../lessons/list.js";
import { h } from "../ui/dom.js";
import { during } from "../ui/idle.js";
import { nextTask } from "../ui/next-task.js";
import { Footer } from "./footer.js";
import { Header } from "./header.js";
import { Hiding } from "./hiding.js";
import { Language } from "./language.js";
import { keysOf, openLesson } from "./lessons.js";
import { LinkProblems } from "./link-problems.js";
import { LinkWriter } from "./link-writer.js";
import { Notices } from "./notices.js";
import { hideUntilPlaced } from "./placing.js";
import { lessonOf, linkOf } from "./routes.js";

/** @typedef {import("../../shared/link.js").Entries} Entries */

export class Page {
  #words;
  #notices;
  #header;
  #writer;
  /** @type {import("./lessons.js").Lesson | null} */
  #lesson = null;
  /** What is known of it. @type {import("../lessons/list.js").Manifest | null} */
  #manifest = null;
  #language;
  /**
   * The lesson that is opened, until all of it is built.
   * @type {{ lesson: import("./lessons.js").Lesson, steps?: Iterator<unknown> } | null}
   */
  #building = null;
  #problems;
  /** What speaks with the page around this one. @type {import("./host/host.js").Host | null} */
  host = null;
  /** The links of the lessons that were left, to come back to. @type {Map<string, [string, string][]>} */
  #left = new Map();
  #footer = new Footer();
  #root = h("main", { id: "lesson" });
  #hiding = new Hiding({ root: this.#root, whole: () => addressOf(location.href).base + formatHash(this.#whole()) });
  #asleep = false;
  #starting = true;
  /** Counts the links: of several that come at once, the last one holds. */
  #turn = 0;

  /** @param {import("./words.js").Words} words */
  constructor(words) {
    this.#words = words;
    this.#header = new Header({ lessons: LESSONS, chooseLanguage: (id) => this.#speak(id), share: () => this.#share() });
    document.body.append(...hideUntilPlaced(this.#header.element, this.#root, this.#footer.element));
    this.#notices = new Notices(this.#words, document.body);
    this.#language = new Language(this.#words, this.#notices);
    this.#problems = new LinkProblems(this.#words, this.#notices);
    this.#writer = new LinkWriter({ entries: () => this.#entries(), followed: (entries) => void during(this.follow(entries)) });
  }

  /**
   * @param {Entries} entries
   * @returns {Promise<boolean>} whether no other link has come meanwhile
   */
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
    this.#problems.check(entries, { language: this.#language.chosen, keys: keysOf(found, opened.pkg) });
    this.host?.followed();
    return true;
  }

  /**
   * Takes the keys of a link that change nothing in a lesson: `lang`, and those that are kept.
   * @param {Entries} entries
   */
  async applyPageKeys(entries) {
    this.#hiding.follow(entries);
    await this.#language.follow(entries, this.lessonId);
    this.#hideParts(await this.#hiding.load(this.lessonId), entries);
    this.#retranslate();
  }

  /** It has been placed: from now on nothing is spread over tasks, and the address follows. */
  started() {
    this.#starting = false;
    while (this.#building) this.#step();
    this.#writer.touch();
  }

  /** What was wrong with the link that was followed last. */
  get problems() {
    return this.#problems.list;
  }

  get lesson() {
    return this.#lesson;
  }

  /** Empty before there is one. */
  get lessonId() {
    return this.#manifest?.id ?? "";
  }

  get words() {
    return this.#words;
  }

  /** The keys of the link that are no lesson's, as `applyPageKeys` takes them. */
  get pageKeys() {
    return new Map([...(this.#language.chosen ? [["lang", this.#language.chosen]] : []), ...this.#hiding.kept]);
  }

  /** The link to what is shown, wherever it is shown. */
  get link() {
    return formatHash(this.#entries().filter(([key]) => !this.#hiding.kept.some(([kept]) => kept === key)));
  }

  /**
   * Nobody can see the page, or it is seen again.
   * @param {boolean} asleep
   */
  rest(asleep) {
    this.#asleep = asleep;
    this.#lesson?.rest?.(asleep);
  }

  /**
   * A page that starts does it in several tasks, none of them long.
   * @param {number} turn
   * @returns {Promise<boolean>} whether no other link has come meanwhile
   */
  async #nextTask(turn) {
    if (this.#starting) await nextTask();
    return turn === this.#turn;
  }

  /**
   * The lesson's files, and what a link needs that hides. Where they cannot be had, the page stays
   * where it is.
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

  /**
   * Hides what the link hides.
   * @param {import("./hiding.js").Hidden | null} hidden
   * @param {Entries} entries
   */
  #hideParts(hidden, entries) {
    const { unknown, values } = this.#hiding.apply(hidden, entries, this.lessonId);
    if (unknown.length > 0) this.#problems.tell("hide", unknown.join(", "), values);
  }

  /** @param {boolean} [now] the page rests */
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
    if (this.#lesson) this.#left.set(this.lessonId, this.#lesson.link());
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
   * Builds the lesson that is opened; a page that starts does it in several tasks. To its end even if another
   * link has come: that may be one to the same lesson.
   * @param {number} turn
   * @returns {Promise<boolean>} whether no other link has come meanwhile
   */
  async #build(turn) {
    while (this.#building) {
      this.#step();
      if (this.#starting) await nextTask();
    }
    return turn === this.#turn;
  }

  /** One step of what is built. Before the last, nobody gets to see the lesson. */
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
    if (this.#asleep) lesson.rest?.(true);
  }

  async #share() {
    try {
      const { openShare } = await during(import("./share/dialog.js"));
      if (!this.#manifest) return;
      await openShare({
        words: this.#words, lesson: this.#manifest, entries: this.#whole(), hidden: new Map(this.#hiding.kept).get("hide") ?? "",
        unlinked: this.#lesson?.unlinked?.() ?? [],
      });
    } catch (error) {
      this.#notices.show("share", () => [this.#words.say("share.failed", { error: String(error) })]);
    }
  }

  /** The reader has chosen a language. */
  async #speak(language) {
    if (await during(this.#language.choose(language, this.lessonId))) this.#retranslate();
  }

  /** All is said again, in another language. */
  #retranslate() {
    for (const _ of this.#translate(true));
    this.#changed();
  }

  /** @param {boolean} all also what carries its words in attributes */
  *#translate(all) {
    document.title = `${this.#words.say(`lesson.${this.lessonId}`)} – ${this.#words.say("title")}`;
    if (all) this.#words.apply(document.body);
    this.#header.show({
      language: this.#words.language, lesson: this.lessonId, hrefOf: (id) => this.#hrefOf(id),
    });
    this.#notices.translate();
    yield;
    yield* this.#lesson?.translate() ?? [];
    // All is styled anew in this task, so that the next frame has only to lay it out.
    if (!this.#starting) getComputedStyle(document.body).getPropertyValue("color");
  }

  #entries() {
    return this.#complete(this.#manifest === DEFAULT_LESSON ? "" : this.lessonId, this.#lesson?.link() ?? []);
  }

  /** All that is shown, said outright: whoever gets the link has other defaults. @returns {[string, string][]} */
  #whole() {
    return [["lesson", this.lessonId], ...(this.#lesson?.link() ?? []), ["lang", this.#words.language]];
  }

  /** A lesson as it was left, or as it begins. */
  #hrefOf(id) {
    return formatHash(this.#complete(id, id === this.lessonId ? [] : this.#left.get(id) ?? []));
  }

  /** @param {string} lesson @param {[string, string][]} entries of the lesson */
  #complete(lesson, entries) {
    return linkOf({ lesson, entries, language: this.#language.chosen, kept: this.#hiding.kept });
  }
}
