/**
 * The start page: what backpropagation is for. One small network whose every parameter is a knob, the loss
 * over the knob in hand, and a button that turns all knobs by one update; below, the lessons.
 */

import { Look } from "../../paint/look.js";
import { Painter } from "../../paint/painter.js";
import { h, listen } from "../../ui/dom.js";
import { fixed, number, place, show } from "../../ui/numbers.js";
import { phrase } from "../../ui/phrase.js";
import { cards } from "./cards.js";
import { KnobsPicture } from "./knobs-picture.js";
import { Model } from "./model.js";
import { SlopePlot } from "./slope-plot.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The number of answers, one for each pair of inputs. */
const ANSWERS = 4;

export default class StartPage {
  /** Its links hold nothing but the lesson's name. */
  static readLink = () => ({ state: {}, problems: [] });
  #abort = new AbortController();
  #words;
  #model;
  #root;
  #look = new Look(() => this.#painter.markAll());
  #painter = new Painter(() => {});
  #picture;
  #slope;
  #says = h("p", { class: "start-says", role: "status" });
  #numbers = { loss: place("loss", "value"), right: place("right"), updates: place("updates") };
  #score = h("p", { class: "start-score" });

  /** @param {import("../../shell/lessons.js").Context} context */
  constructor({ root, words, pkg }) {
    this.#words = words;
    this.#root = root;
    this.#model = new Model(pkg, () => still.matches);
    const parts = { model: this.#model, words, look: this.#look, painter: this.#painter };
    this.#picture = new KnobsPicture(parts);
    this.#slope = new SlopePlot(parts);
  }

  *build() {
    const { signal } = this.#abort;
    const model = this.#model;
    const [update, reset] = ["start.update", "start.reset"].map((word, i) => {
      return h("button", { type: "button", class: i === 0 ? "primary" : "", word });
    });
    listen(update, "click", () => model.update(), signal);
    listen(reset, "click", () => model.reset(), signal);
    this.#root.classList.add("lesson-start");
    this.#root.append(
      h("section", { class: "start-text", "data-part": "text" },
        h("h2", { word: "start.title" }), h("p", { word: "start.text.1" })),
      h("section", { class: "panel start-stage" },
        h("div", { class: "start-row" }, h("div", { class: "buttons" }, update, reset), this.#score),
        this.#says, h("p", { class: "legend", word: "start.legend" }), this.#picture.element),
      this.#slope.element,
      // On a phone the picture comes before it; there is nothing in it to be reached by keys.
      h("section", { class: "start-text start-more", "data-part": "text" }, h("p", { word: "start.text.2" })));
    yield;
    this.#root.append(cards());
    listen(model, "change", () => this.#show(), signal);
    listen(model, "phase", () => this.#show(), signal);
    listen(model, "wave", () => this.#picture.travel(), signal);
  }

  apply() {
    return [];
  }

  get hands() {
    return {};
  }

  /** @returns {[string, string][]} */
  link() {
    return [];
  }

  translate() {
    this.#picture.translate();
    this.#score.replaceChildren(...phrase(this.#words, "start.score", this.#numbers));
    this.#show();
  }

  settle() {
    this.#model.swing();
  }

  /** @param {boolean} asleep the page is not visible */
  rest(asleep) {
    this.#model.sleep(asleep);
  }

  dispose() {
    this.#abort.abort();
    this.#picture.dispose();
    this.#slope.dispose();
    this.#painter.dispose();
    this.#look.dispose();
    this.#model.dispose();
  }

  #show() {
    const { reading: { loss, right, updates } } = this.#model;
    this.#picture.show();
    this.#slope.show();
    this.#slope.name();
    show(this.#numbers.loss, loss, (x) => fixed(x, 4));
    show(this.#numbers.right, right, String);
    show(this.#numbers.updates, updates, String);
    this.#say();
  }

  /** Says what is happening; the same sentence is not set twice, because it would be read out again. */
  #say() {
    const { phase, before, stuck, lowestAlone, reading: { loss, right } } = this.#model;
    const outcome = () => (right === ANSWERS ? "learned" : stuck ? "stuck" : loss < Number(before) ? "turned" : "rose");
    const key = `start.say.${phase === "turned" ? outcome() : phase}`;
    const state = `${key} ${before} ${this.#words.language}`;
    if (this.#says.dataset.state === state) return;
    this.#says.dataset.state = state;
    const losses = { before: Number(before), after: loss, alone: lowestAlone };
    const parts = Object.fromEntries(Object.entries(losses).map(([name, x]) => [name, number(`loss-${name}`, x, (loss) => fixed(loss, 4))]));
    this.#says.replaceChildren(...phrase(this.#words, key, parts));
  }
}
