/** The panel's sentences: the current sample, and what happens at a moment. */

import { formatHash } from "../../../../shared/link.js";
import { h, setChildren } from "../../../ui/dom.js";
import { fixed, grouped, number } from "../../../ui/numbers.js";
import { phrase, sentences } from "../../../ui/phrase.js";
import { shortName } from "../neuron-names.js";

export class Telling {
  #session;
  #words;
  sample = h("p", { class: "update-sample" });
  sentence = h("p", { class: "update-sentence", "aria-live": "polite" });

  /** @param {import("../session.js").Session} session @param {import("../../../shell/words.js").Words} words */
  constructor(session, words) {
    this.#session = session;
    this.#words = words;
  }

  /** @param {import("./moments.js").Moment | undefined} moment @returns {string} */
  nameOf(moment) {
    if (!moment) return "";
    const isOutput = moment.layer === this.#session.config.layers.length - 1;
    const layer = this.#words.say(isOutput ? "layer.output" : "layer.hidden", { layer: moment.layer });
    return this.#words.say(`update.moment.${moment.phase}`, { layer });
  }

  /**
   * @param {import("./moments.js").Moment} moment
   * @param {{ trace: any, layer: number, to: number }} place
   * @param {boolean} isAsked the moment is still to be predicted: only its name is said
   */
  say(moment, { trace: { step, input, target }, layer, to }, isAsked) {
    const sample = phrase(this.#words, "update.sample", {
      step: number("trace-step", step, grouped), x1: number("trace-x1", input[0], (x) => fixed(x, 3)),
      x2: number("trace-x2", input[1], (x) => fixed(x, 3)), class: String(target[1]),
    });
    this.sample.replaceChildren(...sentences(this.#words, sample, ...this.#tapeLink()));
    const { layers, optimizer } = this.#session.config;
    const by = moment.phase === "update" && optimizer !== "sgd" ? `.${optimizer}` : "";
    const said = isAsked ? [] : [this.#words.say(`update.say.${moment.phase}${by}`, { neuron: shortName(layers, { layer, index: to }) })];
    setChildren(this.sentence, ...sentences(this.#words, h("b", {}, this.nameOf(moment)), ...said));
  }

  /** A link to the same sample as a tape in the Chain rule lesson, for networks small enough to be drawn. */
  #tapeLink() {
    const expression = this.#session.stages.inspection.lossExpression();
    if (expression === undefined) return [];
    const entries = /** @type {[string, string][]} */ ([
      ["lesson", "chain-rule"], ["expression", expression], ["lang", this.#words.language],
    ]);
    return [h("a", { href: formatHash(entries), "data-part": "tape-link" }, this.#words.say("update.tape"))];
  }

  /** Replaces the sentences during training, which has no single sample to describe. */
  wait() {
    this.sample.replaceChildren();
    this.sentence.replaceChildren(this.#words.say("update.wait"));
  }
}
