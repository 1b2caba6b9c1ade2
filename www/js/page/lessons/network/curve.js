/**
 * One of the two curves, with the newest numbers below it, or those of the epoch selected with the pointer
 * or the arrow keys.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen } from "../../ui/dom.js";
import { clear, fixed, grouped, percent, place, show } from "../../ui/numbers.js";
import { cell } from "../../ui/readout.js";
import { tableButton } from "../../ui/table-button.js";

/** The quantities of each curve, and the format of their numbers. */
const KINDS = {
  loss: { quantities: ["train-loss", "test-loss"], write: (/** @type {number} */ x) => fixed(x, 6) },
  accuracy: { quantities: ["train-accuracy", "test-accuracy"], write: percent },
};

export class Curve {
  #abort = new AbortController();
  #which;
  #parts;
  #plot;
  #now;
  #then;
  #epoch = place("curve-epoch");
  #marker = h("div", { class: "marker", hidden: true }, h("i"), h("i"));
  /** Marks the present epoch. */
  #present = h("div", { class: "marker present", hidden: true }, h("i"), h("i"));
  #empty;
  /** The position of the readout, in CSS pixels. @type {number | null} */
  #at = null;

  /**
   * @param {"loss" | "accuracy"} which
   * @param {{ session: import("./session.js").Session, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, words: import("../../shell/words.js").Words,
   *   focus: import("./neuron-focus.js").NeuronFocus, description: HTMLElement, update: () => void }} parts
   *   `update`: passes the newest rows to the stage
   */
  constructor(which, parts) {
    this.#which = which;
    this.#parts = parts;
    const { painter, description } = parts;
    const { quantities } = KINDS[which];
    this.#now = quantities.map((quantity) => place(quantity));
    this.#then = ["curve-train", "curve-test"].map((quantity) => place(quantity));
    this.#plot = new Plot([which], () => painter.markNow(which), {
      class: "plot curve-plot", tabindex: "0", role: "group", wordLabel: "curve.probe",
    });
    this.#plot.describe(which, {
      "data-word-label": `curve.${which}`, "aria-describedby": description.id,
    });
    this.#empty = h("p", { class: "hint", word: `curve.${which}.empty` });
    this.#plot.element.append(this.#empty, this.#present, this.#marker);
    const { signal } = this.#abort;
    const table = tableButton(parts.words, `curve.${which}`, async () => {
      const { curve } = await import("./tables.js");
      return () => curve(which, parts);
    }, signal);
    this.element = h("section", { class: `panel curve ${which}`, "data-part": which, wordLabel: `curve.${which}` },
      this.#plot.element,
      h("div", { class: "under-curve" },
        h("div", { class: "readout-line" },
          h("span", { class: "numbers now" }, ...this.#cells(this.#now)),
          h("span", { class: "numbers then", "aria-live": "polite" },
            cell(this.#epoch, { name: "chart.epoch" }), ...this.#cells(this.#then))),
        table),
      description);
    painter.add(which, () => this.#draw(), { every: 125 });
    const element = this.#plot.element;
    for (const type of ["pointermove", "pointerdown"]) {
      listen(element, type, (event) => this.#moveTo(this.#plot.position(event)[0]), signal);
    }
    // After a touch, the readout stays until the next tap elsewhere.
    listen(element, "pointerleave", (event) => event.pointerType !== "touch" && this.#moveTo(null), signal);
    listen(element, "blur", () => this.#moveTo(null), signal);
    listen(element, "keydown", (event) => this.#key(event), signal);
  }

  /** @param {import("../../../shared/messages.js").Metrics} metrics */
  show(metrics) {
    const [train, test] = this.#which === "loss"
      ? [metrics.trainLoss, metrics.testLoss] : [metrics.trainAccuracy, metrics.testAccuracy];
    show(this.#now[0], train);
    show(this.#now[1], test);
  }

  /** A new run has started and has no numbers yet. */
  clear() {
    for (const data of this.#now) clear(data);
    this.#empty.hidden = false;
    this.#read();
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  #cells([train, test]) {
    return [cell(train, { name: "chart.train" }), cell(test, { name: "chart.test" })];
  }

  #draw() {
    const { session, look, update } = this.#parts;
    if (!session.stage || !this.#plot.visible) return;
    update();
    session.stage.drawCurve(this.#plot.fit(this.#which, look.scale), this.#which);
    this.#mark(session.snapshot?.metrics.epoch ?? 0);
    this.#read();
  }

  /** Marks an epoch: epochs are equally far from one another. */
  #mark(epoch) {
    const [first, last] = [0, this.#plot.width].map((px) => this.#reading(px));
    const found = last && this.#reading(first.px + ((last.px - first.px) * epoch) / Math.max(1, last.epoch));
    this.#empty.hidden = last?.epoch > 0;
    this.#present.hidden = !found;
    if (found) put(this.#present, found);
  }

  #reading(px) {
    const { stage } = this.#parts.session;
    return stage?.curveAt(this.#which, px, this.#plot.width, this.#plot.height);
  }

  #moveTo(px) {
    this.#at = px;
    this.#read();
  }

  #key(event) {
    const ends = { Home: 0, End: this.#plot.width, Escape: null };
    if (event.key in ends) {
      this.#moveTo(ends[event.key]);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.#walk(event.key === "ArrowLeft" ? -1 : 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Moves to the next point in a direction: the first pixel that belongs to another epoch. */
  #walk(direction) {
    if (this.#at === null) return this.#moveTo(this.#plot.width);
    const here = this.#reading(this.#at);
    for (let px = this.#at; px >= 0 && px <= this.#plot.width; px += direction) {
      const found = this.#reading(px);
      if (found?.epoch !== here?.epoch) return this.#moveTo(found?.px ?? px);
    }
    return undefined;
  }

  #read() {
    const found = this.#at === null ? undefined : this.#reading(this.#at);
    this.element.classList.toggle("reading", Boolean(found));
    this.#marker.hidden = !found;
    if (!found) return;
    const { write } = KINDS[this.#which];
    show(this.#then[0], found.train, write);
    show(this.#then[1], found.test, write);
    show(this.#epoch, found.epoch, grouped);
    put(this.#marker, found);
  }
}

/** Moves a marker, and its dots, to a point of the curves. @param {HTMLElement} marker */
function put(marker, { px, trainPy, testPy }) {
  marker.style.transform = `translateX(${px}px)`;
  for (const [i, y] of [trainPy, testPy].entries()) {
    /** @type {HTMLElement} */ (marker.children[i]).style.transform = `translateY(${y}px)`;
  }
}
