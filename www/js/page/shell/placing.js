/**
 * Gives a page that starts its place on the screen. On a phone, whose parts stand one below the other, they
 * come in turn, each batch in a task of its own, from the top: what is there already can be read and used,
 * and nothing that is seen moves. A wide page, whose parts share their room, comes at once.
 */

import { nextTask } from "../ui/next-task.js";
import { NARROW } from "../ui/order.js";

/** So many elements are laid out in one task. */
const MANY = 80;
/** What says of itself that none of its children moves another that is there already. */
const APART = "[data-apart]";

/**
 * Parts that wait until the page is placed.
 * @param {...Element} parts
 */
export function hideUntilPlaced(...parts) {
  for (const part of parts) part.setAttribute("data-later", "");
  return parts;
}

/**
 * Shows all that waits.
 * @param {() => void} settle called for each batch, when it is laid out and not yet seen
 */
export async function showInBatches(settle) {
  const waiting = [...document.querySelectorAll("[data-later]")];
  const batches = matchMedia(NARROW).matches ? batchesOf(waiting) : [waiting];
  hideUntilPlaced(...batches.flat());
  try {
    for (const batch of batches) {
      await nextTask();
      for (const part of batch) part.removeAttribute("data-later");
      // Who asks for a size has all laid out that is there.
      batch[0].getBoundingClientRect();
      settle();
    }
  } finally {
    for (const part of batches.flat()) part.removeAttribute("data-later");
  }
}

/**
 * The element; where there is much in it, first without its children, then they, and so with theirs.
 * @param {Element} element
 * @param {number} [depth] so often at most, and further where something in it says that it may
 * @returns {{ element: Element, size: number }[]}
 */
function partsOf(element, depth = 2) {
  const size = element.getElementsByTagName("*").length + 1;
  const may = depth > 0 || element.matches(APART) || element.querySelector(APART);
  if (!may || size <= MANY) return [{ element, size }];
  return [{ element, size: 1 }, ...[...element.children].flatMap((child) => partsOf(child, depth - 1))];
}

/**
 * @param {Element[]} elements
 * @returns {Element[][]}
 */
function batchesOf(elements) {
  /** @type {Element[][]} */
  const batches = [];
  let room = 0;
  for (const { element, size } of elements.flatMap((each) => partsOf(each))) {
    if (size > room) {
      batches.push([]);
      room = MANY;
    }
    batches[batches.length - 1].push(element);
    room -= size;
  }
  return batches;
}
