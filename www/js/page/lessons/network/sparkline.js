/** A small curve of one number over epochs, with its lowest and highest value. */

import { h } from "../../ui/dom.js";
import { clear, place, show, significant } from "../../ui/numbers.js";
import { tableButton } from "../../ui/table-button.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [160, 32];

export class Sparkline {
  #line = document.createElementNS(SVG, "polyline");
  #low = place("parameter-low");
  #high = place("parameter-high");

  #values = new Float64Array();

  /**
   * @param {import("../../shell/words.js").Words} words
   * @param {() => string} name of the parameter
   * @param {AbortSignal} signal
   */
  constructor(words, name, signal) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#line);
    const table = tableButton(words, "inspector.past", async () => {
      const { past } = await import("./tables.js");
      return () => past(this.#values, words, name());
    }, signal);
    this.element = h("div", { class: "sparkline" },
      h("div", { class: "sparkline-head" },
        h("p", { class: "note" }, h("span", { word: "inspector.history" }), " ", this.#low, " … ", this.#high), table), svg);
  }

  /** @param {Float64Array} values epochs and numbers, alternating */
  show(values) {
    this.#values = values;
    const count = values.length / 2;
    let low = 0;
    let high = 0;
    for (let i = 1; i < count; i += 1) {
      if (values[2 * i + 1] < values[2 * low + 1]) low = i;
      if (values[2 * i + 1] > values[2 * high + 1]) high = i;
    }
    const [bottom, top] = [values[2 * low + 1], values[2 * high + 1]];
    show(this.#low, bottom, significant);
    show(this.#high, top, significant);
    const last = Math.max(1, values[2 * count - 2]);
    const span = top - bottom || 1;
    const points = Array.from({ length: count }, (_, i) => {
      const x = (values[2 * i] / last) * WIDTH;
      const y = HEIGHT - 2 - ((values[2 * i + 1] - bottom) / span) * (HEIGHT - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    this.#line.setAttribute("points", points.join(" "));
  }

  clear() {
    this.#values = new Float64Array();
    this.#line.setAttribute("points", "");
    clear(this.#low);
    clear(this.#high);
  }
}
