/**
 * Reports events of the run that the numbers do not show: the progress of a replay, the reason for a
 * pause, a trainer that died. They are notices; milestones are only announced by screen readers.
 */

import { h, listen } from "../../ui/dom.js";
import { grouped, number } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";
import { DivergenceNotice } from "./divergence.js";

/** Milliseconds before the notice of a replay appears; a shorter one would be over before it is read. */
const SHORT_REPLAY = 250;

export class Reports {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  #divergence;
  #wasPlaying = false;
  /** True if a pause has yet to be reported. */
  #pauses = false;
  #replayTimer = 0;
  /** The announcement of a pause, with its numbers, for screen readers only. */
  spoken = h("p", { class: "visually-hidden", role: "status", "data-part": "pauses" });
  #progress = h("progress", { max: 1, value: 0, wordLabel: "replay.progress" });

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
    listen(session, "state", () => this.#state(), signal);
    listen(session, "snapshot", ({ detail }) => {
      this.#replay(detail);
      this.#pause();
    }, signal);
    listen(session.stages, "unfetched", ({ detail }) => {
      notices.show("late-inspection", () => [words.say("late.failed", { error: String(detail) })]);
    }, signal);
    listen(session, "trouble", ({ detail }) => this.#trouble(detail), signal);
  }

  dispose() {
    this.#abort.abort();
    this.#divergence.dispose();
    this.#endReplay();
  }

  #newRun() {
    this.#wasPlaying = this.#session.playing;
    this.#pauses = false;
    for (const name of ["paused", "trouble"]) this.#notices.dismiss(name);
    this.spoken.replaceChildren();
    this.#endReplay();
  }

  #state() {
    const { playing } = this.#session;
    if (playing && !this.#wasPlaying) {
      this.#notices.dismiss("paused");
      this.spoken.replaceChildren();
      this.#notices.speak(this.#words.say("milestone.training"));
    }
    this.#pauses = !playing && (this.#pauses || this.#wasPlaying);
    this.#wasPlaying = playing;
    this.#pause();
  }

  /** Reports a pause once its step is known: a notice if the run reached its end, else an announcement. */
  #pause() {
    const { resting, snapshot } = this.#session;
    if (!this.#pauses || !resting || !snapshot) return;
    this.#pauses = false;
    const { reason, epochs, metrics: { epoch, step } } = snapshot;
    const parts = () => ({
      epoch: number("noted-epoch", epoch, grouped), step: number("noted-step", step, grouped),
      epochs: String(epochs),
    });
    if (reason === "epochs") {
      this.#notices.show("paused", () => phrase(this.#words, "paused.epochs", parts()));
    } else {
      this.spoken.replaceChildren(...phrase(this.#words, "milestone.paused", parts()));
    }
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #replay({ replay, metrics }) {
    if (!replay) return this.#endReplay();
    this.#progress.value = (metrics.step - replay.from) / (replay.to - replay.from);
    if (this.#replayTimer === 0) {
      this.#replayTimer = setTimeout(() => this.#showReplay(replay.to), SHORT_REPLAY);
    }
    return undefined;
  }

  #showReplay(to) {
    const text = () => phrase(this.#words, "replay.text", { step: number("noted-step", to, grouped) });
    this.#notices.show("replay", () => [h("span", {}, ...text()), this.#progress], {
      action: { word: "replay.cancel", run: () => this.#session.pause() },
    });
  }

  #endReplay() {
    clearTimeout(this.#replayTimer);
    this.#replayTimer = 0;
    this.#notices.dismiss("replay");
  }

  /** @param {import("./trainer-client.js").Trouble | null} trouble */
  #trouble(trouble) {
    if (!trouble) return this.#notices.dismiss("trouble");
    this.#endReplay();
    const { place } = this.#session;
    const { kind, message } = trouble;
    const content = () => [
      ...phrase(this.#words, `trouble.${kind}`, { step: number("noted-step", place, grouped) }),
      ...(message ? [h("code", {}, message)] : []),
    ];
    const action = { word: "trouble.restart", run: () => this.#session.restart() };
    this.#notices.show("trouble", content, { action, kind: "trouble" });
    return undefined;
  }
}
