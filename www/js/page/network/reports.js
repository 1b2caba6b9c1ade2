/**
 * What happens to the run that the numbers alone do not say: a replay and how far it is, why
 * training stands still, numbers that are no longer finite, a trainer that died. Says it as a
 * notice, and milestones to ears.
 */

import { h, listen } from "../dom.js";
import { grouped } from "../numbers.js";

/** A replay that is shorter than this is over before anybody can read of it. */
const SHORT_REPLAY = 250;

export class Reports {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  #wasPlaying = false;
  #replayTimer = 0;
  #progress = h("progress", { max: 1, value: 0, wordLabel: "replay.progress" });

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../notices.js").Notices} notices
   * @param {import("../words.js").Words} words
   */
  constructor(session, notices, words) {
    this.#session = session;
    this.#notices = notices;
    this.#words = words;
    const { signal } = this.#abort;
    listen(session, "run", () => this.#newRun(), signal);
    listen(session, "state", () => this.#state(), signal);
    listen(session, "snapshot", ({ detail }) => this.#replay(detail), signal);
    listen(session, "trouble", ({ detail }) => this.#trouble(detail), signal);
  }

  dispose() {
    this.#abort.abort();
    this.#endReplay();
  }

  #newRun() {
    this.#wasPlaying = this.#session.playing;
    for (const name of ["paused", "trouble"]) this.#notices.dismiss(name);
    this.#endReplay();
  }

  /** A pause that nobody asked for is explained; any is spoken. */
  #state() {
    const { playing, snapshot } = this.#session;
    const was = this.#wasPlaying;
    this.#wasPlaying = playing;
    if (playing && !was) {
      this.#notices.dismiss("paused");
      this.#notices.speak(this.#words.say("milestone.training"));
    }
    if (playing || !was || !snapshot) return;
    const { epoch, step } = snapshot.metrics;
    const values = { epoch: grouped(epoch), step: grouped(step), epochs: snapshot.epochs };
    const word = { epochs: "paused.epochs", diverged: "paused.diverged" }[String(snapshot.reason)];
    if (word) {
      const kind = snapshot.reason === "diverged" ? "trouble" : "plain";
      this.#notices.show("paused", () => [this.#words.say(word, values)], { kind });
    } else {
      this.#notices.speak(this.#words.say("milestone.paused", values));
    }
  }

  /** @param {import("../../shared/messages.js").Snapshot} snapshot */
  #replay({ replay, metrics }) {
    if (!replay) return this.#endReplay();
    this.#progress.value = (metrics.step - replay.from) / (replay.to - replay.from);
    if (this.#replayTimer === 0) {
      this.#replayTimer = setTimeout(() => this.#showReplay(replay.to), SHORT_REPLAY);
    }
    return undefined;
  }

  #showReplay(to) {
    const text = () => this.#words.say("replay.text", { step: grouped(to) });
    this.#notices.show("replay", () => [h("span", {}, text()), this.#progress], {
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
    const step = grouped(this.#session.snapshot?.metrics.step ?? 0);
    const { kind, message } = trouble;
    const content = () => {
      return [this.#words.say(`trouble.${kind}`, { step }), ...(message ? [h("code", {}, message)] : [])];
    };
    const action = { word: "trouble.restart", run: () => this.#session.restart() };
    this.#notices.show("trouble", content, { action, kind: "trouble" });
    return undefined;
  }
}
