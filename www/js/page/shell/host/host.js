/**
 * The page's end of the line to the page that frames it: says when it is ready and what changes, and
 * does what it is told. It listens to its parent alone, answers whatever has its envelope, and
 * ignores the rest. What it says holds nothing secret, so any parent may read it.
 */

import { SOURCE, VERSION, readHostMessage } from "../../../shared/host-messages.js";
import { Delay } from "../../ui/delay.js";
import { listen } from "../../ui/dom.js";
import { during } from "../../ui/idle.js";
import { commandsFor } from "./commands.js";
import { refusal } from "./problems.js";
import { applyState } from "./state.js";

/** Milliseconds between two messages of a kind. */
const PAUSE = 100;

/** @typedef {import("../page.js").Page} Page */

export class Host {
  #page;
  /** Which document this is: commands to another one are none of ours. */
  #session = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-");
  #abort = new AbortController();
  /** Ends with the lesson that is open. */
  #lessonAbort = new AbortController();
  /** @type {any} the lesson that is listened to */
  #lesson = null;
  /** @type {any} */
  #commands = null;
  /** Commands are done one after the other, but one that takes long may be interrupted. */
  #line = Promise.resolve();
  #isReady = false;
  #soon = { change: new Delay(() => this.#tellChange()), epoch: new Delay(() => this.#tellEpoch()) };
  #last = "";
  #epoch = 0;

  /** @param {Page} page that shows its lesson */
  constructor(page) {
    this.#page = page;
    this.#attend();
    listen(window, "message", (event) => this.#hear(event), this.#abort.signal);
    this.#commands.fresh(this.#lessonAbort.signal).catch(() => {}).then(() => {
      this.#isReady = true;
      this.#last = JSON.stringify(this.#state());
      this.#ready();
      this.followed();
    });
  }

  /** A link was followed: another lesson may be open, and what was wrong is said. */
  followed() {
    this.#attend();
    for (const problem of this.#page.problems) this.#post({ type: "error", error: refusal(problem) });
    this.changed();
  }

  /** Something has changed, perhaps what a host wants to know. */
  changed() {
    if (!this.#soon.change.waits) this.#soon.change.start(PAUSE);
  }

  dispose() {
    this.#abort.abort();
    this.#lessonAbort.abort();
    for (const delay of Object.values(this.#soon)) delay.stop();
  }

  /** Listens to the lesson that is open. */
  #attend() {
    const { lesson } = this.#page;
    if (!lesson || lesson === this.#lesson) return;
    this.#lessonAbort.abort();
    this.#lessonAbort = new AbortController();
    const { signal } = this.#lessonAbort;
    this.#lesson = lesson;
    this.#commands = commandsFor(lesson.hands);
    const { session, player } = lesson.hands;
    if (player) listen(player, "change", () => this.changed(), signal);
    if (!session) return;
    listen(session, "snapshot", ({ detail }) => this.#passed(detail), signal);
    listen(session, "trouble", ({ detail }) => {
      if (detail) this.#post({ type: "error", error: refusal({ code: detail.kind, message: detail.message }) });
    }, signal);
  }

  /** @param {MessageEvent} event */
  #hear({ source, data }) {
    if (source !== parent) return;
    const message = readHostMessage(data);
    if (!message || !this.#isReady) return;
    if (message.type === "hello") return this.#ready();
    const { session, id } = message;
    if (session !== this.#session) return;
    if (message.type === "refused") return this.#post({ type: "refusal", id, error: refusal(message.problem) });
    const done = this.#line.then(() => this.#begin(message.command));
    this.#line = done.then(() => {}, () => {});
    during(done.then(({ finished }) => finished).then(
      () => this.#post({ type: "answer", id, state: this.#state() }),
      (problem) => this.#post({ type: "refusal", id, error: refusal(problem) }),
    ));
  }

  /**
   * Does what it can do at once; the rest takes its time while other commands come.
   * @returns {Promise<{ finished: Promise<void> }>}
   */
  async #begin(command) {
    if (command.type === "getState") return { finished: this.#commands.fresh(this.#lessonAbort.signal) };
    if (command.type === "setState") {
      const { step, play } = await applyState(this.#page, this.#commands, command.state);
      this.#attend();
      if (step !== undefined) this.#commands.place(step);
      if (step !== undefined && play) this.#commands.play();
    } else {
      await this.#commands[command.type](command.count, this.#lessonAbort.signal);
    }
    return { finished: this.#commands.settled(this.#lessonAbort.signal) };
  }

  #state() {
    const { lessonId, words } = this.#page;
    return { lesson: lessonId, language: words.language, link: this.#page.link, ...this.#commands.state() };
  }

  #ready() {
    this.#post({ type: "ready", state: this.#state(), title: document.title });
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #passed({ metrics }) {
    const before = this.#epoch;
    this.#epoch = metrics.epoch;
    if (metrics.epoch <= before) return;
    if (!this.#soon.epoch.waits) this.#soon.epoch.start(PAUSE);
  }

  #tellChange() {
    if (!this.#isReady) return;
    const state = this.#state();
    const now = JSON.stringify(state);
    if (now === this.#last) return;
    this.#last = now;
    this.#post({ type: "change", state, title: document.title });
  }

  #tellEpoch() {
    const { metrics } = this.#commands.state();
    if (this.#isReady && metrics) this.#post({ type: "epoch", metrics });
  }

  #post(message) {
    parent.postMessage({ source: SOURCE, version: VERSION, session: this.#session, ...message }, "*");
  }
}
