/**
 * A button that repeats while it is held: once for a click or a key, and after a delay repeatedly until
 * the pointer is released or leaves.
 */

import { listen } from "./dom.js";

const DELAY = 400;
const PERIOD = 80;

/**
 * @param {HTMLButtonElement} button
 * @param {() => void} run
 * @param {AbortSignal} signal
 * @param {() => void} [end] called after each click, and after a hold
 */
export function onHold(button, run, signal, end) {
  let timer = 0;
  let held = false;
  const repeat = () => {
    held = true;
    run();
    timer = setTimeout(repeat, PERIOD);
  };
  const stop = () => {
    clearTimeout(timer);
    if (held) end?.();
  };
  button.classList.add("hold");
  listen(button, "pointerdown", (event) => {
    if (event.button !== 0) return;
    clearTimeout(timer);
    held = false;
    timer = setTimeout(repeat, DELAY);
  }, signal);
  for (const type of ["pointerup", "pointercancel", "pointerleave"]) listen(button, type, stop, signal);
  listen(button, "click", (event) => {
    // The click that ends a hold does nothing more; a click from the keyboard has `detail` 0.
    if (held && event.detail > 0) return;
    run();
    end?.();
  }, signal);
  // A long press would open a menu.
  listen(button, "contextmenu", (event) => event.preventDefault(), signal);
  signal.addEventListener("abort", () => clearTimeout(timer));
}
