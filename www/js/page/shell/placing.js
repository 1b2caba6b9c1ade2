/**
 * Shows a starting page. On a phone, where the parts are stacked, they appear in batches from the top, each
 * in a task of its own: the visible parts can be read and used already, and none of them
 * moves. A wide page, whose parts share their space, appears at once.
 */

import { nextTask } from "../ui/next-task.js";
import { NARROW } from "../ui/order.js";

/** The number of elements laid out in one task. */
const BATCH_SIZE = 80;
/** Elements whose children can be inserted without moving the earlier ones. */
const APART = "[data-apart]";

/** Hides parts until `showInBatches`. @param {...Element} parts */
export function hideUntilPlaced(...parts) {
  for (const part of parts) part.setAttribute("data-later", "");
  return parts;
}

/** Shows all hidden parts. @param {() => void} settle called for each batch, after its layout and before it is painted */
export async function showInBatches(settle) {
  const waiting = [...document.querySelectorAll("[data-later]")];
  const batches = matchMedia(NARROW).matches ? batchesOf(waiting) : [waiting];
  hideUntilPlaced(...batches.flat());
  try {
    for (const batch of batches) {
      await nextTask();
      for (const part of batch) part.removeAttribute("data-later");
      // Forces the layout.
      batch[0].getBoundingClientRect();
      settle();
    }
  } finally {
    for (const part of batches.flat()) part.removeAttribute("data-later");
  }
}

/**
 * Splits a large element into itself, counted without its children, and the children, recursively.
 * @param {Element} element
 * @param {number} [depth] the most levels to split; more if the element is, or contains, one marked `data-apart`
 * @returns {{ element: Element, size: number }[]}
 */
function partsOf(element, depth = 2) {
  const size = element.getElementsByTagName("*").length + 1;
  const may = depth > 0 || element.matches(APART) || element.querySelector(APART);
  if (!may || size <= BATCH_SIZE) return [{ element, size }];
  return [{ element, size: 1 }, ...[...element.children].flatMap((child) => partsOf(child, depth - 1))];
}

/** @param {Element[]} elements @returns {Element[][]} */
function batchesOf(elements) {
  /** @type {Element[][]} */
  const batches = [];
  let room = 0;
  for (const { element, size } of elements.flatMap((each) => partsOf(each))) {
    if (size > room) {
      batches.push([]);
      room = BATCH_SIZE;
    }
    batches[batches.length - 1].push(element);
    room -= size;
  }
  return batches;
}
