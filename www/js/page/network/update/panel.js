/**
 * One update, step by step: what the next training sample does to the network, forward, back and
 * into the weights, with the numbers of the trainer itself. The last step is the update: the trainer
 * makes it, and the next sample comes; a step back from the first leads to the sample before.
 */

import { h, listen, setText } from "../../dom.js";
import { icon } from "../../icons.js";
import { PlayerBar } from "../../lesson/player-bar.js";
import { Player } from "../../lesson/player.js";
import { fixed, grouped, number } from "../../numbers.js";
import { phrase } from "../../phrase.js";
import { Plot } from "../../plot.js";
import { neuronAt, neuronName, placeOf } from "../neuron-names.js";
import { formulaOf } from "./formula.js";
import { momentsOf, rulesAt } from "./moments.js";
import { Rules } from "./rules.js";
import { tableOf } from "./tables.js";
import { Terms } from "./terms.js";

/** @typedef {import("./moments.js").Moment} Moment */

export class UpdatePanel extends EventTarget {
  #abort = new AbortController();
  #parts;
  #player = new Player({ beyond: { after: () => this.#commit(), before: () => this.#before() } });
  #bar;
  #rules = new Rules();
  #terms;
  #matrix;
  #open = false;
  /** @type {Moment[]} */
  #moments = [];
  /** The neuron that was last in front, by layer. @type {number[]} */
  #chosen = [];
  /** Where to begin when the next sample has come. */
  #entry = 0;
  /** @type {any} */
  #trace = null;
  /** Opens and closes it; stands where the run is steered. */
  toggle = h("button", { type: "button", class: "update-toggle", "aria-expanded": "false" },
    icon("lens"), h("span", { word: "update.open" }));
  #sentence = h("p", { class: "update-sentence", "aria-live": "polite" });
  #formula = h("div", { class: "update-formula" });
  #note = h("p", { class: "note", word: "update.sign" });

  /**
   * @param {{ session: import("../session.js").Session, words: import("../../words.js").Words,
   *   focus: import("../neuron-focus.js").NeuronFocus, painter: import("../../painter.js").Painter,
   *   look: import("../../look.js").Look }} parts
   */
  constructor(parts) {
    super();
    this.#parts = parts;
    const { session, words, focus, painter } = parts;
    this.#terms = new Terms(focus);
    this.#matrix = new Plot(["matrix"], () => painter.hurry("matrix"), { class: "plot matrix-plot" });
    this.#matrix.describe("matrix", { "data-word-label": "update.matrix" });
    this.#bar = new PlayerBar({
      player: this.#player, words, space: false, position: (at) => this.#nameOf(this.#moments[at]),
    });
    this.element = h("section", { class: "panel update", "data-part": "update", wordLabel: "update.name", hidden: true },
      this.#bar.element, this.#sentence, h("div", { class: "update-rooms" },
        h("div", { class: "update-sum" }, this.#formula, this.#terms.element),
        h("div", { class: "update-side" }, this.#rules.element, this.#matrix.element, this.#note)));
    painter.add("matrix", () => this.#drawMatrix());
    const { signal } = this.#abort;
    listen(this.toggle, "click", () => (this.#open ? this.close() : this.open()), signal);
    listen(this.#player, "change", () => this.#show(), signal);
    listen(focus, "change", () => this.#choose(), signal);
    listen(session, "run", () => this.#newRun(), signal);
  }

  /** The moment that the picture shows, if there is one. @type {Moment | null} */
  get moment() {
    return this.#open && this.#trace ? this.#moments[this.#player.position] : null;
  }

  /** Where the sample lies that is looked at. @returns {[number, number] | null} */
  get sample() {
    return this.moment ? /** @type {[number, number]} */ ([...this.#trace.input]) : null;
  }

  open() {
    const { session } = this.#parts;
    if (session.playing) session.pause();
    this.#unfold(true);
    this.refresh();
  }

  close() {
    this.#player.pause();
    this.#unfold(false);
    this.#trace = null;
    this.#tell();
  }

  /** The stage has the newest parameters. */
  refresh() {
    const { session } = this.#parts;
    if (!this.#open || !session.stage) return;
    if (!session.resting) {
      this.#trace = null;
      if (session.playing) this.#player.pause();
      this.#tell();
      return;
    }
    const { step } = session.snapshot?.metrics ?? { step: 0 };
    if (this.#trace?.step !== step) {
      this.#player.load(this.#moments.length - 1, this.#entry);
      this.#entry = 0;
    }
    this.#trace = session.stage.traceUpdate(step, session.rate);
    this.#show();
  }

  translate() {
    this.#show();
  }

  dispose() {
    this.#abort.abort();
    this.#player.dispose();
    this.#bar.dispose();
    this.#terms.dispose();
    this.#matrix.dispose();
  }

  #unfold(open) {
    this.#open = open;
    this.element.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  #newRun() {
    const { layers } = this.#parts.session.config;
    this.#trace = null;
    this.#entry = 0;
    this.#moments = momentsOf(layers);
    this.#chosen = layers.map(() => 0);
    this.#player.load(this.#moments.length - 1, 0);
  }

  #commit() {
    this.#parts.session.stepSample();
  }

  #before() {
    if (this.#parts.session.place === 0) return;
    this.#entry = this.#moments.length - 1;
    this.#parts.session.past.back("sample");
  }

  /** Who is brought forward in a layer stays the one whose numbers are shown. */
  #choose() {
    const { focus, session } = this.#parts;
    if (focus.shown < 0) return;
    const { layer, index } = neuronAt(session.config.layers, focus.shown);
    if (this.#chosen[layer] === index) return;
    this.#chosen[layer] = index;
    const { moment } = this;
    // A term that is lit must not be swept away under the pointer by another table.
    if (moment && layer === moment.layer) this.#show();
    else if (moment && moment.phase !== "forward" && moment.phase !== "delta") this.#showFormula();
  }

  #nameOf(moment) {
    const { words, session } = this.#parts;
    if (!moment) return "";
    const layer = words.say(moment.layer === session.config.layers.length - 1 ? "layer.output" : "layer.hidden", {
      layer: moment.layer,
    });
    return words.say(`update.moment.${moment.phase}`, { layer });
  }

  /** What is in front at this moment: a neuron of its layer and one of the layer before. */
  #place(moment) {
    const { session } = this.#parts;
    const last = session.config.layers.length - 1;
    return {
      trace: this.#trace, layer: moment.layer, to: this.#chosen[moment.layer], from: this.#chosen[moment.layer - 1],
      rate: session.rate, last,
    };
  }

  #show() {
    const { moment } = this;
    if (moment) {
      const { session, words } = this.#parts;
      const place = this.#place(moment);
      const { headings, quantities, terms } = tableOf(moment.phase, place, session, words);
      this.#terms.show(headings, quantities, terms);
      this.#rules.show(rulesAt(moment, place.last));
      this.#showFormula();
      this.#say(moment, place);
    }
    this.#tell();
  }

  #showFormula() {
    const { moment } = this;
    if (!moment) return;
    this.#formula.replaceChildren(...formulaOf(moment.phase, this.#place(moment)));
  }

  #say(moment, { layer, to }) {
    const { words, session } = this.#parts;
    const { step, input, target } = this.#trace;
    const name = neuronName(words, session.config.layers, { layer, index: to });
    setText(this.#sentence, "");
    this.#sentence.append(
      h("b", {}, this.#nameOf(moment)), " ",
      ...phrase(words, `update.say.${moment.phase}`, { neuron: name }), " ",
      ...phrase(words, "update.sample", {
        step: number("trace-step", step, grouped), x1: number("trace-x1", input[0], (x) => fixed(x, 3)),
        x2: number("trace-x2", input[1], (x) => fixed(x, 3)), class: String(target[1]),
      }));
  }

  #drawMatrix() {
    const { moment } = this;
    const { session, look } = this.#parts;
    if (!moment || !this.#matrix.visible) return;
    const flow = { forward: "forward", loss: "forward", delta: "gradient", gradient: "gradient", update: "update" }[moment.phase];
    session.stage.drawMatrix(this.#matrix.fit("matrix", look.scale), moment.layer - 1, flow);
  }

  #tell() {
    this.#parts.painter.hurry("matrix");
    this.dispatchEvent(new Event("change"));
  }

  /** The neuron whose numbers are shown, in the order of the layout; −1: none. */
  get front() {
    const { moment } = this;
    if (!moment) return -1;
    return placeOf(this.#parts.session.config.layers, { layer: moment.layer, index: this.#chosen[moment.layer] });
  }
}
