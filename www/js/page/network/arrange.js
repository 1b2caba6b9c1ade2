/**
 * The order of the lesson's parts. What is read and tabbed through in turn must be what the eye
 * meets in turn, and that differs: a wide page begins with the controls, a phone with the boundary
 * and the learning rate. So the parts are put into order here, and the style sheet only places them.
 */

import { listen } from "../dom.js";

const NARROW = "(max-width: 639px)";

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} parts
 * @param {HTMLElement} training the group of controls that a phone shows early
 * @param {AbortSignal} signal
 */
export function arrange(root, parts, training, signal) {
  const query = matchMedia(NARROW);
  const { transport, controls, network, boundary, loss, accuracy, log } = parts;
  const put = () => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    training.classList.toggle("panel", query.matches);
    if (query.matches) {
      root.append(transport, boundary, training, network, loss, accuracy, controls, log);
    } else {
      controls.prepend(training);
      root.append(transport, controls, network, boundary, loss, accuracy, log);
    }
    // A moved element loses the focus.
    if (focused && root.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  };
  listen(query, "change", put, signal);
  put();
}
