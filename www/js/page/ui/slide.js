/**
 * Drags on a picture. A touch may be meant to scroll the page instead, so it only starts a drag
 * after moving sideways, or when it ends where it began.
 */

import { listen } from "./dom.js";

/** CSS pixels before a movement counts as having a direction. */
const SLACK = 8;

/**
 * @param {HTMLElement} element
 * @param {(event: PointerEvent, first: boolean) => void} follow `first`: the drag starts
 * @param {AbortSignal} signal
 * @param {() => boolean} [atOnce] whether a touch starts a drag at once, for example to draw
 */
export function onSlide(element, follow, signal, atOnce = () => false) {
  /** The position of the pointerdown; `null` while the pointer is up. @type {{ id: number, x: number, y: number, held: boolean } | null} */
  let start = null;
  listen(element, "pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    element.setPointerCapture(event.pointerId);
    start = { id: event.pointerId, x: event.clientX, y: event.clientY, held: event.pointerType !== "touch" || atOnce() };
    if (start.held) follow(event, true);
  }, signal);
  listen(element, "pointermove", (event) => {
    if (start?.id !== event.pointerId) return;
    const first = !start.held;
    const [across, down] = wayFrom(start, event);
    if (first && (across < SLACK || across < down)) return;
    start.held = true;
    follow(event, first);
  }, signal);
  listen(element, "pointerup", (event) => {
    if (start?.id !== event.pointerId) return;
    if (!start.held && Math.max(...wayFrom(start, event)) < SLACK) follow(event, true);
    start = null;
  }, signal);
  listen(element, "pointercancel", () => { start = null; }, signal);
}

/** The distance of an event from a place, across and down. */
const wayFrom = ({ x, y }, { clientX, clientY }) => [Math.abs(clientX - x), Math.abs(clientY - y)];
