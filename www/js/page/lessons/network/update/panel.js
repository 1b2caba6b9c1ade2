/**
 * One update, step by step: the effect of the next training sample, forward, back and on the
 * weights, with the numbers of the trainer itself. The last step is the update: the trainer
 * makes it, and the next sample follows; a step back from the first leads to the previous sample. Loaded
 * when first opened.
 */

import { Plot } from "../../../paint/plot.js";
import { h, listen } from "../../../ui/dom.js";
import { PlayerBar } from "../../../ui/player-bar.js";
import { INTERVALS, Player } from "../../../ui/player.js";
import { neuronAt, placeOf, shortName } from "../neuron-names.js";
import { formulaOf } from "./formula.js";
import { flowOfMatrix, momentsOf, rulesAt } from "./moments.js";
import { Predict } from "./predict.js";
import { questionOf } from "./questions.js";
import { Rules } from "./rules.js";
import { givenOf, tableOf } from "./tables.js";
import { Telling } from "./telling.js";
import { Terms } from "./terms.js";
import { Wave } from "./wave.js";

/** @typedef {import("./moments.js").Moment} Moment */

/** What is in the cells of the matrix. */
const MATRICES = Object.freeze({ forward: "w·a", gradient: "∂L/∂w", update: "−η·∂L/∂w" });

export class UpdatePanel extends EventTarget {
  #abort = new AbortController();
  #parts;
  #player = new Player({ beyond: { after: () => this.#commit(), before: () => this.#previousSample() } });
  #bar;
  #rules = new Rules();
  #terms;
  #matrix;
  #predict;
  #wave;
  /** The last moment shown, as its sample and place: a wave leads from one to the next. */
  #seen = [-1, -1];
  #open = false;
  /** @type {Moment[]} */
  #moments = [];
  /** The neuron last in focus, by layer. @type {number[]} */
  #chosen = [];
  /** The moment to start at when the next sample has come. */
  #startMoment = 0;
  /** @type {any} */
  #trace = null;
  /** The step of the last trace; the trace itself is `null` while a command is running. */
  #step = -1;
  #telling;
  #formula = h("div", { class: "update-formula" });
  #rooms = h("div", { class: "update-rooms" });
  #caption = h("p", { class: "matrix-title", "aria-hidden": "true" });
  #axes = ["from", "to"].map((axis) => h("p", { class: `matrix-${axis}`, "aria-hidden": "true" }));
  /** A note on signs, shown where they first matter: at the δ of the outputs. */
  #note = h("p", { class: "note", word: "update.sign", hidden: true });

  /**
   * @param {{ session: import("../session.js").Session, words: import("../../../shell/words.js").Words,
   *   focus: import("../neuron-focus.js").NeuronFocus, painter: import("../../../paint/painter.js").Painter,
   *   look: import("../../../paint/look.js").Look, plot: import("../../../paint/plot.js").Plot }} parts
   *   `plot`: the picture of the network
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
    this.#matrix = new Plot(["matrix"], () => painter.markNow("matrix"), { class: "plot matrix-plot" });
    this.#matrix.describe("matrix", { "aria-label": "" });
    this.#bar = new PlayerBar({
      player: this.#player, words, reset: "update.again", speed: "update.pace", space: false, part: "update.player", position: (at) => this.#telling.nameOf(this.#moments[at]),
    });
    element.append(
      this.#bar.element, h("div", { class: "update-strip" }, this.#predict.toggle, this.#telling.sample),
      this.#predict.verdict, this.#telling.sentence, this.#rooms);
    this.#rooms.append(
      h("div", { class: "update-sum" }, this.#predict.element, this.#formula, this.#terms.element),
      h("div", { class: "update-side" }, this.#rules.element, h("div", { class: "matrix" }, this.#caption, ...this.#axes, this.#matrix.element)));
    painter.add("matrix", () => this.#drawMatrix());
    const { signal } = this.#abort;
    this.#wave = new Wave({ ...parts, signal });
    listen(toggle, "click", () => (this.#open ? this.close() : this.open()), signal);
    listen(this.#player, "change", () => this.#show(), signal);
    listen(this.#predict, "change", () => this.#answered(), signal);
    listen(element, "keydown", (event) => this.#predict.key(event), signal);
    listen(focus, "change", () => this.#choose(), signal);
    listen(session, "run", () => this.#newRun(), signal);
    this.#newRun();
  }

  /** The moment shown in the picture, if any. @type {Moment | null} */
  get moment() {
    // A moment still to be predicted must not be shown.
    return this.#predict.question ? this.#moments[this.#predict.known] ?? null : this.#current;
  }

  /** The position of the current sample. @returns {[number, number] | null} */
  get sample() {
    return this.#current ? /** @type {[number, number]} */ ([...this.#trace.input]) : null;
  }

  /** The name of the moment shown in the picture; empty if there is none. */
  get momentName() {
    return this.#telling.nameOf(this.moment ?? undefined);
  }

  /** @param {boolean} asleep the page is not visible */
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
    this.#wave.stop();
    this.#seen = [-1, -1];
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
    // The next sample cannot be trained on.
    if (session.snapshot?.divergence) this.#player.pause();
    const { step } = session.snapshot?.metrics ?? { step: 0 };
    const isNew = this.#step !== step;
    this.#step = step;
    this.#trace = session.stages.inspection.traceUpdate(session.settings);
    this.#predict.invalidate();
    if (!isNew) return this.#show();
    const entry = this.#startMoment;
    this.#startMoment = 0;
    // Returning to the last moment means that all moments have been seen.
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

  /** The moment at the player's position. @returns {Moment | null} */
  get #current() {
    return this.#open && this.#trace ? this.#moments[this.#player.position] : null;
  }

  #unfold(open) {
    this.#open = open;
    this.element.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  /** During training the updates change too fast to be read. */
  #wait() {
    this.#player.pause();
    this.#rooms.classList.add("unseen");
    this.#telling.wait();
  }

  #newRun() {
    const { layers } = this.#parts.session.config;
    this.#trace = null;
    this.#step = -1;
    this.#startMoment = 0;
    this.#moments = momentsOf(layers);
    this.#chosen = layers.map(() => 0);
    this.#player.load(this.#moments.length - 1, 0);
  }

  #commit() {
    // Not while the last update is running: the next one has not been shown yet.
    if (this.#trace) this.#parts.session.stepSamples();
  }

  #previousSample() {
    if (!this.#trace || this.#parts.session.place === 0) return;
    this.#startMoment = this.#moments.length - 1;
    this.#parts.session.past.back("sample");
  }

  /** Remembers the neuron in focus as that of its layer, and shows its numbers. */
  #choose() {
    const { focus, session } = this.#parts;
    if (focus.shown < 0) return;
    const { layer, index } = neuronAt(session.config.layers, focus.shown);
    if (this.#chosen[layer] === index) return;
    this.#chosen[layer] = index;
    const { moment } = this;
    // Don't replace the table while the pointer is on one of its rows.
    if (moment && layer === moment.layer) this.#show();
    else if (moment && moment.phase !== "forward" && moment.phase !== "delta") this.#showFormula();
  }

  /** The neurons in focus at a moment: one of its layer and one of the previous layer. */
  #place(moment) {
    const { session } = this.#parts;
    const last = session.config.layers.length - 1;
    return {
      trace: this.#trace, layer: moment.layer, to: this.#chosen[moment.layer], from: this.#chosen[moment.layer - 1],
      layers: session.config.layers, settings: session.settings, last,
    };
  }

  #show() {
    const moment = this.#current;
    if (moment) {
      this.#rooms.classList.remove("unseen");
      const question = this.#predict.reach(this.#player.position, (turn, learned) => this.#ask(moment, turn, learned));
      this.#player.intercept = question ? () => this.#predict.reveal() : null;
      if (question) this.#player.pause();
      this.#formula.hidden = question !== null;
      for (const element of [this.#matrix.element.parentElement, this.#rules.element]) element?.classList.toggle("unseen", question !== null);
      if (question) this.#give(moment, question);
      else this.#reveal(moment);
      this.#telling.say(moment, this.#place(moment), question !== null);
    }
    this.#tell();
  }

  /** Shows the numbers from which the answer to a question follows, if it is about numbers. */
  #give(moment, question) {
    const { session } = this.#parts;
    const given = givenOf(moment.phase, question, this.#place(moment), session);
    this.#terms.element.hidden = given === null;
    if (given) this.#terms.show(given.headings, given.quantities, given.terms);
    this.#note.hidden = true;
    this.#rules.show([]);
  }

  /** Shows the numbers of a moment. */
  #reveal(moment) {
    const { session, words } = this.#parts;
    const place = this.#place(moment);
    const { headings, quantities, terms } = tableOf(moment.phase, place, session, words);
    this.#terms.element.hidden = false;
    this.#terms.show(headings, quantities, terms);
    this.#note.hidden = moment.phase !== "delta" || moment.layer !== place.last;
    this.#rules.show(rulesAt(moment, place.last));
    this.#sendWave(moment);
    this.#showFormula();
    const label = words.say(`update.matrix.${flowOfMatrix(moment.phase)}`, { moment: this.#telling.nameOf(moment) });
    this.#matrix.canvases.matrix.setAttribute("aria-label", label);
    this.#nameMatrix(moment);
  }

  /** The matrix's title and axes: its rows send, its columns receive. */
  #nameMatrix({ phase, layer }) {
    const { words, session: { config: { layers } } } = this.#parts;
    this.#caption.textContent = MATRICES[flowOfMatrix(phase)];
    for (const [i, axis] of this.#axes.entries()) {
      const at = layer - 1 + i;
      const name = (/** @type {number} */ index) => shortName(layers, { layer: at, index });
      axis.textContent = words.say(i === 0 ? "update.matrix.from" : "update.matrix.to", { first: name(0), last: name(layers[at] - 1) });
    }
  }

  /** Sends the wave that leads to a moment, where it follows the one shown before. */
  #sendWave(moment) {
    const { position, tempo } = this.#player;
    const [step, before] = this.#seen;
    this.#seen = [this.#step, position];
    const follows = step === this.#step ? position === before + 1 : position === 0 && step >= 0 && step < this.#step;
    if (follows) this.#wave.run(moment, this.#trace, INTERVALS[tempo]);
    else if (position !== before || step !== this.#step) this.#wave.stop();
  }

  /** Makes the question of a moment, and brings its neurons into focus. */
  #ask(moment, turn, learned) {
    const { focus, session } = this.#parts;
    const pinned = focus.shown >= 0 && neuronAt(session.config.layers, focus.shown).layer === moment.layer;
    const question = questionOf(moment.phase, this.#place(moment), turn, pinned, learned);
    if (question) [this.#chosen[moment.layer - 1], this.#chosen[moment.layer]] = [question.from, question.to];
    return question;
  }

  #answered() {
    // The answer buttons disappear; the focus moves to Step.
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
    this.#parts.painter.markNow("matrix");
    this.dispatchEvent(new Event("change"));
  }

  /** The neuron whose numbers are shown, in the order of the layout; −1 if none. */
  get front() {
    const { moment } = this;
    if (!moment) return -1;
    return placeOf(this.#parts.session.config.layers, { layer: moment.layer, index: this.#chosen[moment.layer] });
  }
}
