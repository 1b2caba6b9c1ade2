/**
 * One weight, bias or neuron, found by name or pinned in the picture: its value, which can be set, its
 * gradient by backpropagation and by a difference quotient, its change by the last update and by
 * the next, and its history.
 */

import { readNumber } from "../../../shared/read-number.js";
import { TextEntry } from "../../ui/controls/text-entry.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { clear, place, show, significant } from "../../ui/numbers.js";
import { GradientCheck } from "./gradient-check.js";
import { isThere, nameOfParameter, nextName, parameterIndex, parseName, writeName } from "./inspector-names.js";
import { neuronAt, placeOf } from "./neuron-names.js";
import { Sparkline } from "./sparkline.js";

/** The rows of numbers: the quantity, and the key of its label. */
const ROWS = [
  ["parameter-gradient", "inspector.gradient"], ["parameter-quotient", "inspector.quotient"],
  ["parameter-difference", "inspector.difference"], ["parameter-next", "inspector.next"],
  ["parameter-last", "inspector.last"], ["neuron-a", "inspector.a"], ["neuron-delta", "inspector.delta"],
];

export class Inspector {
  #abort = new AbortController();
  #parts;
  #search;
  #value;
  #numbers = new Map(ROWS.map(([quantity]) => [quantity, place(quantity)]));
  #rows = h("div", { class: "inspector-rows", hidden: true });
  #history;
  #check;
  /** @type {import("./inspector-names.js").Name} */
  #name = { kind: "w", layer: 1, from: 0, to: 0 };
  /** The same as it was asked for: a neuron, and not its bias. */
  #asked = this.#name;
  #pinned = false;
  /** The trace of the next update. @type {any} */
  #trace = null;

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   focus: import("./neuron-focus.js").NeuronFocus }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { session, words, focus } = parts;
    const { signal } = this.#abort;
    const searchId = uniqueId("inspector");
    this.#search = new TextEntry({
      name: "inspector", signal, keeps: true, commit: (text) => this.#find(text),
      explain: () => this.#explainName(), attributes: { id: searchId, inputmode: "text", placeholder: "w2[3,17]" },
    });
    const valueId = uniqueId("inspector-value");
    this.#value = new TextEntry({
      name: "parameter", signal, commit: (text) => this.#set(text),
      explain: () => words.say("inspector.noNumber"), attributes: { id: valueId },
    });
    this.#check = new GradientCheck({ session, words, found: (index) => this.pin(nameOfParameter(index, session.config.layers)) });
    this.#history = new Sparkline(words, () => writeName(this.#name, this.#layers), signal);
    this.#fillRows(valueId);
    this.element = h("fieldset", { class: "group inspector", "data-part": "controls.inspector" },
      h("legend", { word: "inspector.name" }),
      h("div", { class: "control" }, h("label", { for: searchId, word: "inspector.search" }),
        h("div", { class: "entry" }, this.#search.input), this.#search.problem),
      this.#rows, this.#check.element);
    listen(this.#search.input, "keydown", (event) => this.#key(event), signal);
    listen(focus, "change", () => this.#followPin(), signal);
    listen(session, "run", () => this.#newRun(), signal);
    listen(session, "recalled", ({ detail }) => this.#remember(detail), signal);
  }

  /** Where all gradients are checked. */
  get check() {
    return this.#check.element;
  }

  /** The stage has the newest parameters. */
  refresh() {
    const { session } = this.#parts;
    this.#check.refresh();
    // During training the numbers change too fast to be read.
    this.#rows.classList.toggle("unseen", !session.resting);
    if (!this.#pinned || !session.snapshot || !session.resting || !session.stages.inspection) return;
    this.#trace = session.stages.inspection.traceUpdate(session.settings);
    this.#show();
  }

  translate() {
    this.#search.translate();
    this.#value.translate();
    this.#check.translate();
  }

  dispose() {
    this.#abort.abort();
    this.#check.dispose();
  }

  #fillRows(valueId) {
    const rows = ROWS.map(([quantity, word]) => {
      return h("div", {}, h("dt", { word }), h("dd", {}, /** @type {Node} */ (this.#numbers.get(quantity))));
    });
    this.#rows.append(
      h("div", { class: "control" }, h("label", { for: valueId, word: "inspector.value" }),
        h("div", { class: "entry" }, this.#value.input), this.#value.problem),
      h("dl", { class: "inspector-numbers" }, ...rows), this.#history.element);
  }

  get #layers() {
    return this.#parts.session.config.layers;
  }

  #explainName() {
    const layers = this.#layers;
    const layer = layers.length - 1;
    const last = /** @type {const} */ ({ kind: "w", layer, from: layers[layer - 1] - 1, to: layers[layer] - 1 });
    return this.#parts.words.say("inspector.noName", { example: writeName(last, layers) });
  }

  #find(text) {
    if (text === "") return this.#release();
    const name = parseName(text, this.#layers);
    if (!name) throw { code: "unknownField", field: "inspector", value: text };
    return this.pin(name);
  }

  /** Shows a parameter; for a neuron, its bias. @param {import("./inspector-names.js").Name} name */
  pin(name) {
    this.#name = name.kind === "n" ? { ...name, kind: "b" } : name;
    this.#asked = name;
    this.#pinned = true;
    this.#search.show(writeName(name, this.#layers));
    this.#search.clear();
    const { kind, layer, from, to } = this.#name;
    // The neuron first: what hears of the mark looks whose it is.
    this.#parts.focus.pin(placeOf(this.#layers, { layer, index: to }));
    this.#parts.focus.mark(kind === "w" ? { layer, from, to } : null);
    this.#rows.hidden = false;
    this.#rows.querySelector("dt")?.setAttribute("data-word", this.#name.kind === "w" ? "inspector.gradient" : "inspector.gradientOfBias");
    this.#parts.words.apply(this.#rows);
    this.#history.clear();
    this.refresh();
  }

  #release() {
    this.#pinned = false;
    this.#rows.hidden = true;
    this.#search.show("");
    this.#parts.focus.pin(-1);
    this.#parts.focus.mark(null);
  }

  /** Shows the bias of the neuron that is pinned in the picture. */
  #followPin() {
    const { pinned } = this.#parts.focus;
    if (pinned < 0) return;
    const { layer, index } = neuronAt(this.#layers, pinned);
    if (layer === 0 || (this.#pinned && layer === this.#name.layer && index === this.#name.to)) return;
    this.pin({ kind: "n", layer, from: 0, to: index });
  }

  #key(event) {
    const name = nextName(this.#name, event.key, event.shiftKey, this.#layers);
    if (!name || !this.#search.input.value) return;
    event.preventDefault();
    this.pin(name);
  }

  #set(text) {
    const value = readNumber(text);
    if (value === undefined || !Number.isFinite(value)) throw { code: "wrongType", field: "parameter", value: text };
    this.#parts.session.past.set(parameterIndex(this.#name, this.#layers), value);
    this.#value.show(String(value));
  }

  #newRun() {
    this.#trace = null;
    this.#rows.classList.add("unseen");
    this.#history.clear();
    if (!this.#pinned) return;
    // The outputs of another network may lie in another layer.
    if (isThere(this.#name, this.#layers)) this.#search.show(writeName(this.#asked, this.#layers));
    else this.#release();
  }

  #show() {
    const { session } = this.#parts;
    const index = parameterIndex(this.#name, this.#layers);
    const { gradient, central, relative } = session.stages.inspection.checkGradient(index);
    const { update, layers } = this.#trace;
    const { a, delta } = layers[this.#name.layer - 1];
    const values = {
      "parameter-gradient": gradient, "parameter-quotient": central, "parameter-difference": relative,
      "parameter-next": update.change[index],
      "neuron-a": a[this.#name.to], "neuron-delta": delta[this.#name.to],
    };
    this.#value.show(String(update.before[index]));
    for (const [quantity, value] of Object.entries(values)) this.#put(quantity, value);
    session.recall(index);
  }

  #put(quantity, value) {
    const data = /** @type {HTMLDataElement} */ (this.#numbers.get(quantity));
    if (value === undefined) clear(data);
    else show(data, value, significant);
  }

  #remember({ index, step, values, last }) {
    if (!this.#pinned || index !== parameterIndex(this.#name, this.#layers)) return;
    this.#history.show(values);
    if (this.#parts.session.snapshot?.metrics.step === step) this.#put("parameter-last", last);
  }
}
