/**
 * The order of the lesson's parts: a wide page begins with the controls, and its text and tasks are
 * below the network; a phone begins with the boundary and the learning rate, and has the tasks after
 * the parts that they use.
 */

import { h } from "../../ui/dom.js";
import { onWidth } from "../../ui/order.js";

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} parts
 * @param {HTMLElement} training the group of controls that a phone shows early
 * @param {AbortSignal} signal
 */
export function arrange(root, parts, training, signal) {
  const { transport, controls, network, update, health, tasks, boundary, loss, accuracy, log } = parts;
  const text = h("section", { class: "panel prose", "data-part": "text" },
    h("h2", { word: "network.title" }), h("p", { word: "network.text.pass" }), h("p", { word: "network.text.back" }));
  tasks.classList.add("panel");
  const middle = h("div", { class: "middle" });
  onWidth(root, (narrow) => {
    training.classList.toggle("panel", narrow);
    if (narrow) {
      middle.append(text, network, update, health, tasks);
      root.append(transport, boundary, training, middle, loss, accuracy, controls, log);
    } else {
      controls.prepend(training);
      middle.append(network, update, health, text, tasks);
      root.append(transport, controls, middle, boundary, loss, accuracy, log);
    }
  }, signal);
}
