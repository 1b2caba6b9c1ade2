/**
 * Parts of a page in the order in which the eye meets them, which is another on a phone: a change of
 * width puts them into the other order, and the focus stays where it was.
 */

import { listen } from "./dom.js";

/** The width up to which a page is one column. */
export const NARROW = "(max-width: 639px)";

/**
 * @param {HTMLElement} root
 * @param {{ wide: HTMLElement[], narrow: HTMLElement[] }} orders of the same elements
 * @param {AbortSignal} signal
 */
export function inOrder(root, { wide, narrow }, signal) {
  onWidth(root, (isNarrow) => root.append(...(isNarrow ? narrow : wide)), signal);
}

/**
 * Calls `put` now, and again whenever the page becomes narrow or wide.
 * @param {HTMLElement} root
 * @param {(narrow: boolean) => void} put
 * @param {AbortSignal} signal
 */
export function onWidth(root, put, signal) {
  const query = matchMedia(NARROW);
  const keepingFocus = () => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    put(query.matches);
    // A moved element loses the focus.
    if (focused && root.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  };
  listen(query, "change", keepingFocus, signal);
  keepingFocus();
}
