/**
 * The page's end of the connection to its host, the page that frames it: reports when it is ready and what
 * changes, and runs the host's commands. It listens only to its parent, answers every message in the right
 * envelope, and ignores the rest. Its messages contain nothing secret, so any parent may read them.
 */

import { SOURCE, VERSION, readHostMessage, refusal } from "../../../shared/host-messages.js";
import { Delay } from "../../ui/delay.js";
import { listen } from "../../ui/dom.js";
import { during } from "../../ui/idle.js";
import { commandsFor } from "./commands.js";
import { applyState } from "./state.js";

/** Milliseconds between two messages of the same kind. */
const PAUSE = 100;

/** @typedef {import("../page.js").Page} Page */

export class Host {
  #page;
  /** Identifies this document: commands with another session are ignored. */
  #session = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-");
  #abort = new AbortController();
  /** Aborted when the lesson is closed. */
  #lessonAbort = new AbortController();
  /** @type {any} the lesson whose events are handled */
  #lesson = null;
  /** @type {any} */
  #commands = null;
  /** Commands start one after the other, but a long one may be interrupted by the next. */
  #queue = Promise.resolve();
  #isReady = false;
  #delays = { change: new Delay(() => this.#tellChange()), epoch: new Delay(() => this.#tellEpoch()) };
  #last = "";
  #epoch = 0;

  /** @param {Page} page with its lesson open */
  constructor(page) {
    this.#page = page;
    this.#attach();
    listen(window, "message", (event) => this.#receive(event), this.#abort.signal);
    this.#commands.fresh(this.#lessonAbort.signal).catch(() => {}).then(() => {
      this.#isReady = true;
      this.#last = JSON.stringify(this.#state());
      this.#ready();
      this.followed();
    });
  }

  /** The page has followed a link: attaches to the lesson, which may be another, and reports the link's problems. */
  followed() {
    this.#attach();
    for (const problem of this.#page.problems) this.#post({ type: "error", error: refusal(problem) });
    this.changed();
  }

  /** Something has changed that may be part of the state. */
  changed() {
    if (!this.#delays.change.waits) this.#delays.change.start(PAUSE);
  }

  dispose() {
    this.#abort.abort();
    this.#lessonAbort.abort();
    for (const delay of Object.values(this.#delays)) delay.stop();
  }

  /** Attaches to the current lesson. */
  #attach() {
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
    listen(session, "snapshot", ({ detail }) => this.#countEpoch(detail), signal);
    listen(session, "trouble", ({ detail }) => {
      if (detail) this.#post({ type: "error", error: refusal({ code: detail.kind, message: detail.message }) });
    }, signal);
  }

  /** @param {MessageEvent} event */
  #receive({ source, data }) {
    if (source !== parent) return;
    const message = readHostMessage(data);
    if (!message || !this.#isReady) return;
    if (message.type === "hello") return this.#ready();
    const { session, id } = message;
    if (session !== this.#session) return;
    if (message.type === "refused") return this.#post({ type: "refusal", id, error: refusal(message.problem) });
    const done = this.#queue.then(() => this.#begin(message.command));
    this.#queue = done.then(() => {}, () => {});
    during(done.then(({ finished }) => finished).then(
      () => this.#post({ type: "answer", id, state: this.#state() }),
      (problem) => this.#post({ type: "refusal", id, error: refusal(problem) }),
    ));
  }

  /** Starts a command; `finished` resolves later, while other commands may start. @returns {Promise<{ finished: Promise<void> }>} */
  async #begin(command) {
    if (command.type === "getState") return { finished: this.#commands.fresh(this.#lessonAbort.signal) };
    if (command.type === "setState") {
      const { step, play } = await applyState(this.#page, this.#commands, command.state);
      this.#attach();
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
    this.#post({ type: "ready", state: this.#state(), title: this.#page.title });
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #countEpoch({ metrics }) {
    const before = this.#epoch;
    this.#epoch = metrics.epoch;
    if (metrics.epoch <= before) return;
    if (!this.#delays.epoch.waits) this.#delays.epoch.start(PAUSE);
  }

  #tellChange() {
    if (!this.#isReady) return;
    const state = this.#state();
    const now = JSON.stringify(state);
    if (now === this.#last) return;
    this.#last = now;
    this.#post({ type: "change", state, title: this.#page.title });
  }

  #tellEpoch() {
    const { metrics } = this.#commands.state();
    if (this.#isReady && metrics) this.#post({ type: "epoch", metrics });
  }

  #post(message) {
    parent.postMessage({ source: SOURCE, version: VERSION, session: this.#session, ...message }, "*");
  }
}
