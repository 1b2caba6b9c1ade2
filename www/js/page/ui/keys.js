/**
 * Whose key it is. Space plays and pauses a lesson, unless it is pressed where it means something
 * else.
 */

/** Focused on one of these, Space is theirs. */
const TAKES_SPACE = "button, input, select, textarea, summary, a, .log-scroller, dialog, [data-takes-space]";

/**
 * @param {KeyboardEvent} event
 * @returns {boolean} whether it is a Space that nobody else wants
 */
export function spaceIsFree(event) {
  if (event.key !== " " || event.defaultPrevented || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  return !(/** @type {Element} */ (event.target).closest(TAKES_SPACE));
}

/** In a text field, undo is the field's own. */
const TAKES_UNDO = "input[type=text], textarea, dialog";

/**
 * @param {KeyboardEvent} event
 * @returns {"undo" | "redo" | undefined} whether it asks for a change to be undone or made again
 */
export function changeOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined;
  if (/** @type {Element} */ (event.target).closest(TAKES_UNDO)) return undefined;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : undefined;
}
