/**
 * Reports events of the run that the numbers do not show: the reason for a pause, a trainer that died, and what
 * rare-reports.js adds. They are notices; milestones are only announced by screen readers.
 */

import { h, listen } from "../../ui/dom.js";
import { later } from "../../ui/later.js";
import { grouped, number } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";

export class Reports {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  /** @type {import("./rare-reports.js").RareReports | null} */
  #rare = null;
  /** @type {"" | "asked" | "failed"} whether that was fetched */
  #fetched = "";
  #wasPlaying = false;
  /** True if a pause has yet to be reported. */
  #pauses = false;
  /** The announcement of a pause, with its numbers, for screen readers only. */
  spoken = h("p", { class: "visually-hidden", role: "status", "data-part": "pauses" });

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../../shell/notices.js").Notices} notices
   * @param {import("../../shell/words.js").Words} words
   */
  constructor(session, notices, words) {
    this.#session = session;
    this.#notices = notices;
    this.#words = words;
    const { signal } = this.#abort;
    listen(session, "run", () => this.#newRun(), signal);
    listen(session, "state", () => this.#state(), signal);
    listen(session, "replaced", () => this.#fetchRare(), signal);
    listen(session, "snapshot", ({ detail }) => {
      if (detail.replay || detail.divergence || detail.cut > 0) this.#fetchRare();
      this.#pause();
    }, signal);
    listen(session.stages, "unfetched", ({ detail }) => this.#unfetched(detail), signal);
    listen(session, "trouble", ({ detail }) => this.#trouble(detail), signal);
  }

  dispose() {
    this.#abort.abort();
    this.#rare?.dispose();
  }

  async #fetchRare() {
    if (this.#fetched) return;
    this.#fetched = "asked";
    try {
      const [{ RareReports }] = await later(this.#words, import("./rare-reports.js"));
      if (!this.#abort.signal.aborted) this.#rare = new RareReports(this.#session, this.#notices, this.#words);
    } catch (error) {
      this.#fetched = "failed";
      this.#unfetched(error);
    }
  }

  #unfetched(error) {
    this.#notices.show("late-inspection", () => [this.#words.say("late.failed", { error: String(error) })]);
  }

  #newRun() {
    // The network may be back.
    if (this.#fetched === "failed") this.#fetched = "";
    this.#wasPlaying = this.#session.playing;
    this.#pauses = false;
    for (const name of ["paused", "trouble"]) this.#notices.dismiss(name);
    this.spoken.replaceChildren();
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
      this.#notices.show("paused", () => phrase(this.#words, "paused.epochs", parts()), { stays: "briefly" });
    } else {
      this.spoken.replaceChildren(...phrase(this.#words, "milestone.paused", parts()));
    }
  }

  /** @param {import("./trainer-client.js").Trouble | null} trouble */
  #trouble(trouble) {
    if (!trouble) return this.#notices.dismiss("trouble");
    const { place } = this.#session;
    const { kind, message } = trouble;
    const content = () => [
      ...phrase(this.#words, `trouble.${kind}`, { step: number("noted-step", place, grouped) }),
      ...(message ? [h("code", {}, message)] : []),
    ];
    const action = { word: "trouble.restart", run: () => this.#session.restart() };
    this.#notices.show("trouble", content, { action, kind: "trouble", stays: "always" });
    return undefined;
  }
}
