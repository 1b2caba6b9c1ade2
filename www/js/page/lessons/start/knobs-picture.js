/**
 * The network as a picture, with a button on every parameter: its number, and in an update its slope. A
 * square shows what its neuron puts out for the four pairs of inputs.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen } from "../../ui/dom.js";
import { fixed, place, show } from "../../ui/numbers.js";
import { PARAMETERS, SPACES } from "./model.js";

/** The neurons: names, or keys of names, layer by layer. */
const NEURONS = ["x₁", "x₂", "h₁", "h₂", "start.same", "start.different"];

/** The share of a space after which the wave has reached its knobs. */
const REACHED = 0.4;
/** The numbers that fit into a picture narrower than this, in CSS pixels, have one digit less. */
const NARROW = 480;

export class KnobsPicture {
  #model;
  #words;
  #painter;
  #plot;
  #buttons;
  #tiles;
  #targets;
  /** After the point, in the squares. */
  #digits = 2;
  #abort = new AbortController();

  /**
   * @param {{ model: import("./model.js").Model, words: import("../../shell/words.js").Words,
   *   look: import("../../paint/look.js").Look, painter: import("../../paint/painter.js").Painter }} parts
   */
  constructor({ model, words, look, painter }) {
    this.#model = model;
    this.#words = words;
    this.#painter = painter;
    this.#plot = new Plot(["network"], () => this.#place());
    this.#plot.describe("network", { "data-word-label": "start.picture" });
    this.#buttons = Array.from(model.reading.parameters, (_, index) => this.#button(index));
    this.#tiles = NEURONS.map((name) => square(name, "neuron-value"));
    this.#targets = ["start.target", "start.target"].map((name) => square(name, ""));
    this.element = h("div", { class: "knobs", role: "group", "data-part": "knobs", wordLabel: "start.picture" },
      this.#plot.element, ...[...this.#tiles, ...this.#targets].map(({ element }) => element), ...this.#buttons.map(({ element }) => element));
    painter.add("network", () => {
      if (!this.#plot.visible) return;
      model.knobs.setLook({ dark: look.dark, palette: "blueOrange", scale: look.scale, font: look.font });
      model.knobs.draw(this.#plot.fit("network", look.scale), model.passed, model.phase === "back");
    }, { urgent: true });
  }

  /** The numbers have changed. */
  show() {
    const { reading, chosen } = this.#model;
    for (const [index, { element, weight, slope }] of this.#buttons.entries()) {
      show(weight, reading.parameters[index], (x) => fixed(x, 2));
      show(slope, reading.gradient[index], (x) => fixed(x, 3));
      element.setAttribute("aria-pressed", String(index === chosen));
    }
    for (const [neuron, { numbers }] of this.#tiles.entries()) {
      for (const [corner, data] of numbers.entries()) show(data, reading.values[4 * neuron + corner], (x) => fixed(x, this.#digits));
    }
    // A phone has no room for two numbers on a line.
    this.element.classList.toggle("slopes", reading.updates > 0 && this.#plot.width >= NARROW);
    this.travel();
  }

  /** The wave has travelled on: a knob shows its slope once the way back has reached it. */
  travel() {
    const { phase, passed } = this.#model;
    for (const [index, { element }] of this.#buttons.entries()) {
      const space = Math.floor(index / PARAMETERS);
      element.classList.toggle("reached", phase === "back" && passed > SPACES - 1 - space + REACHED);
    }
    this.#painter.markNow("network");
  }

  /** The language has changed. */
  translate() {
    for (const [index, { element }] of this.#buttons.entries()) element.setAttribute("aria-label", knobName(this.#words, index));
    for (const { caption, name } of [...this.#tiles, ...this.#targets]) caption.textContent = this.#words.say(name);
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  #button(index) {
    const [weight, slope] = [place("weight"), place("slope", "gradient")];
    const element = h("button", { type: "button", class: "knob", "data-knob": index }, weight, slope);
    listen(element, "click", () => this.#model.choose(index), this.#abort.signal);
    return { element, weight, slope };
  }

  #place() {
    const { width, height } = this.#plot;
    if (!this.#plot.laidOut) return;
    this.element.classList.add("placed");
    this.#digits = width < NARROW ? 1 : 2;
    for (const data of this.#tiles.flatMap((tile) => tile.numbers)) data.value = "";
    const { tiles, targets, numbers } = this.#model.knobs.place(width, height);
    for (const [index, { element }] of this.#buttons.entries()) [element.style.left, element.style.top] = [...numbers[index]].map(px);
    for (const [squares, places] of [[this.#tiles, tiles], [this.#targets, targets]]) {
      for (const [index, { element }] of squares.entries()) {
        const [left, top, edge] = places[index];
        Object.assign(element.style, { left: px(left), top: px(top), width: px(edge), height: px(edge) });
      }
    }
    this.show();
  }
}

/** The name of a parameter for readers: the neurons that it joins. @param {import("../../shell/words.js").Words} words @param {number} index */
export function knobName(words, index) {
  const [layer, place] = [Math.floor(index / PARAMETERS), index % PARAMETERS];
  const name = (/** @type {number} */ of, /** @type {number} */ neuron) => {
    const key = NEURONS[2 * of + neuron];
    return words.has(key) ? words.say("start.output", { name: words.say(key) }) : key;
  };
  const to = name(layer + 1, place % 2);
  return place < 4 ? words.say("start.weight", { from: name(layer, Math.floor(place / 2)), to }) : words.say("start.bias", { to });
}

/** A neuron's name above its square, and the four numbers in it. */
function square(name, quantity) {
  const numbers = quantity === "" ? [] : Array.from({ length: 4 }, () => place(quantity));
  const caption = h("span", { class: "square-name" });
  return { name, caption, numbers, element: h("div", { class: quantity === "" ? "square target" : "square" }, caption, ...numbers) };
}

const px = (/** @type {number} */ length) => `${length}px`;
