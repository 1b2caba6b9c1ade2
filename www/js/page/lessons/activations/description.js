/**
 * The picture in words, for people who cannot see it: the function, what is shown of it, the probe,
 * the saturated ranges, and the gradient left after ten layers.
 */

import { Delay } from "../../ui/delay.js";
import { h, uniqueId } from "../../ui/dom.js";
import { fixed, number } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";
import { written, writtenPlace } from "./write.js";

/** Milliseconds without a change before the description is updated. */
const CALM = 400;
const LAYERS = 10;

export class Description {
  #model;
  #words;
  #calm = new Delay(() => this.#write());

  /** @param {import("./model.js").Model} model @param {import("../../shell/words.js").Words} words */
  constructor(model, words) {
    this.#model = model;
    this.#words = words;
    this.element = h("p", {
      class: "visually-hidden", id: uniqueId("description-activation"), "data-description": "activation",
    });
  }

  update() {
    this.#calm.start(CALM);
  }

  dispose() {
    this.#calm.stop();
  }

  #write() {
    const { view, z, name, phase, sketch, point } = this.#model;
    const numbers = view.at(z);
    const place = {
      name: this.#words.say(`value.${name}`), z: number("described-z", z, writtenPlace),
      value: number("described-f", numbers["f-of-z"], written),
    };
    if (phase === "sketching") {
      const sketched = number("described-sketch", sketch[point], written);
      return this.element.replaceChildren(...this.#say("sketching", { ...place, sketch: sketched }));
    }
    const left = view.leftOfGradient(z, LAYERS)[2 * LAYERS - 2];
    const error = phase === "revealed" ? number("described-error", view.difference(sketch), written) : undefined;
    return this.element.replaceChildren(...sentences(this.#words,
      this.#say("shown", { ...place, slope: number("described-slope", numbers["slope-of-z"], written) }),
      this.#saturated(), this.#say("left", { left: number("described-left", left, written) }),
      ...(error ? [this.#say("revealed", { error })] : [])));
  }

  #say(word, parts = {}) {
    return phrase(this.#words, `activations.describe.${word}`, parts);
  }

  #saturated() {
    const ends = this.#model.view.saturated();
    if (ends.length === 0) return this.#say("nowhere");
    const end = (/** @type {number} */ i) => number(`described-end-${i + 1}`, ends[i], (x) => fixed(x, 2));
    const ranges = Array.from({ length: ends.length / 2 }, (_, i) => {
      return this.#say("range", { from: end(2 * i), to: end(2 * i + 1) });
    });
    const joined = ranges.flatMap((range, i) => (i === 0 ? range : [...this.#say("and"), ...range]));
    return this.#say("saturated", { ranges: joined });
  }
}
