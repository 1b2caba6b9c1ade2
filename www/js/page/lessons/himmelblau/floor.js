/**
 * The hidden surface: not the one that is descended, but one that a seed turns and moves, so that nothing else on
 * the page tells its minima. Only its height and slope are shown, and only at the points probed, until a probe
 * is very close to a minimum, or the learner asks to see it; then the map appears below the probes.
 */

import { h, listen, uniqueId } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { coordinateShort, general } from "./write.js";

/** The largest distance of a probe from the minimum it finds, as a fraction of the view's size. */
const FOUND = 0.02;
/** Seeds that are drawn lie below this: they stand in links. */
const SEEDS = 10000;

/** @typedef {{ x: number, y: number, f: number, dx: number, dy: number }} Probe */

export class HiddenFloor {
  #abort = new AbortController();
  #parts;
  #box = h("input", { type: "checkbox", id: uniqueId("hidden-floor") });
  #count = place("probes");
  #counted = h("span");
  #list = h("ol", { class: "probe-list", reversed: true });
  #says = h("p", { class: "floor-says", role: "status" });
  #reveal = h("button", { type: "button", class: "small", word: "himmelblau.floor.reveal" });
  #again = h("button", { type: "button", class: "small", word: "himmelblau.floor.again" });
  /** @type {Probe[]} */
  #probes = [];
  /** @type {"search" | "found" | "shown"} */
  #phase = "search";
  /** The seed of the surface, and the surface; none while the surface of the descents is shown. */
  #seed = /** @type {number | undefined} */ (undefined);
  #terrain = /** @type {any} */ (null);

  /**
   * @param {{ hidden: (seed: number) => any, words: import("../../shell/words.js").Words,
   *   changed: () => void, found: (probes: number) => void }} parts
   *   `hidden`: makes the surface of a seed; `changed`: what is shown of the surface has changed, or there is
   *   another probe; `found`: a minimum was found
   */
  constructor(parts) {
    this.#parts = parts;
    this.toggle = h("span", { class: "switch", "data-part": "floor.toggle" }, this.#box, h("label", { for: this.#box.id, word: "himmelblau.floor.hide" }));
    this.element = h("section", { class: "panel floor", "data-part": "floor", hidden: true },
      h("header", {}, h("h2", { word: "himmelblau.floor.name" }),
        h("span", { class: "floor-count" }, this.#count, " ", this.#counted)),
      this.#says, h("div", { class: "buttons" }, this.#reveal, this.#again), this.#list);
    const { signal } = this.#abort;
    const another = () => this.show(Math.floor(Math.random() * SEEDS));
    listen(this.#box, "change", () => (this.#box.checked ? another() : this.show()), signal);
    listen(this.#again, "click", another, signal);
    listen(this.#reveal, "click", () => this.#end("shown"), signal);
  }

  /** The hidden surface, if there is one. */
  get terrain() {
    return this.#terrain;
  }

  get seed() {
    return this.#seed;
  }

  /** True while nothing but probes is shown. */
  get hides() {
    return this.#terrain !== null && this.#phase === "search";
  }

  get probes() {
    return this.#probes;
  }

  /** Hides the surface of a seed, without probes; with none, the surface of the descents is shown again. @param {number} [seed] */
  show(seed) {
    if (seed === undefined && this.#seed === undefined) return;
    this.#terrain?.free();
    this.#terrain = seed === undefined ? null : this.#parts.hidden(seed);
    this.#seed = seed;
    this.#box.checked = seed !== undefined;
    this.element.hidden = seed === undefined;
    this.#probes = [];
    this.#list.replaceChildren();
    this.#end("search");
  }

  /** @param {[number, number]} place */
  probe([x, y]) {
    if (!this.hides) return;
    const { f, dx, dy } = this.#terrain.probe(x, y);
    this.#probes.push({ x, y, f, dx, dy });
    const item = h("li", { value: this.#probes.length },
      ...[["probe-x", "x", x, coordinateShort], ["probe-y", "y", y, coordinateShort], ["probe-f", "f", f, general],
        ["probe-df-dx", "∂f/∂x", dx, general], ["probe-df-dy", "∂f/∂y", dy, general],
      ].map(([quantity, label, value, write]) => {
        const data = place(`floor-${quantity}`);
        show(data, /** @type {number} */ (value), /** @type {any} */ (write));
        return h("span", { class: "cell" }, h("span", { class: "key" }, String(label)), data);
      }));
    this.#list.prepend(item);
    const found = this.#terrain.facts().minima.some((minimum) => this.#near(minimum, [x, y]));
    this.#end(found ? "found" : "search");
    if (found) this.#parts.found(this.#probes.length);
  }

  translate() {
    const { words } = this.#parts;
    const count = this.#probes.length;
    show(this.#count, count, String);
    this.#counted.textContent = words.say(`himmelblau.floor.${count === 1 ? "probe" : "probes"}`);
    this.#says.textContent = words.say(`himmelblau.floor.${this.#phase === "search" && count === 0 ? "begin" : this.#phase}`);
  }

  dispose() {
    this.#abort.abort();
    this.#terrain?.free();
  }

  #end(phase) {
    this.#phase = phase;
    this.#reveal.hidden = phase !== "search";
    this.#again.classList.toggle("primary", phase !== "search");
    this.translate();
    this.#parts.changed();
  }

  #near(minimum, at) {
    const { x, y } = this.#terrain.facts();
    const [dx, dy] = [(minimum[0] - at[0]) / (x[1] - x[0]), (minimum[1] - at[1]) / (y[1] - y[0])];
    return Math.hypot(dx, dy) <= FOUND;
  }
}
