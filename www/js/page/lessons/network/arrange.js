/**
 * The order of the lesson's parts: a wide page begins with a column of tabs beside the pictures, for the text, the
 * tasks and the controls; a phone begins with the boundary and the learning rate, and has the tasks after the
 * parts that they use.
 */

import { Choices } from "../../ui/controls/choices.js";
import { h } from "../../ui/dom.js";
import { onWidth } from "../../ui/order.js";

/** The parts of which the column beside the pictures shows one, with the keys of their names. */
const SIDES = { text: "part.text", tasks: "tasks.name", controls: "controls.name" };

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} parts
 * @param {HTMLElement} training the group of controls that a phone shows early
 * @param {AbortSignal} signal
 * @returns {(part: string) => void} shows this part in the column
 */
export function arrange(root, parts, training, signal) {
  const { transport, controls, network, update, health, tasks, boundary, loss, accuracy, log } = parts;
  const text = h("section", { class: "panel prose", "data-part": "text" },
    h("h2", { word: "network.title" }), h("p", { word: "network.text.pass" }), h("p", { word: "network.text.back" }));
  tasks.classList.add("panel");
  const middle = h("div", { class: "middle" });
  const side = h("div", { class: "side" });
  const panels = { text, tasks, controls };
  let chosen = "text";
  const tabs = new Choices({
    name: "network.side", values: Object.keys(SIDES), word: (part) => SIDES[part], choose: (part) => show(part), signal,
  });
  /** Only what the link does not hide has a tab, and can be shown. */
  const offer = () => {
    const hides = (root.dataset.hides ?? "").split(" ");
    const left = Object.keys(SIDES).filter((part) => !hides.includes(part));
    const shown = left.includes(chosen) ? chosen : left[0];
    side.hidden = left.length === 0;
    tabs.element.hidden = left.length < 2;
    for (const input of tabs.element.querySelectorAll("input")) {
      input.parentElement?.toggleAttribute("hidden", !left.includes(input.value));
    }
    for (const [part, panel] of Object.entries(panels)) panel.classList.toggle("aside", part !== shown);
    tabs.show(shown);
  };
  const show = (/** @type {string} */ part) => {
    chosen = part;
    offer();
  };
  const hiding = new MutationObserver(offer);
  hiding.observe(root, { attributeFilter: ["data-hides"] });
  signal.addEventListener("abort", () => hiding.disconnect());
  offer();
  onWidth(root, (narrow) => {
    training.classList.toggle("panel", narrow);
    if (narrow) {
      middle.append(text, network, update, health, tasks);
      root.append(transport, boundary, training, middle, loss, accuracy, controls, log);
      side.remove();
    } else {
      controls.prepend(training);
      side.append(tabs.element, text, tasks, controls);
      middle.append(network, update, health);
      root.append(transport, side, middle, boundary, loss, accuracy, log);
    }
  }, signal);
  return show;
}
