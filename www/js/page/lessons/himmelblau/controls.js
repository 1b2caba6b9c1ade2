/** The controls above the stage: surface, start, optimizer and learning rate. */

import { numberIn } from "../../../shared/link-keys.js";
import { Choices } from "../../ui/controls/choices.js";
import { NumberControl } from "../../ui/controls/number-control.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { TextEntry } from "../../ui/controls/text-entry.js";
import { explain } from "../../ui/explain.js";
import { placeIn } from "./link-state.js";

export class Controls {
  #abort = new AbortController();
  #parts;
  #surface = h("select", { id: uniqueId("surface") });
  #starts = h("div", { class: "starts", role: "group", wordLabel: "himmelblau.starts" });
  /** The field of the start: any point of the map. @type {TextEntry} */
  #start;
  #rateBox = h("div", { class: "rate-box", "data-part": "controls.rate" });
  #conditioningBox = h("div", { class: "rate-box", "data-part": "controls.surface" });
  /** @type {NumberControl | null} */
  #rate = null;
  /** @type {NumberControl | null} */
  #conditioning = null;
  #controlsAbort = new AbortController();
  #built = "";
  #optimizer;
  #race = h("input", { type: "checkbox", id: uniqueId("race") });
  #about = [h("p", { class: "note" }), h("p", { class: "note" })];

  /**
   * @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words,
   *   surfaces: string[], set: (changes: object) => void, chooseSurface: (name: string) => void }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { descents, words, surfaces, set, chooseSurface } = parts;
    const { signal } = this.#abort;
    const startId = uniqueId("start");
    this.#start = new TextEntry({
      name: "start", signal, attributes: { id: startId },
      commit: (text) => {
        try {
          set({ start: placeIn(text, descents.facts) });
        } catch (problem) {
          throw Object.assign(/** @type {any} */ (problem), { value: text });
        }
      },
      explain: ({ value }) => {
        const { x: [left, right], y: [low, high] } = descents.facts;
        return words.say("himmelblau.start.problem", { value, left, right, low, high }).replaceAll("-", "−");
      },
    });
    for (const value of surfaces) this.#surface.append(h("option", { value, word: `himmelblau.surface.${value}` }));
    listen(this.#surface, "change", () => chooseSurface(this.#surface.value), signal);
    listen(this.#race, "change", () => set({ race: this.#race.checked }), signal);
    this.#optimizer = new Choices({
      name: "himmelblau.optimizer.name", values: descents.optimizers, word: (value) => `himmelblau.optimizer.${value}`,
      choose: (optimizer) => set({ optimizer }), signal,
    });
    this.element = h("section", { class: "panel walk-controls", "data-part": "controls", wordLabel: "himmelblau.controls" },
      h("div", { class: "field", "data-part": "controls.surface" }, h("label", { for: this.#surface.id, word: "himmelblau.surface.name" }), this.#surface),
      this.#conditioningBox,
      h("div", { class: "field", "data-part": "controls.start" }, h("label", { for: startId, word: "himmelblau.starts" }),
        h("div", { class: "start-row" }, this.#start.input, this.#starts), this.#start.problem),
      this.#rateBox,
      h("div", { class: "field", "data-part": "controls.optimizer" }, h("span", { class: "label", word: "himmelblau.optimizer.name", "aria-hidden": "true" }),
        h("div", { class: "optimizers" }, this.#optimizer.element,
          h("span", { class: "switch" }, this.#race, h("label", { for: this.#race.id, word: "himmelblau.race" })))),
      h("div", { class: "about" }, ...this.#about));
    this.build();
  }

  /** Rebuilds starts and rates for another surface, but not for another bowl, whose slider is being dragged. */
  build() {
    const { descents, words, set } = this.#parts;
    const { facts, state } = descents;
    if (this.#built === state.surface) return this.show();
    this.#built = state.surface;
    this.#controlsAbort.abort();
    this.#controlsAbort = new AbortController();
    const { signal } = this.#controlsAbort;
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
    this.#conditioning = state.surface === "bowl"
      ? make("conditioning", [descents.fields.conditioning.min, descents.fields.conditioning.max, 1], (conditioning) => set({ conditioning })) : null;
    this.#conditioningBox.replaceChildren(...(this.#conditioning ? [this.#conditioning.element] : []));
    this.#conditioningBox.hidden = !this.#conditioning;
    this.#about[0].dataset.word = `himmelblau.about.${state.surface}`;
    words.apply(this.element);
    return this.show();
  }

  show() {
    const { surface, conditioning, start, rate, optimizer, race } = this.#parts.descents.state;
    this.#surface.value = surface;
    this.#rate?.show(rate);
    this.#conditioning?.show(conditioning);
    this.#optimizer.show(optimizer);
    this.#start.show(start.join(", ").replaceAll("-", "−"));
    const [, about] = this.#about;
    if (about.dataset.word !== `himmelblau.about.${optimizer}`) {
      about.dataset.word = `himmelblau.about.${optimizer}`;
      this.#parts.words.apply(about);
    }
    this.#race.checked = race;
    for (const button of this.#starts.children) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-start") === start.join(",")));
    }
  }

  translate() {
    this.#start.translate();
    this.#rate?.entry.translate();
    this.#conditioning?.entry.translate();
  }

  dispose() {
    this.#controlsAbort.abort();
    this.#abort.abort();
  }
}

/** The two numbers as settings, which have the texts. @type {Record<string, string>} */
const NAMES = { rate: "learningRate", conditioning: "conditioning" };
