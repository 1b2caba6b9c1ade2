/**
 * Reports what happens to few runs, as notices: a replay that takes a while, a divergence, what was lost to another
 * run or to a change, with a button that brings it back. Fetched when the first of these happens.
 */

import { h, listen } from "../../ui/dom.js";
import { grouped, number } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";
import { DivergenceNotice } from "./divergence.js";
import { ReplayTime } from "./replay-time.js";

/** Milliseconds before the notice of a replay appears; a shorter one would be over before it is read. */
const SHORT_REPLAY = 250;

export class RareReports {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  #divergence;
  #replayTimer = 0;
  /** @type {ReplayTime | null} */
  #replayTime = null;
  #progress = h("progress", { max: 1, value: 0, wordLabel: "replay.progress" });
  /** The step up to which a change has cut off the run, see `Snapshot`. */
  #cut = 0;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../../shell/notices.js").Notices} notices
   * @param {import("../../shell/words.js").Words} words
   */
  constructor(session, notices, words) {
    this.#session = session;
    this.#notices = notices;
    this.#words = words;
    this.#divergence = new DivergenceNotice(session, notices, words);
    const { signal } = this.#abort;
    listen(session, "run", () => this.#newRun(), signal);
    listen(session, "replaced", () => this.#replaced(), signal);
    listen(session, "snapshot", ({ detail }) => this.#look(detail), signal);
    listen(session, "trouble", ({ detail }) => detail && this.#endReplay(), signal);
    this.#replaced();
    if (session.snapshot) this.#look(session.snapshot);
  }

  dispose() {
    this.#abort.abort();
    this.#divergence.dispose();
    this.#endReplay();
  }

  #newRun() {
    this.#endReplay();
    this.#cut = 0;
    this.#notices.dismiss("lost");
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #look(snapshot) {
    this.#replay(snapshot);
    const { cut, epochLength } = snapshot;
    if (cut === this.#cut) return;
    this.#cut = cut;
    if (cut === 0) return this.#notices.dismiss("lost");
    this.#lost("lost.steps", Math.floor(cut / epochLength), { step: () => number("noted-step", cut, grouped) }, () => this.#session.past.undoCut());
  }

  #replaced() {
    const { replaced, past } = this.#session;
    if (!replaced) return;
    const { cause, epoch } = replaced;
    this.#lost("lost.run", epoch, { what: () => this.#words.say(cause) }, () => past.bringBack());
  }

  /** @param {string} word @param {number} epoch @param {Record<string, () => Node | string>} more @param {() => void} bringBack */
  #lost(word, epoch, more, bringBack) {
    const parts = { epoch: () => number("noted-epoch", epoch, grouped), ...more };
    const content = () => phrase(this.#words, word, Object.fromEntries(Object.entries(parts).map(([name, make]) => [name, make()])));
    const run = () => {
      bringBack();
      this.#notices.dismiss("lost");
      this.#notices.speak(this.#words.say("lost.back"));
    };
    this.#notices.show("lost", content, { action: { word: "timeline.undo", label: "lost.undo", run } });
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #replay({ replay, metrics: { step } }) {
    if (!replay) return this.#endReplay();
    this.#progress.value = (step - replay.from) / (replay.to - replay.from);
    this.#replayTime ??= new ReplayTime(this.#words, step);
    this.#replayTime.update(step, replay.to);
    if (this.#replayTimer === 0) this.#replayTimer = setTimeout(() => this.#showReplay(replay.to), SHORT_REPLAY);
  }

  #showReplay(to) {
    const time = this.#replayTime?.element ?? "";
    const text = () => phrase(this.#words, "replay.text", { step: number("noted-step", to, grouped) });
    this.#notices.show("replay", () => [h("span", {}, ...text()), time, this.#progress], {
      action: { word: "replay.cancel", run: () => this.#session.pause() }, stays: "always",
    });
  }

  #endReplay() {
    clearTimeout(this.#replayTimer);
    this.#replayTimer = 0;
    this.#replayTime = null;
    this.#notices.dismiss("replay");
  }
}
