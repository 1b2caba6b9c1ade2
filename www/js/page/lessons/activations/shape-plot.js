/**
 * The picture: f and f′ and, above them, the probe with its tangent and the sketch. A drag moves the
 * probe, or draws while f′ is hidden; the arrow keys do the same.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { cell } from "../../ui/readout.js";
import { onSlide } from "../../ui/slide.js";
import { tableButton } from "../../ui/table-button.js";
import { written, writtenPlace } from "./write.js";

/** The smallest scale, finer than a coarse screen: plotters draws in whole pixels, and curves should be smooth. */
const FINEST = 2;
/** Steps of the probe in hundredths of z: arrow keys, the same with Shift, Page Up and Page Down. */
const STRIDES = { arrow: 10, fine: 1, page: 100 };
/** Steps of a sketch's point, up or down. */
const LIFTS = { arrow: 0.05, fine: 0.01, page: 0.25 };

export class ShapePlot {
  #abort = new AbortController();
  #model;
  #look;
  #plot;
  #painter;
  #numbers = { z: place("z"), "f-of-z": place("f-of-z", "value"), "slope-of-z": place("slope-of-z", "gradient") };
  #invitation = h("p", { class: "draw-here", word: "activations.drawHere", "aria-hidden": "true", hidden: true });
  #slope = cell(this.#numbers["slope-of-z"], { label: "f′(z)" });

  /**
   * @param {{ model: import("./model.js").Model, look: import("../../paint/look.js").Look,
   *   painter: import("../../paint/painter.js").Painter, words: import("../../shell/words.js").Words,
   *   range: [number, number], description: HTMLElement, beside: HTMLElement }} parts
   *   `beside`: shown, and read out, together with the numbers at z
   */
  constructor({ model, look, painter, words, range, description, beside }) {
    this.#model = model;
    this.#look = look;
    this.#painter = painter;
    this.#plot = new Plot(["shape", "probe"], () => painter.markNow("shape", "probe"), {
      class: "plot shape-plot", tabindex: "0", role: "group", id: uniqueId("shape"), wordLabel: "activations.probe",
    });
    this.#plot.describe("shape", { "data-word-label": "activations.picture", "aria-describedby": description.id });
    this.readout = h("div", { class: "under-plot" },
      h("div", { class: "readout-line" }, h("span", { class: "numbers" },
        cell(this.#numbers.z, { label: "z" }), cell(this.#numbers["f-of-z"], { label: "f(z)" }), this.#slope)),
      beside);
    this.table = tableButton(words, "activations.picture", async () => {
      const { shape } = await import("./tables.js");
      return () => shape(model, words, range);
    }, this.#abort.signal);
    this.element = this.#plot.element;
    this.element.append(this.#invitation);
    painter.add("shape", () => this.#drawShape(), { urgent: true });
    painter.add("probe", () => this.#drawProbe(), { urgent: true });
    this.#listen();
  }

  /** @param {Record<string, number>} numbers at z */
  show(numbers) {
    this.#invitation.hidden = !this.#model.isBlank;
    for (const [quantity, data] of Object.entries(this.#numbers)) {
      show(data, numbers[quantity], quantity === "z" ? writtenPlace : written);
    }
  }

  /** The function or what is shown of it has changed. @param {import("../../shell/words.js").Words} words */
  build(words) {
    const { phase, slopeShown } = this.#model;
    const sketching = phase === "sketching";
    this.#slope.classList.toggle("veiled", !slopeShown);
    this.element.classList.toggle("sketching", sketching);
    this.element.dataset.wordLabel = sketching ? "activations.pen" : "activations.probe";
    words.apply(this.element);
    this.#painter.markNow("shape", "probe");
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** Device pixels per CSS pixel of the pictures. */
  get scale() {
    return Math.max(FINEST, this.#look.scale);
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  #drawShape() {
    if (this.#plot.visible) this.#model.view.draw(this.#plot.fit("shape", this.scale));
  }

  #drawProbe() {
    if (!this.#plot.visible) return;
    const { view, z, phase, sketch, point } = this.#model;
    const canvas = this.#plot.fit("probe", this.scale);
    canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
    if (phase !== "shown") view.drawSketch(canvas, sketch, phase === "sketching" ? point : -1);
    view.drawProbe(canvas, z);
  }

  #listen() {
    const { signal } = this.#abort;
    onSlide(this.element, (event, first) => this.#pointTo(event, first), signal, () => this.#model.phase === "sketching");
    listen(this.element, "keydown", (event) => this.#key(event), signal);
    // The numbers are read out when changed by keys, but not by a pointer.
    listen(this.element, "focus", () => this.readout.setAttribute("aria-live", "polite"), signal);
    listen(this.element, "blur", () => this.readout.removeAttribute("aria-live"), signal);
  }

  #pointTo(event, first) {
    const model = this.#model;
    const [px, py] = this.#plot.position(event);
    const [z, value] = model.view.placeAt(px, py, this.#plot.width, this.#plot.height);
    if (model.phase === "sketching") model.drawTo(z, Math.round(value * 100) / 100, first);
    else model.moveTo(z);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.#model.phase === "sketching" ? this.#sketchKey(event) : this.#probeKey(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @returns {(() => void) | undefined} */
  #probeKey({ key, shiftKey }) {
    const model = this.#model;
    const by = (/** @type {number} */ hundredths) => () => model.moveTo(Math.round(model.z * 100 + hundredths) / 100);
    const arrow = shiftKey ? STRIDES.fine : STRIDES.arrow;
    return {
      ArrowLeft: by(-arrow), ArrowDown: by(-arrow), ArrowRight: by(arrow), ArrowUp: by(arrow),
      PageDown: by(-STRIDES.page), PageUp: by(STRIDES.page),
      Home: () => model.moveTo(-Infinity), End: () => model.moveTo(Infinity),
    }[key];
  }

  /** @returns {(() => void) | undefined} */
  #sketchKey({ key, shiftKey }) {
    const model = this.#model;
    const lift = shiftKey ? LIFTS.fine : LIFTS.arrow;
    const take = (/** @type {number} */ index) => () => model.selectPoint(index);
    return {
      ArrowLeft: take(model.point - 1), ArrowRight: take(model.point + 1), Home: take(0), End: take(Infinity),
      ArrowUp: () => model.movePoint(lift), ArrowDown: () => model.movePoint(-lift),
      PageUp: () => model.movePoint(LIFTS.page), PageDown: () => model.movePoint(-LIFTS.page),
      Escape: () => model.leaveSketch(),
    }[key];
  }
}
