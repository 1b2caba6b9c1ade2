/**
 * Says that a run stopped because a number would no longer be finite: where, which one, the likely
 * cause and what to do, with one click back to the epoch before. However the run got there, by
 * training, by a step or by a replay; and as long as it stands there.
 */

import { listen } from "../../ui/dom.js";
import { grouped, number } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";

export class DivergenceNotice {
  #abort = new AbortController();
  #session;
  #notices;
  #words;
  /** The command after which it was said; −1: it is not said. */
  #order = -1;
  /** Where the run stood then. */
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
    listen(session, "run", () => this.#take(), signal);
    listen(session, "snapshot", ({ detail }) => this.#look(detail), signal);
  }

  dispose() {
    this.#abort.abort();
    this.#take();
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  #look({ divergence, order, metrics: { step } }) {
    if (divergence && this.#session.resting && order !== this.#order) {
      this.#order = order;
      this.#step = step;
      this.#show(divergence);
    } else if (this.#order >= 0 && step !== this.#step) {
      this.#take();
    }
  }

  /** @param {import("../../../shared/messages.js").Divergence} divergence */
  #show({ step, layer, quantity, cause }) {
    const { config: { layers }, past } = this.#session;
    const words = this.#words;
    const name = () => (layer === layers.length - 1 ? words.say("layer.output") : words.say("layer.hidden", { layer }));
    const content = () => [
      ...phrase(words, "diverged.where", {
        step: number("noted-step", step, grouped), layer: name(), quantity: words.say(`diverged.${quantity}`),
      }),
      " ", words.say(`diverged.${cause}`),
    ];
    const action = { word: "diverged.back", run: () => past.back("epoch") };
    this.#notices.show("diverged", content, { action, kind: "trouble" });
  }

  #take() {
    this.#order = -1;
    this.#notices.dismiss("diverged");
  }
}
