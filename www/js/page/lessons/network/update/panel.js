/**
 * One update, step by step: what the next training sample does to the network, forward, back and
 * into the weights, with the numbers of the trainer itself. The last step is the update: the trainer
 * makes it, and the next sample comes; a step back from the first leads to the sample before. It is
 * loaded when it is first opened.
 */

import { Plot } from "../../../paint/plot.js";
import { h, listen } from "../../../ui/dom.js";
import { PlayerBar } from "../../../ui/player-bar.js";
import { Player } from "../../../ui/player.js";
import { neuronAt, placeOf } from "../neuron-names.js";
import { formulaOf } from "./formula.js";
import { flowOfMatrix, momentsOf, rulesAt } from "./moments.js";
import { Predict } from "./predict.js";
import { questionOf } from "./questions.js";
import { Rules } from "./rules.js";
import { tableOf } from "./tables.js";
import { Telling } from "./telling.js";
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
  #predict;
  #open = false;
  /** @type {Moment[]} */
  #moments = [];
  /** The neuron that was last in front, by layer. @type {number[]} */
  #chosen = [];
  /** Where to begin when the next sample has come. */
  #entry = 0;
  /** @type {any} */
  #trace = null;
  /** The sample of the last one: while a command is under way there is none. */
  #step = -1;
  #telling;
  #formula = h("div", { class: "update-formula" });
  #rooms = h("div", { class: "update-rooms" });
  /** Said where the signs first matter: at the δ of the outputs. */
  #note = h("p", { class: "note", word: "update.sign", hidden: true });

  /**
   * @param {{ session: import("../session.js").Session, words: import("../../../shell/words.js").Words,
   *   focus: import("../neuron-focus.js").NeuronFocus, painter: import("../../../paint/painter.js").Painter,
   *   look: import("../../../paint/look.js").Look }} parts
   * @param {import("../lazy-panel.js").Place} place
   */
  constructor(parts, { element, toggle }) {
    super();
    this.#parts = parts;
    this.element = element;
    this.toggle = toggle;
    const { session, words, focus, painter } = parts;
    this.#terms = new Terms(focus, (weight) => this.dispatchEvent(new CustomEvent("weight", { detail: weight })));
    this.#terms.element.append(this.#note);
    this.#predict = new Predict(session, words);
    this.#telling = new Telling(session, words);
    this.#matrix = new Plot(["matrix"], () => painter.hurry("matrix"), { class: "plot matrix-plot" });
    this.#matrix.describe("matrix", { "aria-label": "" });
    this.#bar = new PlayerBar({
      player: this.#player, words, reset: "update.again", speed: "update.pace", space: false, part: "update.player", position: (at) => this.#telling.nameOf(this.#moments[at]),
    });
    element.append(
      this.#bar.element, h("div", { class: "update-strip" }, this.#predict.toggle, this.#telling.sample),
      this.#predict.verdict, this.#telling.sentence, this.#rooms);
    this.#rooms.append(
      h("div", { class: "update-sum" }, this.#predict.element, this.#formula, this.#terms.element),
      h("div", { class: "update-side" }, this.#rules.element, this.#matrix.element));
    painter.add("matrix", () => this.#drawMatrix());
    const { signal } = this.#abort;
    listen(toggle, "click", () => (this.#open ? this.close() : this.open()), signal);
    listen(this.#player, "change", () => this.#show(), signal);
    listen(this.#predict, "change", () => this.#answered(), signal);
    listen(element, "keydown", (event) => this.#predict.key(event), signal);
    listen(focus, "change", () => this.#choose(), signal);
    listen(session, "run", () => this.#newRun(), signal);
    this.#newRun();
  }

  /** The moment that the picture shows, if there is one. @type {Moment | null} */
  get moment() {
    // What is still to be predicted is not to be seen.
    return this.#predict.question ? this.#moments[this.#predict.known] ?? null : this.#coming;
  }

  /** Where the sample lies that is looked at. @returns {[number, number] | null} */
  get sample() {
    return this.#coming ? /** @type {[number, number]} */ ([...this.#trace.input]) : null;
  }

  /** The moment that the picture shows, in words; empty: none. */
  get momentName() {
    return this.#telling.nameOf(this.moment ?? undefined);
  }

  /** @param {boolean} asleep nobody looks */
  rest(asleep) {
    this.#player.rest(asleep);
  }

  open() {
    const { session } = this.#parts;
    if (session.playing) session.pause();
    this.#predict.open();
    this.#unfold(true);
    this.refresh();
  }

  close() {
    this.#player.pause();
    this.#unfold(false);
    this.#trace = null;
    this.#step = -1;
    this.#tell();
  }

  /** The stage has the newest parameters. */
  refresh() {
    const { session } = this.#parts;
    if (!this.#open || !session.stage || !session.stages.inspection) return;
    if (!session.resting) {
      this.#trace = null;
      if (session.playing) this.#wait();
      this.#tell();
      return;
    }
    // The sample that would come next cannot be trained on.
    if (session.snapshot?.divergence) this.#player.pause();
    const { step } = session.snapshot?.metrics ?? { step: 0 };
    const isNew = this.#step !== step;
    this.#step = step;
    this.#trace = session.stages.inspection.traceUpdate(session.settings);
    this.#predict.doubt();
    if (!isNew) return this.#show();
    const entry = this.#entry;
    this.#entry = 0;
    // Whoever comes back to the last moment has seen all of them.
    this.#predict.begin(entry > 0 ? entry : -1);
    return this.#player.load(this.#moments.length - 1, entry);
  }

  translate() {
    this.#predict.translate();
    this.#show();
  }

  dispose() {
    this.#abort.abort();
    this.#player.dispose();
    this.#bar.dispose();
    this.#predict.dispose();
    this.#terms.dispose();
    this.#matrix.dispose();
  }

  /** Where the player is. @returns {Moment | null} */
  get #coming() {
    return this.#open && this.#trace ? this.#moments[this.#player.position] : null;
  }

  #unfold(open) {
    this.#open = open;
    this.element.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  /** While it trains, no update stands still long enough to be looked at. */
  #wait() {
    this.#player.pause();
    this.#rooms.classList.add("unseen");
    this.#telling.wait();
  }

  #newRun() {
    const { layers } = this.#parts.session.config;
    this.#trace = null;
    this.#step = -1;
    this.#entry = 0;
    this.#moments = momentsOf(layers);
    this.#chosen = layers.map(() => 0);
    this.#player.load(this.#moments.length - 1, 0);
  }

  #commit() {
    // Not while the last one is under way: nobody has seen the next.
    if (this.#trace) this.#parts.session.stepSamples();
  }

  #before() {
    if (!this.#trace || this.#parts.session.place === 0) return;
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

  /** What is in front at this moment: a neuron of its layer and one of the layer before. */
  #place(moment) {
    const { session } = this.#parts;
    const last = session.config.layers.length - 1;
    return {
      trace: this.#trace, layer: moment.layer, to: this.#chosen[moment.layer], from: this.#chosen[moment.layer - 1],
      layers: session.config.layers, settings: session.settings, last,
    };
  }

  #show() {
    const moment = this.#coming;
    if (moment) {
      this.#rooms.classList.remove("unseen");
      const question = this.#predict.reach(this.#player.position, (turn) => this.#ask(moment, turn));
      this.#player.hold = question ? () => this.#predict.reveal() : null;
      if (question) this.#player.pause();
      for (const part of [this.#formula, this.#terms.element]) part.hidden = question !== null;
      this.#matrix.element.classList.toggle("unseen", question !== null);
      if (question) this.#rules.show([]);
      else this.#reveal(moment);
      this.#telling.say(moment, this.#place(moment));
    }
    this.#tell();
  }

  /** The numbers of a moment. */
  #reveal(moment) {
    const { session, words } = this.#parts;
    const place = this.#place(moment);
    const { headings, quantities, terms } = tableOf(moment.phase, place, session, words);
    this.#terms.show(headings, quantities, terms);
    this.#note.hidden = moment.phase !== "delta" || moment.layer !== place.last;
    this.#rules.show(rulesAt(moment, place.last));
    this.#showFormula();
    const label = words.say(`update.matrix.${flowOfMatrix(moment.phase)}`, { moment: this.#telling.nameOf(moment) });
    this.#matrix.canvases.matrix.setAttribute("aria-label", label);
  }

  /** What is asked about comes to the front. */
  #ask(moment, turn) {
    const { focus, session } = this.#parts;
    const pinned = focus.shown >= 0 && neuronAt(session.config.layers, focus.shown).layer === moment.layer;
    const question = questionOf(moment.phase, this.#place(moment), turn, pinned);
    if (question) [this.#chosen[moment.layer - 1], this.#chosen[moment.layer]] = [question.from, question.to];
    return question;
  }

  #answered() {
    // Its buttons go; whoever used them goes on with Step.
    if (this.#predict.element.contains(document.activeElement)) this.#bar.focus();
    this.#show();
  }

  #showFormula() {
    const { moment } = this;
    if (!moment) return;
    this.#formula.replaceChildren(...formulaOf(moment.phase, this.#place(moment)));
  }

  #drawMatrix() {
    const { moment } = this;
    const { session, look } = this.#parts;
    if (!moment || !this.#matrix.visible) return;
    session.stages.inspection.drawMatrix(this.#matrix.fit("matrix", look.scale), moment.layer - 1, flowOfMatrix(moment.phase));
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
