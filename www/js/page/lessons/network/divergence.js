/**
 * The notice that a run stopped because a number would no longer be finite: where, which one, the likely
 * cause and what to do, with one click back to the previous epoch. It appears after training, a step or a
 * replay, and stays while the run is at that step.
 */

import { listen } from "../../ui/dom.js";
import { later } from "../../ui/later.js";

export class DivergenceNotice {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  /** The command after which the notice was shown; −1 if it is not shown. */
  #order = -1;
  /** The step of the run at that time. */
  #step = 0;

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
    listen(session, "run", () => this.#dismiss(), signal);
    listen(session, "snapshot", ({ detail }) => this.#update(detail), signal);
  }

  dispose() {
    this.#abort.abort();
    this.#dismiss();
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #update({ divergence, order, metrics: { step } }) {
    if (divergence && this.#session.resting && order !== this.#order) {
      this.#order = order;
      this.#step = step;
      this.#show(divergence);
    } else if (this.#order >= 0 && step !== this.#step) {
      this.#dismiss();
    }
  }

  /** @param {import("../../../shared/messages.js").Divergence} divergence */
  async #show(divergence) {
    const order = this.#order;
    const { config: { layers }, past } = this.#session;
    const [{ BACK, diverged }] = await later(this.#words, import("./diverged.js"));
    // The run may have gone on, or back.
    if (order !== this.#order) return;
    const action = { word: BACK, run: () => past.back("epoch") };
    this.#notices.show("diverged", () => diverged(this.#words, layers, divergence), { action, kind: "trouble" });
  }

  #dismiss() {
    this.#order = -1;
    this.#notices.dismiss("diverged");
  }
}
