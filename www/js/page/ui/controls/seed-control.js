/** The control of a seed: a number field, and a button that draws a new seed. */

import { h, listen } from "../dom.js";
import { icon } from "../icons.js";
import { NumberControl } from "./number-control.js";

export class SeedControl {
  #number;

  /**
   * @param {any} field its row of the table
   * @param {{ commit: (text: string) => void, explain: (problem: any) => string,
   *   signal: AbortSignal, newSeed: () => number, word: string }} parts
   */
  constructor(field, { newSeed, word, ...parts }) {
    const button = h("button", { type: "button", class: "quiet", wordLabel: word, wordTitle: word }, icon("seed"));
    listen(button, "click", () => parts.commit(String(newSeed())), parts.signal);
    this.#number = new NumberControl(field, { ...parts, slider: false, after: [button] });
    this.entry = this.#number.entry;
    this.element = this.#number.element;
    this.element.classList.add("control-seed");
  }

  /** @param {number} value */
  show(value) {
    this.#number.show(value);
  }
}
