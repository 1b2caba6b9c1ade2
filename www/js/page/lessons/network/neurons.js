/**
 * The neurons as buttons over their tiles. They are a single tab stop; arrow keys move between layers and
 * neurons, Enter or a tap pins the neuron, Escape releases it.
 */

import { h, listen } from "../../ui/dom.js";
import { neighbour, neuronAt, neuronName } from "./neuron-names.js";

/** The smallest touch target, in CSS pixels; the tile may be smaller. */
const TARGET = 24;

export class Neurons {
  #abort = new AbortController();
  #words;
  #focus;
  /** @type {number[]} */
  #layers = [];
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  /** The language and the layers of the buttons' current names. */
  #namedFor = "";
  #current = 0;
  #shown = -1;

  /** @param {import("../../shell/words.js").Words} words @param {import("./neuron-focus.js").NeuronFocus} focus */
  constructor(words, focus) {
    this.#words = words;
    this.#focus = focus;
    this.element = h("div", { class: "neurons", role: "group", wordLabel: "network.neurons" });
    const { signal } = this.#abort;
    listen(this.element, "pointerover", (event) => this.#hover(event), signal);
    listen(this.element, "pointerleave", () => focus.hover(-1), signal);
    listen(this.element, "click", (event) => this.#click(event), signal);
    listen(this.element, "keydown", (event) => this.#key(event), signal);
    listen(this.element, "focusin", (event) => this.#enter(event), signal);
    listen(this.element, "focusout", () => focus.key(-1), signal);
    listen(focus, "change", () => this.#show(), signal);
  }

  /** @param {number[]} layers of a new run */
  build(layers) {
    const same = String(layers) === String(this.#layers);
    this.#layers = [...layers];
    if (!same) {
      const count = layers.reduce((sum, size) => sum + size, 0);
      this.#buttons = Array.from({ length: count }, () => {
        return h("button", { type: "button", class: "neuron", tabindex: "-1", "aria-pressed": "false" });
      });
      this.#current = 0;
      this.#shown = -1;
      this.element.replaceChildren(...this.#buttons);
      this.#buttons[0].tabIndex = 0;
    }
    this.translate();
    this.#show();
  }

  translate() {
    const named = `${this.#words.language} ${this.#layers}`;
    if (named === this.#namedFor) return;
    this.#namedFor = named;
    for (const [at, button] of this.#buttons.entries()) {
      const name = neuronName(this.#words, this.#layers, neuronAt(this.#layers, at));
      button.setAttribute("aria-label", name);
    }
  }

  /** @param {{ left: number, top: number, size: number }[]} layout the square of every neuron */
  place(layout) {
    for (const [at, button] of this.#buttons.entries()) {
      const { left, top, size } = layout[at];
      button.style.transform = `translate(${left}px, ${top}px)`;
      button.style.width = button.style.height = `${size}px`;
      button.style.setProperty("--reach", `${Math.min(0, (size - TARGET) / 2)}px`);
    }
  }

  dispose() {
    this.#abort.abort();
  }

  #index(event) {
    const button = event.target.closest("button");
    return button ? this.#buttons.indexOf(button) : -1;
  }

  #hover(event) {
    // Touch has no hover: a tap is a click.
    if (event.pointerType !== "touch") this.#focus.hover(this.#index(event));
  }

  #click(event) {
    const at = this.#index(event);
    if (at < 0) return;
    this.#moveTo(at);
    this.#focus.toggle(at);
  }

  #enter(event) {
    const at = this.#index(event);
    if (at < 0) return;
    this.#moveTo(at);
    if (event.target.matches(":focus-visible")) this.#focus.key(at);
  }

  #key(event) {
    if (event.key === "Escape") {
      this.#focus.pin(-1);
      return;
    }
    const at = neighbour(this.#layers, this.#current, event.key);
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#buttons[at].focus();
  }

  /** Makes a button the tab stop. */
  #moveTo(at) {
    this.#buttons[this.#current].tabIndex = -1;
    this.#buttons[at].tabIndex = 0;
    this.#current = at;
  }

  #show() {
    const { shown, pinned } = this.#focus;
    this.#buttons[this.#shown]?.classList.remove("shown");
    this.#buttons[shown]?.classList.add("shown");
    this.#shown = shown;
    for (const pressed of this.element.querySelectorAll("[aria-pressed=true]")) {
      if (pressed !== this.#buttons[pinned]) pressed.setAttribute("aria-pressed", "false");
    }
    this.#buttons[pinned]?.setAttribute("aria-pressed", "true");
  }
}
