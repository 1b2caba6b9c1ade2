/**
 * The picture in words, for those who do not see it: what is shown of which function, the probe,
 * where the function is saturated, what ten layers leave.
 */

import { h, setText, uniqueId } from "../dom.js";
import { fixed } from "../numbers.js";
import { written, writtenPlace } from "./write.js";

/** The probe is described when it rests. */
const CALM = 400;
const LAYERS = 10;

export class Description {
  #model;
  #words;
  #timer = 0;

  /**
   * @param {import("./model.js").Model} model
   * @param {import("../words.js").Words} words
   */
  constructor(model, words) {
    this.#model = model;
    this.#words = words;
    this.element = h("p", {
      class: "visually-hidden", id: uniqueId("description-activation"), "data-description": "activation",
    });
  }

  update() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), CALM);
  }

  dispose() {
    clearTimeout(this.#timer);
  }

  #write() {
    const { view, z, name, phase, sketch, held } = this.#model;
    const say = (/** @type {string} */ word, /** @type {Record<string, string>} */ values = {}) => {
      return this.#words.say(`activations.describe.${word}`, values);
    };
    const numbers = view.at(z);
    const place = { name: this.#words.say(`value.${name}`), z: writtenPlace(z), value: written(numbers["f-of-z"]) };
    if (phase === "sketching") {
      return setText(this.element, say("sketching", { ...place, sketch: written(sketch[held]) }));
    }
    const left = view.leftOfGradient(z, LAYERS);
    return setText(this.element, [
      say("shown", { ...place, slope: written(numbers["slope-of-z"]) }),
      this.#saturated(say),
      say("left", { left: written(left[2 * LAYERS - 2]) }),
      ...(phase === "revealed" ? [say("revealed", { error: written(view.difference(sketch)) })] : []),
    ].join(" "));
  }

  #saturated(say) {
    const ends = this.#model.view.saturated();
    if (ends.length === 0) return say("nowhere");
    const ranges = Array.from({ length: ends.length / 2 }, (_, i) => {
      const [from, to] = [ends[2 * i], ends[2 * i + 1]].map((end) => fixed(end, 2));
      return say("range", { from, to });
    });
    return say("saturated", { ranges: ranges.join(say("and")) });
  }
}
