/**
 * The control of a numeric setting: a text field for the exact value and, if the table of settings has one, a
 * slider between its buttons. The slider of a live setting takes effect while it moves, at most ten times a
 * second, so that the record of the run stays short; any other, when it has not moved for a moment.
 */

import { Delay } from "../delay.js";
import { h, listen, uniqueId } from "../dom.js";
import { stepper } from "./stepper.js";
import { TextEntry } from "./text-entry.js";

const LIVE_PAUSE = 100;
const REST = 150;
/** Logarithmic sliders move in twentieths of a decade and show two digits. */
const LOG_STEP = 0.05;
const LOG_DIGITS = 2;

export class NumberControl {
  #field;
  #commit;
  /** @type {HTMLInputElement | null} */
  #slider = null;
  #pause = new Delay(() => this.#put());
  #last = 0;
  #text = "";

  /**
   * @param {any} field its row of the table
   * @param {{ commit: (text: string) => void, explain: (problem: any) => string,
   *   signal: AbortSignal, slider?: boolean, after?: Node[] }} parts
   */
  constructor(field, { commit, explain, signal, slider = true, after = [] }) {
    this.#field = field;
    this.#commit = commit;
    const { name } = field;
    const withSlider = slider && field.slider;
    const id = uniqueId(name);
    this.entry = new TextEntry({
      name, commit, explain, signal,
      attributes: withSlider
        ? { "data-word-label": "control.exact", "data-word-name": `setting.${name}` } : { id },
    });
    const label = h("label", { for: id, word: `setting.${name}` });
    this.element = h("div", { class: "control control-number", "data-control": name },
      label, h("div", { class: "entry" }, this.entry.input, ...after));
    if (withSlider) this.element.append(stepper(this.#makeSlider(id, signal), `setting.${name}`, signal));
    this.element.append(this.entry.problem);
    signal.addEventListener("abort", () => this.#pause.stop());
  }

  /** @param {number} value */
  show(value) {
    this.entry.show(String(value));
    // Don't move a slider that is being dragged.
    if (this.#slider && !this.#pause.waits) this.#place(value);
  }

  #makeSlider(id, signal) {
    const { slider: [low, high, step], scale } = this.#field;
    const log = scale === "log";
    const slider = h("input", {
      type: "range", id, "data-slider": this.#field.name,
      min: log ? Math.log10(low) : low, max: log ? Math.log10(high) : high,
      step: log ? LOG_STEP : step || "any",
    });
    listen(slider, "input", () => this.#moved(slider), signal);
    listen(slider, "change", () => this.#pause.waits && this.#put(), signal);
    this.#slider = slider;
    return slider;
  }

  #moved(slider) {
    this.#text = this.#field.scale === "log"
      ? String(Number((10 ** Number(slider.value)).toPrecision(LOG_DIGITS))) : slider.value;
    this.#fill(slider);
    this.entry.clear();
    const live = this.#field.live && performance.now() - this.#last >= LIVE_PAUSE;
    if (live) this.#put();
    else this.#pause.start(this.#field.live ? LIVE_PAUSE : REST);
  }

  /** Commits the slider's value. */
  #put() {
    this.#pause.stop();
    this.#last = performance.now();
    try {
      this.#commit(this.#text);
    } catch (problem) {
      this.entry.refuse(problem);
    }
  }

  #place(value) {
    const slider = /** @type {HTMLInputElement} */ (this.#slider);
    slider.value = String(this.#field.scale === "log" ? Math.log10(value) : value);
    this.#fill(slider);
    slider.setAttribute("aria-valuetext", String(value));
  }

  /** Colours the part of the track before the thumb. */
  #fill(slider) {
    const share = (Number(slider.value) - Number(slider.min)) / (Number(slider.max) - Number(slider.min));
    slider.style.setProperty("--fill", `${(share * 100).toFixed(1)}%`);
  }
}
