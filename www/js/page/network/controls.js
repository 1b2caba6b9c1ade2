/**
 * The controls, made from the table of settings: each field gets the control of its kind in the
 * group where a learner looks for it. They show what the session has and put in what is chosen.
 */

import { ChoiceControl, FlagControl } from "../controls/choice-control.js";
import { NumberControl } from "../controls/number-control.js";
import { SeedControl } from "../controls/seed-control.js";
import { SizesControl } from "../controls/sizes-control.js";
import { h, listen } from "../dom.js";
import { explain } from "../explain.js";
import { PALETTES } from "./link-state.js";

/** Where each field stands; what the table has beyond that goes to the end of the first group. */
const GROUPS = {
  training: ["learningRate", "epochs", "trainBias"],
  network: ["layers", "activation", "outputActivation", "leakySlope"],
  data: ["dataset", "samples", "noise", "testSize"],
  seeds: ["networkSeed", "dataSeed", "splitSeed"],
  view: [],
};
const NEW_SEED = {
  networkSeed: "control.newSeed", dataSeed: "control.newDataSeed", splitSeed: "control.newSplitSeed",
};

export class Controls {
  #abort = new AbortController();
  #session;
  #words;
  #newSeed;
  /** @type {Map<string, { element: HTMLElement, show: (value: any) => void, entry?: any }>} */
  #controls = new Map();
  /** The groups by name, for whoever arranges the page. @type {Record<string, HTMLElement>} */
  groups = {};

  /**
   * @param {{ session: import("./session.js").Session, words: import("../words.js").Words,
   *   newSeed: () => number, choosePalette: (palette: string) => void }} parts
   */
  constructor({ session, words, newSeed, choosePalette }) {
    this.#session = session;
    this.#words = words;
    this.#newSeed = newSeed;
    this.element = h("section", { class: "controls panel", "data-part": "controls", wordLabel: "controls.name" });
    for (const [group, names] of Object.entries(this.#placed())) this.#addGroup(group, names);
    const { signal } = this.#abort;
    this.palette = new ChoiceControl({ name: "palette", values: PALETTES }, { commit: choosePalette, signal });
    this.groups.view.append(this.palette.element);
    listen(session, "run", () => this.#show(), signal);
    listen(session, "state", () => this.#show(), signal);
    listen(session, "refused", ({ detail }) => this.#controls.get(detail.field)?.entry?.refuse(detail), signal);
  }

  /** The words have changed: those of complaints too. */
  translate() {
    for (const { entry } of this.#controls.values()) entry?.translate();
  }

  dispose() {
    this.#abort.abort();
  }

  #placed() {
    const known = new Set(Object.values(GROUPS).flat());
    const more = this.#session.fields.map(({ name }) => name).filter((name) => !known.has(name));
    return { ...GROUPS, training: [...GROUPS.training, ...more] };
  }

  #addGroup(group, names) {
    const element = h("fieldset", { class: "group", "data-part": `controls.${group}` },
      h("legend", { word: `controls.${group}` }));
    for (const name of names) {
      const field = this.#session.fields.find((each) => each.name === name);
      // A choice of one is none.
      if (!field || (field.kind === "choice" && field.values.length < 2)) continue;
      const control = this.#control(field);
      this.#controls.set(name, control);
      element.append(control.element);
    }
    this.groups[group] = element;
    this.element.append(element);
  }

  #control(field) {
    const { name, kind } = field;
    const parts = {
      signal: this.#abort.signal,
      commit: (/** @type {string} */ text) => this.#commit(name, text),
      explain: (/** @type {any} */ problem) => explain(this.#words, problem, this.#session.fields),
    };
    if (kind === "choice") return new ChoiceControl(field, parts);
    if (kind === "flag") return new FlagControl(field, { ...parts, note: `note.${name}` });
    if (kind === "sizes") return new SizesControl(field, parts);
    if (name in NEW_SEED) {
      return new SeedControl(field, { ...parts, newSeed: this.#newSeed, word: NEW_SEED[name] });
    }
    return new NumberControl(field, parts);
  }

  #commit(name, text) {
    this.#session.change(name, text);
    this.#show();
  }

  #show() {
    const { settings } = this.#session;
    for (const [name, control] of this.#controls) control.show(settings[name]);
    const leaky = [settings.activation, settings.outputActivation].includes("leakyRelu");
    const slope = this.#controls.get("leakySlope");
    if (slope) slope.element.hidden = !leaky;
  }
}
