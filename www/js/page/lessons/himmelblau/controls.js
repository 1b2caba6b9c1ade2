/**
 * What is walked on, from where, how fast and by which rule: the controls over the stage and over the
 * arithmetic.
 */

import { numberIn } from "../../../shared/link-keys.js";
import { Choices } from "../../ui/controls/choices.js";
import { NumberControl } from "../../ui/controls/number-control.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { explain } from "../../ui/explain.js";

export class Controls {
  #abort = new AbortController();
  #parts;
  #surface = h("select", { id: uniqueId("surface") });
  #starts = h("div", { class: "starts", role: "group", wordLabel: "himmelblau.starts" });
  #rateBox = h("div", { class: "rate-box", "data-part": "controls.rate" });
  #kBox = h("div", { class: "rate-box", "data-part": "controls.surface" });
  /** @type {NumberControl | null} */
  #rate = null;
  /** @type {NumberControl | null} */
  #k = null;
  #made = new AbortController();
  #built = "";
  #optimizer;
  #race = h("input", { type: "checkbox", id: uniqueId("race") });
  #about = h("p", { class: "note about" });

  /**
   * @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words,
   *   surfaces: string[], set: (changes: object) => void, chooseSurface: (name: string) => void }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { descents, surfaces, set, chooseSurface } = parts;
    const { signal } = this.#abort;
    for (const value of surfaces) this.#surface.append(h("option", { value, word: `himmelblau.surface.${value}` }));
    listen(this.#surface, "change", () => chooseSurface(this.#surface.value), signal);
    listen(this.#race, "change", () => set({ race: this.#race.checked }), signal);
    this.#optimizer = new Choices({
      name: "himmelblau.optimizer.name", values: descents.optimizers, word: (value) => `himmelblau.optimizer.${value}`,
      choose: (optimizer) => set({ optimizer }), signal,
    });
    this.element = h("section", { class: "panel walk-controls", "data-part": "controls", wordLabel: "himmelblau.controls" },
      h("div", { class: "field", "data-part": "controls.surface" }, h("label", { for: this.#surface.id, word: "himmelblau.surface.name" }), this.#surface),
      this.#kBox,
      h("div", { class: "field", "data-part": "controls.start" }, h("span", { class: "label", word: "himmelblau.starts" }), this.#starts),
      this.#rateBox, this.#about);
    this.optimizers = h("div", { class: "optimizers", "data-part": "controls.optimizer" }, this.#optimizer.element,
      h("span", { class: "switch" }, this.#race, h("label", { for: this.#race.id, word: "himmelblau.race" })));
    this.build();
  }

  /** Another surface has other starts and other rates. Another bowl keeps the slider in hand. */
  build() {
    const { descents, words, set } = this.#parts;
    const { facts, state } = descents;
    if (this.#built === state.surface) return this.show();
    this.#built = state.surface;
    this.#made.abort();
    this.#made = new AbortController();
    const { signal } = this.#made;
    this.#starts.replaceChildren(...facts.starts.map((start) => {
      const text = start.join(", ").replaceAll("-", "−");
      const button = h("button", { type: "button", "data-start": start.join(",") }, text);
      listen(button, "click", () => set({ start }), signal);
      return button;
    }));
    const make = (/** @type {string} */ name, /** @type {number[]} */ slider, commit) => {
      const field = { ...descents.fields[name], name: NAMES[name], slider, scale: "linear", live: true };
      return new NumberControl(field, {
        commit: (text) => commit(numberIn(text, descents.fields[name])), signal,
        explain: (problem) => explain(words, { ...problem, field: NAMES[name] }, [field]),
      });
    };
    const { low, high } = facts;
    this.#rate = make("rate", [low, high, Number(((high - low) / 490).toPrecision(1))], (rate) => set({ rate }));
    this.#rateBox.replaceChildren(this.#rate.element);
    this.#k = state.surface === "bowl"
      ? make("conditioning", [descents.fields.conditioning.min, descents.fields.conditioning.max, 1], (conditioning) => set({ conditioning })) : null;
    this.#kBox.replaceChildren(...(this.#k ? [this.#k.element] : []));
    this.#kBox.hidden = !this.#k;
    this.#about.dataset.word = `himmelblau.about.${state.surface}`;
    words.apply(this.element);
    return this.show();
  }

  show() {
    const { surface, conditioning, start, rate, optimizer, race } = this.#parts.descents.state;
    this.#surface.value = surface;
    this.#rate?.show(rate);
    this.#k?.show(conditioning);
    this.#optimizer.show(optimizer);
    this.#race.checked = race;
    for (const button of this.#starts.children) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-start") === start.join(",")));
    }
  }

  translate() {
    this.#rate?.entry.translate();
    this.#k?.entry.translate();
  }

  dispose() {
    this.#made.abort();
    this.#abort.abort();
  }
}

/** The words of the two numbers, as settings are named. @type {Record<string, string>} */
const NAMES = { rate: "learningRate", conditioning: "conditioning" };
