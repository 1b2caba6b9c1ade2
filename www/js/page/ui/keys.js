/** Keyboard shortcuts of a lesson, and the elements in which these keys mean something else. */

/** The elements that handle Space themselves when focused. */
const TAKES_SPACE = "button, input, select, textarea, summary, a, .log-scroller, dialog, [data-takes-space]";

/** @param {KeyboardEvent} event @returns {boolean} whether it is a Space that no focused element handles */
export function spaceIsFree(event) {
  if (event.key !== " " || event.defaultPrevented || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  return !(/** @type {Element} */ (event.target).closest(TAKES_SPACE));
}

/** The elements with an undo of their own. */
const TAKES_UNDO = "input[type=text], textarea, dialog";

/** @param {KeyboardEvent} event @returns {"undo" | "redo" | undefined} */
export function changeOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined;
  if (/** @type {Element} */ (event.target).closest(TAKES_UNDO)) return undefined;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : undefined;
}
