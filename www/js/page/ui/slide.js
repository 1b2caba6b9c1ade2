/**
 * A pointer that is pressed on a picture and moved. A finger may be about to scroll the page instead: it
 * takes hold only after it has moved sideways, or when it is lifted where it was put down.
 */

import { listen } from "./dom.js";

/** CSS pixels after which a movement has a direction. */
const SLACK = 8;

/**
 * @param {HTMLElement} element
 * @param {(event: PointerEvent, first: boolean) => void} follow `first`: it has just taken hold
 * @param {AbortSignal} signal
 * @param {() => boolean} [atOnce] whether a finger takes hold as it comes down, for example to draw
 */
export function onSlide(element, follow, signal, atOnce = () => false) {
  /** Where the pointer came down; none while it is up. @type {{ x: number, y: number, held: boolean } | null} */
  let start = null;
  listen(element, "pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    element.setPointerCapture(event.pointerId);
    start = { x: event.clientX, y: event.clientY, held: event.pointerType !== "touch" || atOnce() };
    if (start.held) follow(event, true);
  }, signal);
  listen(element, "pointermove", (event) => {
    if (!start) return;
    const first = !start.held;
    const [across, down] = [Math.abs(event.clientX - start.x), Math.abs(event.clientY - start.y)];
    if (first && (across < SLACK || across < down)) return;
    start.held = true;
    follow(event, first);
  }, signal);
  listen(element, "pointerup", (event) => {
    if (start && !start.held) follow(event, true);
    start = null;
  }, signal);
  listen(element, "pointercancel", () => { start = null; }, signal);
}
