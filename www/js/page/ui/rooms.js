/**
 * The areas ("rooms") of every lesson: the transport at the top, text and tasks on the left, the stage, and
 * below the stage the formula with its live numbers. A phone shows the stage before the tasks, since
 * they are done on it. Reading and tab order must match the visual order, so the
 * rooms are ordered here and the style sheet only places them.
 */

import { h } from "./dom.js";
import { inOrder } from "./order.js";

/**
 * @param {HTMLElement} root
 * @param {{ lesson: string, paragraphs: readonly string[], tasks: HTMLElement, stage: HTMLElement,
 *   formula: HTMLElement, transport?: HTMLElement, more?: HTMLElement[] }} rooms
 *   `paragraphs`: keys of the short text; `more`: panels after the formula, at full width
 * @param {AbortSignal} signal
 */
export function layOutRooms(root, rooms, signal) {
  const { lesson, paragraphs, tasks, stage, formula, transport, more = [] } = rooms;
  const text = h("section", { class: "panel prose room-text", "data-part": "text" },
    h("h2", { word: `${lesson}.title` }), ...paragraphs.map((word) => h("p", { word })));
  tasks.classList.add("panel", "room-tasks");
  stage.classList.add("room-stage");
  formula.classList.add("panel", "room-formula");
  formula.dataset.part ??= "formula";
  for (const panel of more) panel.classList.add("room-more");
  if (transport) transport.classList.add("room-transport");
  root.classList.add("rooms", `lesson-${lesson}`);
  const first = transport ? [transport] : [];
  inOrder(root, {
    wide: [...first, text, tasks, stage, formula, ...more],
    narrow: [...first, text, stage, formula, tasks, ...more],
  }, signal);
}
