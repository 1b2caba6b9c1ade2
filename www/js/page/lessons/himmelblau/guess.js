/**
 * The task whose answer is an optimizer: the learner writes a guess first, and the descent with it is the verdict.
 */

import { h, listen, uniqueId } from "../../ui/dom.js";
import { phrase } from "../../ui/phrase.js";
import { number } from "../../ui/numbers.js";
import { coordinateShort } from "./write.js";

export class Guess {
  #abort = new AbortController();
  #words;
  #verdict = h("span", { class: "verdict", role: "status" });
  /** Writes the verdict again, in another language. */
  #say = () => {};
  /** The optimizer that was guessed. @type {string | undefined} */
  guessed;

  /** @param {{ optimizers: string[], words: import("../../shell/words.js").Words, taken: () => void }} parts `taken`: there is a guess */
  constructor({ optimizers, words, taken }) {
    this.#words = words;
    const select = h("select", { id: uniqueId("guess"), wordLabel: "himmelblau.task.rolling.guess", "data-guess": "rolling" },
      ...optimizers.map((value) => h("option", { value, word: `himmelblau.optimizer.${value}` })));
    const button = h("button", { type: "submit", class: "small", word: "himmelblau.task.rolling.take" });
    this.element = h("form", { class: "answer" }, select, button, this.#verdict);
    const { signal } = this.#abort;
    listen(select, "change", () => this.#tell("", {}), signal);
    listen(this.element, "submit", (event) => {
      event.preventDefault();
      this.guessed = select.value;
      this.#tell("taken", {});
      taken();
    }, signal);
  }

  /** The descent with the guess ended somewhere else. @param {number[]} end */
  refute([x, y]) {
    this.#tell("not", { x: number("task-x", x, coordinateShort), y: number("task-y", y, coordinateShort) });
    this.guessed = undefined;
  }

  translate() {
    this.#say();
  }

  dispose() {
    this.#abort.abort();
  }

  /** @param {string} word @param {Record<string, Node>} values */
  #tell(word, values) {
    const guessed = this.guessed;
    this.#verdict.classList.toggle("noted", word === "taken");
    this.#say = () => {
      const optimizer = this.#words.say(`himmelblau.optimizer.${guessed}`);
      this.#verdict.replaceChildren(...(word ? phrase(this.#words, `himmelblau.task.rolling.${word}`, { ...values, optimizer }) : []));
    };
    this.#say();
  }
}
