/**
 * Compares backpropagation with the definition of a derivative, for a layer or the whole network: the
 * largest relative difference over all its parameters, on demand. Large networks take a while, so it
 * runs in slices.
 */

import { h, listen, uniqueId } from "../../ui/dom.js";
import { during } from "../../ui/idle.js";
import { number, significant } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";
import { firstParameterOf, nameOfParameter, parameterCount, writeName } from "./inspector-names.js";

/** Relative differences below this are those of the quotient itself, not of a wrong gradient. */
const FINE = 1e-4;
/** Milliseconds per slice. */
const SLICE = 12;

export class GradientCheck {
  #abort = new AbortController();
  #parts;
  #select = h("select", { id: uniqueId("check") });
  #button = h("button", { type: "button", class: "small", word: "gradients.run" });
  #result = h("p", { class: "note check-result", role: "status" });
  /** Counts checks: a new check ends the previous one. */
  #turn = 0;
  #place = "";
  /** True if a check was requested while the run was not at rest. */
  #wanted = false;
  /** @type {any} */
  #worst = null;

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   found: (index: number) => void }} parts `found`: shows a parameter
   */
  constructor(parts) {
    this.#parts = parts;
    const { signal } = this.#abort;
    this.element = h("div", { class: "control gradient-check" },
      h("label", { for: this.#select.id, word: "gradients.name" }),
      h("div", { class: "entry" }, this.#select, this.#button), this.#result);
    listen(this.#button, "click", () => this.#ask(), signal);
    listen(parts.session, "run", () => {
      this.#wanted = false;
      this.#forget();
      this.#fill();
    }, signal);
  }

  /** Clears the result if the run is at another step, or its past has changed. */
  refresh() {
    const { session } = this.#parts;
    const { resting, snapshot } = session;
    const place = resting && snapshot ? `${snapshot.metrics.step} ${snapshot.generation}` : "";
    if (place !== this.#place) this.#forget();
    this.#place = place;
    if (this.#wanted && place && session.stages.inspection) this.#ask();
  }

  translate() {
    this.#fill();
    this.#say();
  }

  dispose() {
    this.#turn += 1;
    this.#abort.abort();
  }

  #forget() {
    this.#turn += 1;
    this.#worst = null;
    this.#result.replaceChildren();
  }

  #fill() {
    const { session, words } = this.#parts;
    const { layers } = session.config;
    const chosen = this.#select.value;
    const options = layers.slice(1).map((_, i) => {
      const word = i + 2 === layers.length ? "layer.output" : "layer.hidden";
      return h("option", { value: String(i + 1) }, words.say(word, { layer: i + 1 }));
    });
    this.#select.replaceChildren(h("option", { value: "all" }, words.say("gradients.all")), ...options);
    this.#select.value = [...this.#select.options].some(({ value }) => value === chosen) ? chosen : "all";
  }

  /** The range of the chosen parameters: the first, and one past the last. */
  #range() {
    const { layers } = this.#parts.session.config;
    const layer = Number(this.#select.value);
    return layer ? [firstParameterOf(layer, layers), firstParameterOf(layer + 1, layers)] : [0, parameterCount(layers)];
  }

  /** Runs a check now, or as soon as the run is at rest. */
  #ask() {
    this.#forget();
    const { session } = this.#parts;
    this.#wanted = !session.resting || !session.stages.inspection;
    if (!session.resting) session.pause();
    else if (!this.#wanted) during(this.#run());
  }

  async #run() {
    const { session } = this.#parts;
    const turn = this.#turn;
    const [begin, end] = this.#range();
    let count = 8;
    let at = begin;
    while (at < end && turn === this.#turn && session.stage) {
      const now = performance.now();
      const done = Math.min(count, end - at);
      const found = session.stages.inspection.worstGradient(at, done);
      if (!this.#worst || !(found.relative <= this.#worst.relative)) this.#worst = found;
      at += done;
      const took = Math.max(0.1, performance.now() - now);
      count = Math.max(1, Math.min(4 * done, Math.floor((done * SLICE) / took)));
      this.#progress((at - begin) / (end - begin));
      await new Promise((resolve) => { setTimeout(resolve); });
    }
    if (turn === this.#turn) this.#say();
  }

  #progress(share) {
    this.#result.replaceChildren(this.#parts.words.say("gradients.progress", { percent: Math.floor(share * 100) }));
  }

  #say() {
    const { session, words, found: show } = this.#parts;
    if (!this.#worst) return;
    const { index, relative } = this.#worst;
    const link = h("button", { type: "button", class: "link" }, writeName(nameOfParameter(index, session.config.layers), session.config.layers));
    listen(link, "click", () => show(index), this.#abort.signal);
    const found = phrase(words, "gradients.result", { relative: number("check-difference", relative, significant), name: link });
    this.#result.replaceChildren(...sentences(words, found, words.say(relative < FINE ? "gradients.fine" : "gradients.apart")));
  }
}
