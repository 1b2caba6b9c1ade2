/**
 * What the pictures show, in words, for those who do not see them. The texts follow the run calmly:
 * at once when it rests, every few seconds while it trains.
 */

import { h, setText, uniqueId } from "../dom.js";
import { fixed, percent } from "../numbers.js";
import { neuronAt, neuronName } from "./neuron-names.js";

const CALM = 3000;

export class Descriptions {
  #words;
  #session;
  #focus;
  #last = -Infinity;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../words.js").Words} words
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

  /** @param {boolean} [atOnce] */
  update(atOnce = false) {
    const { playing, busy, snapshot } = this.#session;
    const now = performance.now();
    if (!snapshot || (!atOnce && (playing || busy) && now - this.#last < CALM)) return;
    this.#last = now;
    const values = this.#values(snapshot.metrics);
    setText(this.network, this.#words.say("describe.network", values));
    setText(this.boundary, this.#words.say("describe.boundary", values));
    setText(this.loss, this.#words.say("describe.loss", values));
    setText(this.accuracy, this.#words.say("describe.accuracy", values));
  }

  #values(metrics) {
    const { config, curve } = this.#session;
    const start = curve.at(0);
    const shown = this.#focus.shown;
    const test = Math.ceil(config.testSize * config.samples);
    return {
      epoch: metrics.epoch, step: metrics.step, layers: config.layers.join(", "),
      focus: shown < 0 ? this.#words.say("describe.none")
        : neuronName(this.#words, config.layers, neuronAt(config.layers, shown)),
      train: config.samples - test, test,
      firstLoss: fixed(start[2] ?? NaN, 4), trainLoss: fixed(metrics.trainLoss, 4),
      testLoss: fixed(metrics.testLoss, 4), firstAccuracy: percent(start[4] ?? NaN),
      trainAccuracy: percent(metrics.trainAccuracy), testAccuracy: percent(metrics.testAccuracy),
    };
  }
}

function text(name) {
  return h("p", { class: "visually-hidden", id: uniqueId(`description-${name}`), "data-description": name });
}
