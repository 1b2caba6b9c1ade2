/**
 * The map: floor, basins, contour lines, paths. A click, a tap or Enter chooses a start; on a hidden surface
 * it probes instead. The arrow keys move a cross over the map, the pointer has a readout.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { fixed, number } from "../../ui/numbers.js";
import { Readout } from "../../ui/readout.js";
import { tableButton } from "../../ui/table-button.js";
import { placeLabels } from "./probe-labels.js";
import { general } from "./write.js";

/** Arrow keys move the cross by this fraction of the map; with Shift, by a tenth of that. */
const STRIDE = 1 / 24;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Decimals of a clicked point, which is only as exact as a pixel. */
const DIGITS = 2;

export class SurfaceMap {
  #abort = new AbortController();
  #parts;
  #plot;
  #cross = h("div", { class: "map-cross", hidden: true });
  #probes = h("div", { class: "probes", hidden: true });
  #hint = h("span", { class: "key", word: "himmelblau.map.hint" });
  #readout = new Readout([
    { quantity: "place-x", label: "x", write: (x) => fixed(x, 2) },
    { quantity: "place-y", label: "y", write: (x) => fixed(x, 2) },
    { quantity: "place-f", label: "f", write: general },
  ], h("span", { class: "legend" }, this.#hint));
  /** @type {[number, number] | null} */
  #crossPoint = null;
  /** @type {Uint8Array | null} */
  #codes = null;
  /** The next part of the lines to draw, and the picture it belongs to. */
  #part = 0;
  #linesPicture = "";
  at = 0;

  /**
   * @param {{ descents: import("./descents.js").Descents, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, words: import("../../shell/words.js").Words,
   *   description: HTMLElement, head: HTMLElement[], over: HTMLElement, floor: import("./floor.js").HiddenFloor,
   *   foot: HTMLElement[], take: (place: [number, number]) => void }} parts
   *   `take`: called with the point chosen
   */
  constructor(parts) {
    this.#parts = parts;
    const { painter, description, head, over, foot } = parts;
    const table = tableButton(parts.words, "himmelblau.map.name", async () => {
      const { map } = await import("./tables.js");
      return () => map({ ...parts, at: this.at, codes: this.#codes, floor: parts.floor });
    }, this.#abort.signal);
    const title = h("h2", { id: uniqueId("map"), word: "himmelblau.map.name" });
    this.#plot = new Plot(["floor", "basins", "lines", "walks"], () => this.#resized(), {
      class: "plot map-plot", tabindex: "0", role: "application", wordLabel: "himmelblau.map.keys",
      "aria-describedby": description.id,
    });
    this.#plot.describe("walks", { "aria-labelledby": title.id, "aria-describedby": description.id });
    this.#plot.element.append(this.#probes, over, this.#cross);
    this.element = h("section", { class: "panel map", "data-part": "map", "aria-labelledby": title.id },
      h("header", {}, title, h("div", { class: "map-head" }, ...head, table)),
      this.#plot.element, this.#readout.element, ...foot, description);
    painter.add("floor", () => this.#drawFloor());
    painter.add("basins", () => this.#drawBasins());
    painter.add("lines", () => this.#drawLines(), { heavy: true });
    painter.add("walks", () => this.#drawWalks(), { urgent: true });
    this.#listen();
  }

  /** The hidden surface has changed, or what is shown of it. */
  showFloor() {
    const { floor: { terrain, hides, probes }, words, painter } = this.#parts;
    this.#probes.hidden = !terrain;
    this.#hint.hidden = Boolean(terrain) && !hides;
    this.#hint.dataset.word = hides ? "himmelblau.map.hintHidden" : "himmelblau.map.hint";
    words.apply(this.#hint);
    this.#probes.replaceChildren(...probes.map((probe, i) => this.#mark(probe, i)));
    this.#putProbes();
    this.#leave();
    painter.markNow("floor", "basins", "lines", "walks");
  }

  /** @param {Uint8Array | null} codes of the basins; `null` hides them */
  showBasins(codes) {
    this.#codes = codes;
    this.#parts.painter.mark("basins");
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  /** The surface shown. */
  get #terrain() {
    return this.#parts.floor.terrain ?? this.#parts.descents.terrain;
  }

  #listen() {
    const { signal } = this.#abort;
    const element = this.#plot.element;
    listen(element, "pointermove", (event) => this.#point(this.#placeOf(event)), signal);
    listen(element, "pointerleave", () => this.#point(null), signal);
    listen(element, "click", (event) => {
      const place = this.#placeOf(event);
      if (place) this.#parts.take(/** @type {[number, number]} */ (place.map((x) => Number(x.toFixed(DIGITS)))));
    }, signal);
    listen(element, "keydown", (event) => this.#key(event), signal);
    listen(element, "blur", () => this.#leave(), signal);
  }

  #resized() {
    this.#parts.painter.markNow("floor", "basins", "lines", "walks");
    this.#putProbes();
  }

  /** @returns {[number, number] | null} */
  #placeOf(event) {
    const { width, height } = this.#plot;
    const [px, py] = this.#plot.position(event);
    const place = this.#terrain.mapAt(px, py, width, height);
    return place.length === 2 ? [place[0], place[1]] : null;
  }

  #drawFloor() {
    const { floor, look } = this.#parts;
    if (!this.#plot.visible) return;
    const canvas = this.#plot.fit("floor", look.scale);
    canvas.hidden = floor.hides;
    if (!canvas.hidden) this.#terrain.drawFloor(canvas);
  }

  #drawBasins() {
    const { descents: { terrain }, look, floor } = this.#parts;
    if (!this.#plot.visible) return;
    const canvas = this.#plot.fit("basins", look.scale);
    canvas.hidden = floor.terrain !== null || !this.#codes;
    if (!canvas.hidden) terrain.drawBasins(canvas, this.#codes);
  }

  /** Draws the lines; the first time in parts, because a starting page is busy. @returns {boolean} whether there are more */
  #drawLines() {
    const { descents: { state }, look: { dark, scale, font }, floor } = this.#parts;
    if (!this.#plot.visible) return false;
    const terrain = this.#terrain;
    const parts = terrain.lineParts();
    const picture = [state.surface, state.conditioning, floor.seed, dark, font, this.#plot.width, this.#plot.height, scale].join();
    if (picture !== this.#linesPicture && this.#part < parts) this.#part = 0;
    this.#linesPicture = picture;
    if (floor.terrain) this.#part = parts;
    const part = this.#part < parts ? this.#part : undefined;
    terrain.drawLines(this.#plot.fit("lines", scale), !floor.hides, part);
    if (part !== undefined) this.#part += 1;
    return this.#part < parts;
  }

  #drawWalks() {
    const { descents, look, floor } = this.#parts;
    if (!this.#plot.visible) return;
    const canvas = this.#plot.fit("walks", look.scale);
    canvas.hidden = floor.hides;
    // A hidden surface has no paths, only its minima.
    if (!canvas.hidden) this.#terrain.drawWalks(canvas, ...descents.drawArguments(this.at), true);
  }

  /** The mark of a probe: its position, and an arrow downhill. */
  #mark({ x, y, f, dx, dy }, i) {
    const slope = Math.hypot(dx, dy);
    const mark = h("div", { class: "probe-mark" },
      h("i", { class: "probe-arrow" }), h("b", {}, String(i + 1)), h("span", { class: "probe-label" }, number(`probed-f-${i + 1}`, f, general)));
    const arrow = /** @type {HTMLElement} */ (mark.firstElementChild);
    const { angle, length } = arrowOf({ dx, dy });
    arrow.hidden = slope === 0;
    arrow.style.transform = `rotate(${angle}rad)`;
    arrow.style.width = `${length}px`;
    return mark;
  }

  /** Puts each probe in its place, and its label next to it. */
  #putProbes() {
    const marks = /** @type {HTMLElement[]} */ ([...this.#probes.children]);
    const { width, height } = this.#plot;
    const probes = this.#parts.floor.probes.map(({ x, y, f, ...slope }) => {
      const [px, py] = this.#terrain.mapPosition(x, y, width, height);
      return { x: px, y: py, text: general(f), arrow: arrowOf(slope) };
    });
    for (const [i, at] of placeLabels(probes, { width, height }).entries()) {
      const label = /** @type {HTMLElement} */ (marks[i].lastElementChild);
      marks[i].style.left = `${probes[i].x}px`;
      marks[i].style.top = `${probes[i].y}px`;
      // On the map that is shown, the minima have their labels.
      label.hidden = at === null || !this.#parts.floor.hides;
      if (at) label.style.transform = `translate(${at[0]}px, ${at[1]}px) translate(-50%, -50%)`;
    }
  }

  /** @param {[number, number] | null} place under the pointer or the cross */
  #point(place) {
    if (!place || this.#parts.floor.hides) return this.#readout.show(undefined);
    const [x, y] = place;
    const { f } = this.#terrain.probe(x, y);
    return this.#readout.show({ "place-x": x, "place-y": y, "place-f": f });
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.#leave();
    if (event.key === "Enter" && this.#crossPoint) this.#parts.take(this.#crossPoint);
    const [dx, dy] = KEYS[event.key] ?? [];
    if (dx === undefined) return;
    event.preventDefault();
    const { descents: { facts, state }, floor: { terrain, hides } } = this.#parts;
    const { x, y } = terrain?.facts() ?? facts;
    const stride = event.shiftKey ? STRIDE / 10 : STRIDE;
    const from = this.#crossPoint ?? (terrain ? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] : state.start);
    const to = [x, y].map(([low, high], i) => {
      const moved = from[i] + [dx, dy][i] * stride * (high - low);
      return Number(Math.min(high, Math.max(low, moved)).toFixed(DIGITS + 1));
    });
    this.#crossPoint = /** @type {[number, number]} */ (to);
    const { width, height } = this.#plot;
    const [px, py] = this.#terrain.mapPosition(to[0], to[1], width, height);
    this.#cross.hidden = false;
    this.#cross.style.transform = `translate(${px}px, ${py}px)`;
    this.#readout.element.setAttribute("aria-live", "polite");
    this.#point(this.#crossPoint);
    if (hides) this.#readout.show({ "place-x": to[0], "place-y": to[1] });
  }

  #leave() {
    this.#crossPoint = null;
    this.#cross.hidden = true;
    this.#readout.element.setAttribute("aria-live", "off");
    this.#readout.show(undefined);
  }
}

/** The arrow of a probe: downhill, and longer where it is steeper. @param {{ dx: number, dy: number }} slope */
function arrowOf({ dx, dy }) {
  // The screen's y grows downwards, the plane's upwards: downhill is (−dx, dy) there.
  return { angle: Math.atan2(dy, -dx), length: 14 + 8 * Math.log10(1 + Math.hypot(dx, dy)) };
}
