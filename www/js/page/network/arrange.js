/**
 * The order of the lesson's parts: a wide page begins with the controls, a phone with the boundary
 * and the learning rate.
 */

import { onWidth } from "../order.js";

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} parts
 * @param {HTMLElement} training the group of controls that a phone shows early
 * @param {AbortSignal} signal
 */
export function arrange(root, parts, training, signal) {
  const { transport, controls, network, update, health, boundary, loss, accuracy, log } = parts;
  onWidth(root, (narrow) => {
    training.classList.toggle("panel", narrow);
    if (narrow) {
      root.append(transport, boundary, training, network, update, health, loss, accuracy, controls, log);
    } else {
      controls.prepend(training);
      root.append(transport, controls, network, update, health, boundary, loss, accuracy, log);
    }
  }, signal);
}
