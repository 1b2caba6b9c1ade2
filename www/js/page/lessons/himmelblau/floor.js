/**
 * The hidden floor: only value and slope are shown, and only at the points probed. Counts the
 * probes; a minimum is found by a probe very close to it. Giving up shows the floor.
 */

import { h, listen, uniqueId } from "../../ui/dom.js";
import { place, show } from "../../ui/numbers.js";
import { coordinateShort, general } from "./write.js";

/** The largest distance of a probe from the minimum it finds, as a fraction of the view's size. */
const FOUND = 0.02;

export class HiddenFloor {
  #abort = new AbortController();
  #parts;
  #box = h("input", { type: "checkbox", id: uniqueId("hidden-floor") });
  #count = place("probes");
  #list = h("ol", { class: "probe-list", reversed: true });
  #says = h("p", { class: "floor-says", role: "status" });
  /** @type {{ x: number, y: number, f: number, dx: number, dy: number }[]} */
  #probes = [];
  #found = false;

  /**
   * @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words,
   *   changed: () => void, found: (probes: number) => void }} parts
   *   `changed`: the floor was hidden or shown, or there is another probe; `found`: a minimum was found
   */
  constructor(parts) {
    this.#parts = parts;
    const reveal = h("button", { type: "button", class: "small", word: "himmelblau.floor.reveal" });
    const again = h("button", { type: "button", class: "small", word: "himmelblau.floor.again" });
    this.toggle = h("span", { class: "switch", "data-part": "floor.toggle" }, this.#box, h("label", { for: this.#box.id, word: "himmelblau.floor.hide" }));
    this.element = h("section", { class: "panel floor", "data-part": "floor", hidden: true },
      h("header", {}, h("h2", { word: "himmelblau.floor.name" }),
        h("span", { class: "floor-count" }, this.#count, " ", h("span", { word: "himmelblau.floor.probes" })), again, reveal),
      this.#says, this.#list);
    const { signal } = this.#abort;
    listen(this.#box, "change", () => this.#set(this.#box.checked), signal);
    listen(reveal, "click", () => this.#set(false), signal);
    listen(again, "click", () => this.begin(), signal);
  }

  get hidden() {
    return this.#box.checked;
  }

  get probes() {
    return this.#probes;
  }

  probe([x, y]) {
    const { f, dx, dy } = this.#parts.descents.terrain.probe(x, y);
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
    if (!this.#found && this.#parts.descents.facts.minima.some((minimum) => this.#near(minimum, [x, y]))) {
      this.#found = true;
      this.#parts.found(this.#probes.length);
    }
    this.translate();
    this.#parts.changed();
  }

  /** Drops all probes. */
  begin() {
    this.#probes = [];
    this.#found = false;
    this.#list.replaceChildren();
    this.translate();
    this.#parts.changed();
  }

  translate() {
    show(this.#count, this.#probes.length, String);
    const word = this.#found ? "found" : this.#probes.length === 0 ? "begin" : "search";
    this.#says.textContent = this.#parts.words.say(`himmelblau.floor.${word}`);
  }

  /** Shows the floor. */
  show() {
    if (this.hidden) this.#set(false);
  }

  dispose() {
    this.#abort.abort();
  }

  #set(hidden) {
    this.#box.checked = hidden;
    this.element.hidden = !hidden;
    if (hidden) this.begin();
    else this.#parts.changed();
  }

  #near(minimum, at) {
    const { x, y } = this.#parts.descents.facts;
    const [dx, dy] = [(minimum[0] - at[0]) / (x[1] - x[0]), (minimum[1] - at[1]) / (y[1] - y[0])];
    return Math.hypot(dx, dy) <= FOUND;
  }
}
