/**
 * Descriptions of the pictures, for people who cannot see them. The texts are updated at once
 * when the run is at rest, and every few seconds while it trains. So their numbers may be older than those
 * of the run, and have quantity names of their own.
 */

import { h, uniqueId } from "../../ui/dom.js";
import { fixed, grouped, number, percent } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";
import { neuronAt, neuronName } from "./neuron-names.js";

const CALM = 3000;

export class Descriptions {
  #words;
  #session;
  #focus;
  #last = -Infinity;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../../shell/words.js").Words} words
   * @param {import("./neuron-focus.js").NeuronFocus} focus
   */
  constructor(session, words, focus) {
    this.#session = session;
    this.#words = words;
    this.#focus = focus;
    this.network = text("network");
    this.boundary = text("boundary");
    this.loss = text("loss");
    this.accuracy = text("accuracy");
  }

  /** The name of the moment of an update shown in the network's picture; empty if there is none. */
  moment = () => "";

  /** @param {boolean} [atOnce] */
  update(atOnce = false) {
    const { playing, busy, snapshot } = this.#session;
    const now = performance.now();
    if (!snapshot || (!atOnce && (playing || busy) && now - this.#last < CALM)) return;
    this.#last = now;
    for (const name of ["network", "boundary", "loss", "accuracy"]) {
      const content = phrase(this.#words, `describe.${name}`, this.#parts(snapshot.metrics));
      const moment = name === "network" && this.moment();
      const also = moment ? [this.#words.say("describe.update", { moment })] : [];
      /** @type {HTMLElement} */ (this[name]).replaceChildren(...sentences(this.#words, content, ...also));
    }
  }

  /** A new run has started and has no numbers yet. */
  clear() {
    this.#last = -Infinity;
    for (const element of [this.network, this.boundary, this.loss, this.accuracy]) element.replaceChildren();
  }

  /** The values for a text, as new elements, since an element can only be in one place. */
  #parts({ epoch, step, trainLoss, testLoss, trainAccuracy, testAccuracy }) {
    const { config: { layers, dataset }, curve, stage } = this.#session;
    const { train, test } = stage.counts();
    const loss = (/** @type {number} */ x) => fixed(x, 4);
    return {
      epoch: number("described-epoch", epoch, grouped), step: number("described-step", step, grouped),
      layers: layers.join(", "), dataset: this.#words.say(`value.${dataset}`), focus: this.#focusName(layers),
      train: number("train-points", train, grouped), test: number("test-points", test, grouped),
      firstLoss: number("first-loss", curve.value(0, "trainLoss"), loss),
      trainLoss: number("described-train-loss", trainLoss, loss),
      testLoss: number("described-test-loss", testLoss, loss),
      firstAccuracy: number("first-accuracy", curve.value(0, "trainAccuracy"), percent),
      trainAccuracy: number("described-train-accuracy", trainAccuracy, percent),
      testAccuracy: number("described-test-accuracy", testAccuracy, percent),
    };
  }

  #focusName(layers) {
    const { shown } = this.#focus;
    if (shown < 0) return this.#words.say("describe.none");
    return neuronName(this.#words, layers, neuronAt(layers, shown));
  }
}

function text(name) {
  return h("p", { class: "visually-hidden", id: uniqueId(`description-${name}`), "data-description": name });
}
