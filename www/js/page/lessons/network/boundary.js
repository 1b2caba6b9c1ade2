/**
 * The large plot: the field, the decision boundary, the points, and a probe, moved by pointer, finger
 * or arrow keys, that shows the network's output at its position.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen, setText, uniqueId } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { fixed } from "../../ui/numbers.js";
import { Readout } from "../../ui/readout.js";
import { tableButton } from "../../ui/table-button.js";
import { parameterCount } from "./inspector-names.js";
import { neuronAt, neuronName } from "./neuron-names.js";

/** Arrow keys move the probe by this fraction of the plane; with Shift, by a tenth of that. */
const STRIDE = 1 / 40;
/** Rows of the field sampled per call, and milliseconds per frame for sampling. */
const ROWS = 2;
const SAMPLING = 4;
/** Parameters above which a fine field would take the page too long. */
const LARGE = 20000;
/** The most points redrawn in one frame at another size, so that they do not flicker; more are drawn in parts. */
const MANY = 5000;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Boundary {
  #abort = new AbortController();
  #parts;
  #plot;
  #caption = h("h2", { id: uniqueId("boundary") });
  #probe = h("div", { class: "probe", hidden: true });
  /** Marks the next training sample while the update panel is open. */
  #sampleMark = h("div", { class: "sample", hidden: true });
  #release = h("button", { type: "button", class: "quiet", wordLabel: "boundary.release", wordTitle: "boundary.release" }, icon("close"));
  #readout = new Readout([
    { quantity: "probe-x1", label: "x₁", write: (x) => fixed(x, 2) },
    { quantity: "probe-x2", label: "x₂", write: (x) => fixed(x, 2) },
    { quantity: "probe-o0", label: "o₀", write: (x) => fixed(x, 4) },
    { quantity: "probe-o1", label: "o₁", write: (x) => fixed(x, 4) },
    { quantity: "probe-class", name: "boundary.class", write: String },
    { quantity: "probe-value", label: "a", write: (x) => fixed(x, 4), instead: true },
  ], legend());
  /** The keyboard's probe, in the plane; it stays, unlike the pointer's. @type {{ x1: number, x2: number } | null} */
  #keyboardProbe = null;
  /** @type {[number, number] | null} */
  #pointer = null;
  /** The version of the points on the canvas, and the next part to draw. */
  #version = -1;
  #part = 0;

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   focus: import("./neuron-focus.js").NeuronFocus, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, description: HTMLElement,
   *   update: import("./update/panel.js").UpdatePanel }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { painter, focus, description, update } = parts;
    this.#plot = new Plot(["field", "line", "points"], () => painter.markNow("field", "points"), {
      class: "plot boundary-plot", tabindex: "0", role: "group", wordLabel: "boundary.probe",
    });
    this.#plot.describe("points", {
      "aria-labelledby": this.#caption.id, "aria-describedby": description.id,
    });
    const { signal } = this.#abort;
    const table = tableButton(parts.words, "boundary.name", async () => {
      const { boundary } = await import("./tables.js");
      return () => boundary(parts);
    }, signal);
    // The line is above the points: it is the subject of the plot.
    this.#plot.element.append(this.#plot.canvases.line, this.#sampleMark, this.#probe);
    this.element = h("section", { class: "panel boundary", "data-part": "boundary", "aria-labelledby": this.#caption.id },
      h("header", {}, this.#caption, this.#release, table), this.#plot.element, this.#readout.element, description);
    painter.add("field", () => this.#drawField(), { urgent: true });
    painter.add("fine field", () => this.#refineField());
    painter.add("points", () => this.#drawPoints(), { heavy: true });
    const element = this.#plot.element;
    listen(focus, "change", () => this.showFocus(), signal);
    listen(update, "change", () => this.#markSample(), signal);
    listen(this.#release, "click", () => focus.pin(-1), signal);
    for (const type of ["pointermove", "pointerdown"]) {
      listen(element, type, (event) => this.#point(this.#plot.position(event)), signal);
    }
    // After a touch, the probe stays until the next tap elsewhere.
    listen(element, "pointerleave", (event) => event.pointerType !== "touch" && this.#point(null), signal);
    listen(element, "keydown", (event) => this.#key(event), signal);
    listen(element, "blur", () => this.#leave(), signal);
  }

  /** Updates the caption for the neuron in focus. */
  showFocus() {
    const { words, session, focus, painter } = this.#parts;
    const { layers } = session.config;
    const name = focus.shown < 0 ? "" : neuronName(words, layers, neuronAt(layers, focus.shown));
    setText(this.#caption, name ? words.say("boundary.neuron", { name }) : words.say("boundary.name"));
    this.#release.classList.toggle("absent", focus.pinned < 0);
    painter.markNow("field");
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  /** True if there is time for a fine field. */
  get #hasTimeForFine() {
    const { playing, busy, snapshot, config: { layers } } = this.#parts.session;
    return snapshot !== null && parameterCount(layers) <= LARGE && !playing && !busy;
  }

  /** Shows a change at once, coarsely; at rest, the fine field follows. @returns {boolean} whether there is more to do */
  #drawField() {
    const { session: { stage, snapshot }, focus: { shown }, painter } = this.#parts;
    if (!stage || !this.#plot.visible) return false;
    // Before the first snapshot the WebAssembly is not yet compiled to fast code.
    if (!snapshot && !stage.sampleField(shown, false, 0)) {
      this.#sample(false);
      return true;
    }
    const fine = this.#hasTimeForFine && stage.sampleField(shown, true, 0);
    this.#fill(fine);
    if (this.#hasTimeForFine && !fine) painter.mark("fine field");
    return false;
  }

  /** @returns {boolean} whether there is more to do */
  #refineField() {
    if (!this.#parts.session.stage || !this.#plot.visible || !this.#hasTimeForFine) return false;
    if (!this.#sample(true)) return true;
    this.#fill(true);
    return false;
  }

  /** Samples the field, for at most a frame's share of time. @returns {boolean} whether it is complete */
  #sample(fine) {
    const { session: { stage }, focus: { shown } } = this.#parts;
    const end = performance.now() + SAMPLING;
    while (!stage.sampleField(shown, fine, ROWS)) if (performance.now() > end) return false;
    return true;
  }

  #fill(fine) {
    const { session: { stage }, focus: { shown }, look: { scale } } = this.#parts;
    stage.drawField(this.#plot.fit("field", scale), shown, fine);
    stage.drawLine(this.#plot.fit("line", scale));
    this.#read();
  }

  #markSample() {
    const { session: { stage }, update } = this.#parts;
    const sample = update.inner?.sample;
    this.#sampleMark.hidden = !sample || !stage || !this.#plot.laidOut;
    if (!sample || this.#sampleMark.hidden) return;
    const [x, y] = stage.boundaryPosition(...sample, this.#plot.width, this.#plot.height);
    this.#sampleMark.style.transform = `translate(${x}px, ${y}px) rotate(45deg)`;
  }

  /** Draws the points if their appearance has changed; training does not move them. @returns {boolean} whether there are more */
  #drawPoints() {
    const { session: { stage }, look: { scale } } = this.#parts;
    if (!stage || !this.#plot.visible) return false;
    this.#markSample();
    const version = stage.pointsVersion();
    const other = version !== this.#version;
    if (other || !this.#plot.fits("points", scale)) this.#part = 0;
    const parts = stage.pointParts();
    if (this.#part === parts) return false;
    this.#version = version;
    const { train, test } = stage.counts();
    const all = !other && this.#part === 0 && train + test <= MANY;
    stage.drawPoints(this.#plot.fit("points", scale), all ? undefined : this.#part);
    this.#part = all ? parts : this.#part + 1;
    return this.#part < parts;
  }

  /** @param {[number, number] | null} at CSS pixels */
  #point(at) {
    this.#pointer = at;
    this.#read();
  }

  /** @param {{ x1: number, x2: number } | null} at */
  #keep(at) {
    this.#keyboardProbe = at;
    this.#read();
  }

  #leave() {
    this.#pointer = null;
    this.#keep(null);
  }

  #key(event) {
    const { stage } = this.#parts.session;
    if (!stage || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      this.#leave();
      this.#parts.focus.pin(-1);
    }
    const [dx, dy] = KEYS[event.key] ?? [];
    if (dx === undefined) return;
    event.preventDefault();
    const [left, right, low, high] = stage.view();
    const stride = event.shiftKey ? STRIDE / 10 : STRIDE;
    const from = this.#keyboardProbe ?? { x1: (left + right) / 2, x2: (low + high) / 2 };
    const inside = (x, low, high) => Math.min(high, Math.max(low, x));
    this.#pointer = null;
    this.#keep({
      x1: inside(from.x1 + dx * stride * (right - left), left, right),
      x2: inside(from.x2 + dy * stride * (high - low), low, high),
    });
  }

  /** Evaluates the network at the probe and shows the result. */
  #read() {
    const { session: { stage }, focus } = this.#parts;
    const { width, height } = this.#plot;
    const place = this.#pointer
      ?? (this.#keyboardProbe && stage?.boundaryPosition(this.#keyboardProbe.x1, this.#keyboardProbe.x2, width, height));
    const found = place && stage?.boundaryAt(place[0], place[1], width, height, focus.shown);
    this.#probe.hidden = !found;
    this.#readout.element.setAttribute("aria-live", this.#keyboardProbe ? "polite" : "off");
    if (!found) return this.#readout.show(undefined);
    this.#probe.style.transform = `translate(${place[0]}px, ${place[1]}px)`;
    const { x1, x2, o0, o1, value } = found;
    return this.#readout.show({
      "probe-x1": x1, "probe-x2": x2,
      ...(focus.shown < 0 ? { "probe-o0": o0, "probe-o1": o1, "probe-class": found.class }
        : { "probe-value": value, "probe-class": found.class }),
    });
  }
}

/** The legend of the points, shown while there are no numbers. */
function legend() {
  const item = (/** @type {string} */ sign, /** @type {string} */ word) => {
    return h("span", { class: "cell" }, h("i", { class: `sign ${sign}` }), h("span", { word }));
  };
  return h("span", { class: "legend" }, item("class-0", "legend.class0"), item("class-1", "legend.class1"),
    item("train", "chart.train"), item("test", "chart.test"));
}
