/**
 * Leads the eye to a place of the page: it is scrolled to, and outlined for a moment.
 */

/** Milliseconds that the outline stays. */
const STAYS = 2500;

/** @param {Element} element */
export function light(element) {
  element.scrollIntoView({ block: "center" });
  element.classList.add("lit");
  setTimeout(() => element.classList.remove("lit"), STAYS);
}
