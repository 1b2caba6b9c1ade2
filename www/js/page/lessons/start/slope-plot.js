/**
 * The knob in hand: the loss as a curve over its value, the tangent, whose slope is the derivative, and the
 * slider under the curve that turns the knob.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen } from "../../ui/dom.js";
import { fixed, number, place, show } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";
import { cell } from "../../ui/readout.js";
import { onSlide } from "../../ui/slide.js";
import { knobName } from "./knobs-picture.js";

/** A step of the slider by keyboard. */
const STEP = 0.05;
/** A slope that is smaller is called flat: the three digits shown are 0. */
const FLAT = 0.0005;

export class SlopePlot {
  #model;
  #words;
  #painter;
  #plot;
  #abort = new AbortController();
  #title = h("h2");
  #slider;
  #says = h("p", { class: "slope-says" });
  #numbers = { w: place("weight"), slope: place("slope", "gradient"), loss: place("loss", "value") };
  #next = h("p", { class: "slope-next" });
  #label = cell(this.#numbers.w, { label: "w" });

  /**
   * @param {{ model: import("./model.js").Model, words: import("../../shell/words.js").Words,
   *   look: import("../../paint/look.js").Look, painter: import("../../paint/painter.js").Painter }} parts
   */
  constructor({ model, words, look, painter }) {
    this.#model = model;
    this.#words = words;
    this.#painter = painter;
    const { signal } = this.#abort;
    const [min, max] = model.range;
    this.#plot = new Plot(["slope"], () => painter.markNow("slope"), { class: "plot slope-plot" });
    this.#plot.describe("slope", { "data-word-label": "start.slope" });
    this.#slider = h("input", { type: "range", min, max, step: STEP, "data-slider": "knob" });
    listen(this.#slider, "input", () => model.turn(Number(this.#slider.value)), signal);
    onSlide(this.#plot.element, (event) => {
      const { left, width } = this.#slider.getBoundingClientRect();
      const inset = 8;
      model.turn(min + (max - min) * (event.clientX - left - inset) / (width - 2 * inset));
    }, signal);
    this.element = h("section", { class: "panel slope", "data-part": "slope" },
      this.#title,
      h("div", { class: "slope-picture" }, h("span", { class: "axis-name", word: "start.loss" }), this.#plot.element, this.#slider,
        h("div", { class: "axis-ends", "aria-hidden": "true" }, ...model.range.map((end) => h("span", {}, fixed(end, 1).replace(".0", ""))))),
      h("div", { class: "readout-line" }, h("span", { class: "numbers" },
        this.#label, cell(this.#numbers.loss, { label: "L" }), cell(this.#numbers.slope, { label: "∂L/∂w" }))),
      this.#says, this.#next);
    painter.add("slope", () => {
      if (!this.#plot.visible) return;
      model.knobs.setLook({ dark: look.dark, palette: "blueOrange", scale: look.scale, font: look.font });
      model.knobs.drawSlope(this.#plot.fit("slope", look.scale));
    }, { urgent: true });
  }

  /** The numbers have changed. */
  show() {
    const { reading: { parameters, gradient, next, loss }, chosen, rate } = this.#model;
    const [w, slope] = [parameters[chosen], gradient[chosen]];
    const { w: weight, slope: derivative, loss: total } = this.#numbers;
    show(weight, w, (x) => fixed(x, 2));
    show(derivative, slope, (x) => fixed(x, 3));
    show(total, loss, (x) => fixed(x, 4));
    this.#slider.value = String(w);
    const [min, max] = this.#model.range;
    this.#slider.style.setProperty("--fill", `${100 * (w - min) / (max - min)}%`);
    this.#slider.setAttribute("aria-valuetext", fixed(w, 2));
    this.#painter.markNow("slope");
    const derived = number("slope", slope, (x) => fixed(x, 3));
    this.#next.replaceChildren(...phrase(this.#words, "start.next", {
      w: number("weight", w, (x) => fixed(x, 2)), rate: number("learning-rate", rate, String),
      slope: slope < 0 ? ["(", derived, ")"] : derived, next: number("next", next[chosen], (x) => fixed(x, 2)),
    }));
    const said = Math.abs(slope) < FLAT ? "start.flat" : slope < 0 ? "start.falls" : "start.rises";
    if (this.#says.dataset.word === said) return;
    this.#says.dataset.word = said;
    this.#words.apply(this.#says);
  }

  /** Another knob is in hand, or the language has changed. */
  name() {
    const name = knobName(this.#words, this.#model.chosen);
    if (this.#slider.getAttribute("aria-label") === name) return;
    this.#title.replaceChildren(...phrase(this.#words, "start.knob", { name }));
    this.#slider.setAttribute("aria-label", name);
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }
}
