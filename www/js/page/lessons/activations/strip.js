/**
 * The fraction of a gradient that is left after one to ten layers, all with the same z: a point for each on a
 * logarithmic axis, and its number. A hollow point is negative; one at the left end is
 * off the axis; zero has no point on such an axis, only its number.
 */

import { h, uniqueId } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { written } from "./write.js";

const LAYERS = 10;
/** Powers of ten, and their positions on the axis, which runs from 10⁻¹² to 10. */
const TICKS = Object.freeze([["−12", 0], ["−9", 3 / 13], ["−6", 6 / 13], ["−3", 9 / 13], ["0", 12 / 13]]);

export class Strip {
  #model;
  #rows = Array.from({ length: LAYERS }, (_, i) => {
    const dot = h("i", { class: "dot" });
    const data = place(`gradient-after-${i + 1}`);
    const track = h("span", { class: "track", "aria-hidden": "true" }, dot);
    return { dot, data, element: h("li", {}, h("span", { class: "count" }, String(i + 1)), track, data) };
  });

  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.#model = model;
    const caption = h("h3", { id: uniqueId("strip"), word: "activations.strip" });
    const list = h("ol", {}, ...this.#rows.map(({ element }) => element));
    this.element = h("section", { class: "remains", "data-part": "strip", "aria-labelledby": caption.id },
      caption, axis(), list, h("p", { class: "note scale", word: "activations.strip.scale" }),
      h("p", { class: "note hidden-note", word: "activations.strip.hidden" }));
  }

  show() {
    const { view, z, slopeShown } = this.#model;
    this.element.classList.toggle("veiled-strip", !slopeShown);
    if (!slopeShown) return;
    const left = view.leftOfGradient(z, LAYERS);
    for (const [i, { dot, data }] of this.#rows.entries()) {
      const [value, at] = left.subarray(2 * i, 2 * i + 2);
      show(data, value, written);
      dot.hidden = Number.isNaN(at);
      dot.classList.toggle("negative", value < 0);
      dot.classList.toggle("beyond", at === 0);
      if (!dot.hidden) dot.style.insetInlineStart = `${(at * 100).toFixed(2)}%`;
    }
  }
}

/** The labels of the axis. */
function axis() {
  const ticks = TICKS.map(([power, at]) => {
    const tick = h("span", { class: "tick-label" }, ...(power === "0" ? ["1"] : ["10", h("sup", {}, String(power))]));
    tick.style.insetInlineStart = `${(Number(at) * 100).toFixed(2)}%`;
    return tick;
  });
  return h("div", { class: "axis", "aria-hidden": "true" }, h("span", { class: "track" }, ...ticks));
}
