/**
 * The controls, made from the table of settings: each setting gets the control of its kind, in its
 * group. They show the session's settings and change them.
 */

import { ChoiceControl, FlagControl } from "../../ui/controls/choice-control.js";
import { NumberControl } from "../../ui/controls/number-control.js";
import { SeedControl } from "../../ui/controls/seed-control.js";
import { SizesControl } from "../../ui/controls/sizes-control.js";
import { h, listen } from "../../ui/dom.js";
import { explain } from "../../ui/explain.js";
import { counts } from "./counting.js";
import { PALETTES } from "./link-state.js";

/** The groups in their order; the table assigns each setting to one. */
const GROUPS = Object.freeze(["training", "network", "data", "seeds", "view"]);

export class Controls {
  #abort = new AbortController();
  #session;
  #words;
  #newSeed;
  /** @type {Map<string, { element: HTMLElement, show: (value: any) => void, entry?: any }>} */
  #controls = new Map();
  /** The groups by name, for the page's layout. @type {Record<string, HTMLElement>} */
  groups = {};

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   newSeed: () => number, choosePalette: (palette: string) => void }} parts
   */
  constructor({ session, words, newSeed, choosePalette }) {
    this.#session = session;
    this.#words = words;
    this.#newSeed = newSeed;
    this.element = h("section", { class: "controls panel", "data-part": "controls", wordLabel: "controls.name" });
    for (const group of GROUPS) this.#addGroup(group);
    const { signal } = this.#abort;
    this.palette = new ChoiceControl({ name: "palette", values: PALETTES }, { commit: choosePalette, signal });
    this.groups.view.append(this.palette.element);
    listen(session, "run", () => this.#show(), signal);
    listen(session, "state", () => this.#show(), signal);
    listen(session, "refused", ({ detail }) => this.#controls.get(detail.field)?.entry?.refuse(detail), signal);
  }

  /** The language has changed, also for messages about refused values. */
  translate() {
    for (const { entry } of this.#controls.values()) entry?.translate();
  }

  dispose() {
    this.#abort.abort();
  }

  #addGroup(group) {
    const element = h("fieldset", { class: "group", "data-part": `controls.${group}` },
      h("legend", { word: `controls.${group}` }));
    for (const field of this.#session.fields) {
      // There is nothing to choose from a single value.
      if (field.group !== group || (field.kind === "choice" && field.values.length < 2)) continue;
      const control = this.#control(field);
      this.#controls.set(field.name, control);
      element.append(control.element);
    }
    this.groups[group] = element;
    this.element.append(element);
  }

  #control(field) {
    const { name, kind, group } = field;
    const parts = {
      signal: this.#abort.signal,
      commit: (/** @type {string} */ text) => this.#commit(name, text),
      explain: (/** @type {any} */ problem) => explain(this.#words, problem, this.#session.fields),
    };
    if (kind === "choice") return new ChoiceControl(field, parts);
    if (kind === "flag") return new FlagControl(field, { ...parts, note: `note.${name}` });
    if (kind === "sizes") return new SizesControl(field, parts);
    if (group === "seeds") {
      const word = `control.new${name[0].toUpperCase()}${name.slice(1)}`;
      return new SeedControl(field, { ...parts, newSeed: this.#newSeed, word });
    }
    return new NumberControl(field, parts);
  }

  #commit(name, text) {
    this.#session.change(name, text);
    this.#show();
  }

  #show() {
    const { settings, fields } = this.#session;
    for (const field of fields) {
      const control = this.#controls.get(field.name);
      if (!control) continue;
      control.show(settings[field.name]);
      control.element.hidden = !counts(field, settings);
    }
  }
}
