/**
 * The strip: for every learning rate, the points at which the descent from this start ends: one, two, four,
 * a cloud, none. The current rate is marked; another is chosen with pointer or arrow keys.
 */

import { Plot } from "../../paint/plot.js";
import { h, listen, setChildren, uniqueId } from "../../ui/dom.js";
import { number } from "../../ui/numbers.js";
import { onSlide } from "../../ui/slide.js";
import { tableButton } from "../../ui/table-button.js";

/** The number of learning rates in the strip. */
const RATES = 491;
/** Significant digits of a rate chosen with the pointer. */
const DIGITS = 3;

export class Strip {
  #abort = new AbortController();
  #parts;
  #plot;
  #marker = h("div", { class: "rate-marker" });
  #says = h("p", { class: "strip-says", role: "status" });
  /** @type {Float64Array} */
  #rows;
  #known = 0;

  /**
   * @param {{ descents: import("./descents.js").Descents, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, words: import("../../shell/words.js").Words, description: HTMLElement,
   *   take: (rate: number) => void }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { painter, description, descents } = parts;
    this.#rows = new Float64Array(RATES * descents.orbitLength).fill(NaN);
    const title = h("h2", { id: uniqueId("strip"), word: "himmelblau.strip.name" });
    this.#plot = new Plot(["strip"], () => painter.markNow("strip"), {
      class: "plot strip-plot", tabindex: "0", role: "slider", wordLabel: "himmelblau.strip.keys",
      "aria-describedby": description.id,
    });
    this.#plot.describe("strip", { "aria-labelledby": title.id });
    this.#plot.element.append(this.#marker);
    const { signal } = this.#abort;
    const table = tableButton(parts.words, "himmelblau.strip.name", async () => {
      const { strip } = await import("./tables.js");
      return () => strip({ ...parts, rates: this.rates, endingOf: (rate) => this.#ending(rate) });
    }, signal);
    this.element = h("section", { class: "panel strip", "data-part": "strip", "aria-labelledby": title.id },
      h("header", {}, title, table), this.#plot.element, this.#says, h("p", { class: "note", word: "himmelblau.strip.note" }),
      description);
    painter.add("strip", () => this.#draw(), { heavy: true, every: 80 });
    const element = this.#plot.element;
    onSlide(element, (event) => this.#point(event), signal);
    listen(element, "keydown", (event) => this.#key(event), signal);
  }

  /** The learning rates of the strip, from low to high. */
  get rates() {
    const { low, high } = this.#parts.descents.facts;
    return Float64Array.from({ length: RATES }, (_, i) => rounded(low + ((high - low) * i) / (RATES - 1)));
  }

  /** Drops all endings, for another start, surface or optimizer. */
  clear() {
    this.#rows.fill(NaN);
    this.#known = 0;
    this.#parts.painter.mark("strip");
  }

  /** @param {{ from: number, rows: Float64Array }} answer */
  hear({ from, rows }) {
    const { orbitLength } = this.#parts.descents;
    this.#rows.set(rows, from * orbitLength);
    this.#known = Math.max(this.#known, from + rows.length / orbitLength);
    this.#parts.painter.mark("strip");
    if (this.#known === RATES) this.showRate();
  }

  /** Shows the mark of the current rate, and the ending there. */
  showRate() {
    const { descents: { state: { rate }, facts: { low, high } } } = this.#parts;
    this.#marker.hidden = rate < low || rate > high || !this.#plot.laidOut;
    if (!this.#marker.hidden) this.#marker.style.transform = `translateX(${this.#at(0, rate)[1]}px)`;
    const { word, period } = this.#ending(rate);
    const [before, after = ""] = this.#parts.words.say(word).split("|");
    const cycle = word.endsWith("cycle");
    setChildren(this.#says, "η = ", number("strip-rate", rate), this.#parts.words.say("himmelblau.ends.colon"),
      before, ...(cycle ? [number("strip-period", period), after] : []));
    const aria = { valuemin: low, valuemax: high, valuenow: rate, valuetext: `${rate}: ${before}${cycle ? period + after : ""}` };
    for (const [name, value] of Object.entries(aria)) this.#plot.element.setAttribute(`aria-${name}`, String(value));
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  #draw() {
    const { descents: { terrain, facts }, look, words } = this.#parts;
    if (!this.#plot.visible) return;
    const canvas = this.#plot.fit("strip", look.scale);
    terrain.drawStrip(canvas, this.#rows, facts.low, facts.high, words.say("himmelblau.strip.rate"));
    this.showRate();
  }

  /** The ending at a rate, and the last point. */
  #ending(rate) {
    const { terrain, endings, state: { optimizer, start } } = this.#parts.descents;
    const row = terrain.orbits(optimizer, start[0], start[1], Float64Array.of(rate));
    const [code, detail] = row;
    const ending = endings[code] === "point" && detail < 0 ? "still" : endings[code];
    const [x, y] = row.slice(-2);
    return { word: `himmelblau.ends.${ending}`, period: detail, x, y };
  }

  #at(px, rate) {
    const { terrain, facts: { low, high } } = this.#parts.descents;
    return terrain.stripAt(px, rate, this.#plot.width, this.#plot.height, low, high);
  }

  #point(event) {
    if (!this.#plot.visible) return;
    this.#parts.take(rounded(this.#at(this.#plot.position(event)[0], 0)[0]));
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const { facts: { low, high }, state } = this.#parts.descents;
    const end = { Home: low, End: high }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (steps === undefined && end === undefined)) return;
    event.preventDefault();
    const stride = (high - low) / (RATES - 1);
    const next = end ?? state.rate + (steps ?? 0) * stride * (event.shiftKey ? 1 : 5);
    this.#parts.take(rounded(Math.min(high, Math.max(low, next))));
  }
}

const rounded = (/** @type {number} */ rate) => Number(rate.toPrecision(DIGITS));
