/**
 * "Predict, then reveal": while it is on, there is a question about each new moment
 * before its numbers are shown. Counts the answers while the panel is open. Event: `change`
 * (a moment may now be shown, or no longer).
 */

import { h, listen, uniqueId } from "../../../ui/dom.js";
import { number } from "../../../ui/numbers.js";
import { phrase, sentences } from "../../../ui/phrase.js";
import { writeName } from "../inspector-names.js";
import { neuronName } from "../neuron-names.js";

/** @typedef {import("./questions.js").Question} Question */

export class Predict extends EventTarget {
  #abort = new AbortController();
  #words;
  #session;
  #box = h("input", { type: "checkbox", id: uniqueId("predict") });
  #ask = h("p", { class: "predict-ask", "aria-live": "polite" });
  #answers = [0, 1, 2].map((i) => h("button", { type: "button", "data-answer": String(i) }));
  #showMe = h("button", { type: "button", class: "quiet", word: "predict.show" });
  #verdict = h("p", { class: "predict-verdict", role: "status", hidden: true });
  /** The last moment of this sample whose numbers have been shown. */
  #known = -1;
  /** @type {Question | null} */
  #question = null;
  /** The moment of the question. */
  #at = -1;
  /** True if the numbers of the question may have changed. */
  #stale = false;
  #right = 0;
  #asked = 0;
  /** @type {{ answer: number, question: Question } | null} */
  #last = null;
  /** The kinds of questions that have been answered right. @type {Set<string>} */
  #learned = new Set();

  /** @param {import("../session.js").Session} session @param {import("../../../shell/words.js").Words} words */
  constructor(session, words) {
    super();
    this.#session = session;
    this.#words = words;
    this.toggle = h("label", { class: "predict-switch" }, this.#box, h("span", { word: "predict.name" }));
    this.element = h("div", { class: "predict", "data-part": "predict", role: "group", wordLabel: "predict.name", hidden: true },
      this.#ask, h("div", { class: "predict-answers" }, ...this.#answers), this.#showMe,
      h("p", { class: "note", word: "predict.keys" }));
    const { signal } = this.#abort;
    listen(this.#box, "change", () => this.#switched(), signal);
    listen(this.#showMe, "click", () => this.reveal(), signal);
    for (const [i, button] of this.#answers.entries()) listen(button, "click", () => this.#answer(i), signal);
  }

  /** The element with the verdict on the last answer. */
  get verdict() {
    return this.#verdict;
  }

  /** The current question, until it is answered. @type {Question | null} */
  get question() {
    return this.#question;
  }

  /** The last moment whose numbers may be shown; −1 if none. */
  get known() {
    return this.#known;
  }

  /** The panel is opened: resets the count. */
  open() {
    this.#right = this.#asked = 0;
    this.#last = null;
    this.#say();
  }

  /** Starts another sample. @param {number} known the last moment already shown */
  begin(known) {
    this.#known = known;
    this.#put(null, -1);
  }

  /** The numbers of the sample may have changed. */
  invalidate() {
    this.#stale = true;
  }

  /**
   * Called before a moment is shown.
   * @param {number} moment
   * @param {(turn: number, learned: Set<string>) => Question | null} make
   * @returns {Question | null} the question to be answered first
   */
  reach(moment, make) {
    const asks = this.#box.checked && moment > this.#known;
    if (asks && (this.#at !== moment || this.#stale)) this.#put(make(this.#asked, this.#learned), moment);
    if (!asks) this.#put(null, -1);
    this.#stale = false;
    if (!this.#question) this.#known = Math.max(this.#known, moment);
    return this.#question;
  }

  /** Shows the moment of the question without counting an answer. */
  reveal() {
    if (!this.#question) return;
    this.#last = null;
    this.#settle();
  }

  /** @param {KeyboardEvent} event in the panel */
  key(event) {
    const answer = ["1", "2", "3"].indexOf(event.key);
    if (answer < 0 || !(answer < (this.#question?.answers.length ?? 0)) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#answer(answer);
  }

  translate() {
    this.#write();
    this.#say();
  }

  dispose() {
    this.#abort.abort();
  }

  #switched() {
    this.#verdict.hidden = !this.#box.checked;
    this.#last = null;
    this.#say();
    this.dispatchEvent(new Event("change"));
  }

  #put(question, at) {
    this.#at = at;
    if (JSON.stringify(question) === JSON.stringify(this.#question)) return;
    this.#question = question;
    this.element.hidden = !question;
    if (!question) return;
    // The verdict on the previous answer would seem to be about this one.
    this.#last = null;
    this.#say();
    this.#write();
  }

  #answer(i) {
    const question = this.#question;
    if (!question) return;
    this.#asked += 1;
    if (i === question.right) {
      this.#right += 1;
      this.#learned.add(question.kind);
    }
    this.#last = { answer: i, question };
    this.#settle();
  }

  #settle() {
    this.#known = this.#at;
    this.#put(null, -1);
    this.#say();
    this.dispatchEvent(new Event("change"));
  }

  #write() {
    if (!this.#question) return;
    const { kind, layer, about, answers } = this.#question;
    this.#ask.textContent = this.#words.say(`predict.ask.${kind}`, { name: about ? this.#name(about, layer) : "" });
    for (const [i, button] of this.#answers.entries()) {
      const answer = answers[i];
      button.hidden = answer === undefined;
      if (answer === undefined) continue;
      const text = typeof answer === "string" ? this.#words.say(`predict.${answer}`) : this.#name(answer, layer);
      button.replaceChildren(text);
      button.setAttribute("aria-keyshortcuts", String(i + 1));
    }
  }

  #say() {
    const parts = { right: number("predict-right", this.#right), asked: number("predict-asked", this.#asked) };
    const count = this.#asked > 0 ? [phrase(this.#words, "predict.count", parts)] : [];
    const { answer = -1, question } = this.#last ?? {};
    const isRight = answer === question?.right;
    const verdict = question ? [h("b", {}, this.#words.say(isRight ? "predict.right" : "predict.wrong"))] : [];
    const why = question && !isRight ? [this.#words.say(this.#reasonOf(question, answer))] : [];
    this.#verdict.replaceChildren(...sentences(this.#words, ...verdict, ...why, ...count));
  }

  /** The key of the reason an answer is wrong: its own; why a weight moves depends on the optimizer. */
  #reasonOf({ kind, answers }, answer) {
    const own = `predict.why.${answers[answer]}`;
    if (this.#words.has(own)) return own;
    const { optimizer } = this.#session.config;
    return `predict.why.${kind}${kind.startsWith("move") && optimizer !== "sgd" ? `.${optimizer}` : ""}`;
  }

  /** The name of a neuron, or of a weight as w2[3,17]. */
  #name(what, layer) {
    if ("index" in what) return neuronName(this.#words, this.#session.config.layers, what);
    return writeName({ kind: "w", layer, ...what }, this.#session.config.layers);
  }
}
