/** Draws attention to an element of the page: scrolls to it, and outlines it for a moment. */

/** Duration of the outline, in milliseconds. */
const STAYS = 2500;

/** @param {Element} element */
export function light(element) {
  element.scrollIntoView({ block: "center" });
  element.classList.add("lit");
  setTimeout(() => element.classList.remove("lit"), STAYS);
}
