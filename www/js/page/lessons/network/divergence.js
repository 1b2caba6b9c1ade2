/**
 * The notice that a run stopped because a number would no longer be finite: where, which one, the likely
 * cause and what to do, with one click back to the previous epoch. It appears after training, a step or a
 * replay, and stays while the run is at that step.
 */

import { listen } from "../../ui/dom.js";
import { grouped, number } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";

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
    if (session.snapshot) this.#update(session.snapshot);
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
  #show({ step, layer, quantity, cause }) {
    const { config: { layers }, past } = this.#session;
    const words = this.#words;
    const name = () => (layer === layers.length - 1 ? words.say("layer.output") : words.say("layer.hidden", { layer }));
    const where = () => phrase(words, "diverged.where", {
      step: number("noted-step", step, grouped), layer: name(), quantity: words.say(`diverged.${quantity}`),
    });
    const content = () => sentences(words, where(), words.say(`diverged.${cause}`));
    const action = { word: "diverged.back", run: () => past.back("epoch") };
    this.#notices.show("diverged", content, { action, kind: "trouble", stays: "always" });
  }

  #dismiss() {
    this.#order = -1;
    this.#notices.dismiss("diverged");
  }
}
