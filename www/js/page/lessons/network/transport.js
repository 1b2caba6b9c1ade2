/**
 * The transport: Train, the two steps, Reset, Speed, and the run's numbers. On a phone
 * the buttons and the main numbers stay at the top while the page scrolls.
 */

import { SPEEDS } from "../../../shared/speeds.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { clear, place, show } from "../../ui/numbers.js";
import { Timeline } from "./timeline.js";

/** The quantities in the bar: the name, and the width of the longest text, in digits. */
const READOUTS = [["epoch", 6], ["step", 9], ["train-loss", 8], ["test-accuracy", 7]];

export class Transport {
  #abort = new AbortController();
  #session;
  #words;
  #train = h("button", { type: "button", class: "primary", "data-part": "train" });
  #trainText = h("span", { word: "transport.train" });
  #icons = { play: icon("play"), pause: icon("pause") };
  #speed = h("select", { id: uniqueId("speed") });
  /** @type {Map<string, HTMLDataElement>} */
  #readouts = new Map();
  #timeline;

  /**
   * @param {import("./session.js").Session} session
   * @param {import("../../shell/words.js").Words} words
   * @param {HTMLElement[]} more further elements for the row of the timeline
   */
  constructor(session, words, more) {
    this.#session = session;
    this.#words = words;
    this.#train.append(this.#icons.play, this.#trainText);
    this.#timeline = new Timeline(session, words);
    this.#timeline.element.append(...more);
    this.element = h("section", { class: "transport", "data-part": "transport", wordLabel: "transport.name" },
      h("div", { class: "transport-bar" }, this.#buttons(), this.#numbers()), this.#speedField(),
      this.#timeline.element);
    listen(session, "state", () => this.#showState(), this.#abort.signal);
    listen(session, "run", () => this.#showState(), this.#abort.signal);
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  show(snapshot) {
    this.#timeline.show(snapshot);
    const { epoch, step, trainLoss, testAccuracy } = snapshot.metrics;
    const values = { epoch, step, "train-loss": trainLoss, "test-accuracy": testAccuracy };
    for (const [quantity, value] of Object.entries(values)) {
      const data = this.#readouts.get(quantity);
      if (data) show(data, value);
    }
  }

  /** A new run has started and has no numbers yet. */
  clear() {
    for (const data of this.#readouts.values()) clear(data);
  }

  /** Does the same as the Train button. */
  toggle() {
    if (this.#session.playing) this.#session.pause();
    else this.#session.play();
  }

  dispose() {
    this.#abort.abort();
    this.#timeline.dispose();
  }

  #buttons() {
    const group = h("div", { class: "buttons" }, this.#train);
    const { signal } = this.#abort;
    listen(this.#train, "click", () => this.toggle(), signal);
    const commands = {
      "transport.stepSample": () => this.#session.stepSamples(),
      "transport.stepEpoch": () => this.#session.stepEpoch(),
      "transport.reset": () => this.#session.reset(),
    };
    for (const [word, run] of Object.entries(commands)) {
      const button = h("button", { type: "button" }, h("span", { word }));
      if (word !== "transport.reset") button.prepend(icon("step"));
      listen(button, "click", run, signal);
      group.append(button);
    }
    return group;
  }

  #numbers() {
    const cells = READOUTS.map(([quantity, digits]) => {
      const data = place(String(quantity), "readout-value");
      this.#readouts.set(String(quantity), data);
      return h("div", { class: `readout digits-${digits}` },
        h("dt", { word: `quantity.${quantity}` }), h("dd", {}, data));
    });
    return h("dl", { class: "readouts", "data-part": "transport.numbers" }, ...cells);
  }

  #speedField() {
    for (const { id } of SPEEDS) this.#speed.append(h("option", { value: id, word: `speed.${id}` }));
    listen(this.#speed, "change", () => this.#session.setSpeed(this.#speed.value), this.#abort.signal);
    return h("div", { class: "speed", "data-part": "transport.speed" }, h("label", { for: this.#speed.id, word: "transport.speed" }), this.#speed);
  }

  #showState() {
    const { playing, speed } = this.#session;
    this.#speed.value = speed;
    const word = playing ? "transport.pause" : "transport.train";
    if (this.#trainText.dataset.word === word) return;
    this.#trainText.dataset.word = word;
    this.#words.apply(this.#trainText);
    this.#train.classList.toggle("live", playing);
    this.#train.firstElementChild?.replaceWith(playing ? this.#icons.pause : this.#icons.play);
  }
}
