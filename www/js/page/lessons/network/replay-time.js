/** How long a replay will still take, by the speed measured so far, in words: `About 3 hours left`. */

import { h, setText } from "../../ui/dom.js";

/** Units and their lengths in seconds. */
const UNITS = Object.freeze([["year", 31_557_600], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]]);
/** A shorter time, in seconds, need not be said. */
const SHORT = 5;

/**
 * @param {number} seconds
 * @param {string} language as a tag
 * @returns {string} in the largest unit of which there are at least one and a half, with one digit, or two from 10 on
 */
export function roughly(seconds, language) {
  const [unit, length] = UNITS.find(([, size]) => seconds >= 1.5 * Number(size)) ?? UNITS[UNITS.length - 1];
  const count = Math.max(1, seconds / Number(length));
  return new Intl.NumberFormat(language, {
    style: "unit", unit: String(unit), unitDisplay: "long", maximumSignificantDigits: count < 10 ? 1 : 2,
  }).format(count).replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
}

export class ReplayTime {
  #words;
  #began = performance.now();
  #from;
  // Not read out each time that it changes.
  element = h("span", { class: "replay-time", "aria-live": "off" });

  /** @param {import("../../shell/words.js").Words} words @param {number} step where the run is now */
  constructor(words, step) {
    this.#words = words;
    this.#from = step;
  }

  /** @param {number} step where the run is @param {number} to where it goes */
  update(step, to) {
    const seconds = ((to - step) * (performance.now() - this.#began)) / (1000 * (step - this.#from));
    const time = Number.isFinite(seconds) && seconds > SHORT ? roughly(seconds, this.#words.say("language.html")) : "";
    setText(this.element, time && this.#words.say("replay.left", { time }));
  }
}
