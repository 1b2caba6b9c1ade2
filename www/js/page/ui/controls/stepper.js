/**
 * A slider between two buttons, for people who cannot drag: one step down or up, repeated while a button
 * is held. The keyboard has the slider's own arrow keys, so the buttons are not tab stops.
 */

import { h } from "../dom.js";
import { onHold } from "../hold.js";
import { icon } from "../icons.js";

/** A slider with `step="any"` moves by this fraction of its range. */
const SHARE = 0.01;

/**
 * @param {HTMLInputElement} slider
 * @param {string} name key of the slider's name
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function stepper(slider, name, signal) {
  const button = (/** @type {"minus" | "plus"} */ sign, /** @type {number} */ way) => {
    const element = h("button", {
      type: "button", class: "quiet", tabindex: "-1", wordLabel: `control.${sign}`, wordName: name,
    }, icon(sign));
    onHold(element, () => move(slider, way), signal, () => slider.dispatchEvent(new Event("change")));
    return element;
  };
  return h("div", { class: "stepper" }, button("minus", -1), slider, button("plus", 1));
}

/** Moves the slider, with the same event as a drag. */
function move(slider, way) {
  const before = slider.value;
  if (slider.step === "any") {
    slider.value = String(Number(before) + way * SHARE * (Number(slider.max) - Number(slider.min)));
  } else {
    slider.stepUp(way);
  }
  if (slider.value !== before) slider.dispatchEvent(new Event("input"));
}
