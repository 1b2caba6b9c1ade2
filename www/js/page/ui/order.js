/**
 * The parts of a page in reading order, which is different on a phone: when the width changes, the parts are
 * put into the other order, and the focus is kept.
 */

import { listen } from "./dom.js";

/** The widths at which a page is one column. */
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
 * Calls `put` now, and whenever the page becomes narrow or wide.
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
