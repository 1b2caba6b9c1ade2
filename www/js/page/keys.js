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
