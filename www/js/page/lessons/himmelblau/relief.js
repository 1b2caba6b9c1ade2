/**
 * The surface in 3D with the paths on it. It is turned by dragging, by buttons and by the arrow
 * keys, is coarser while it turns, and starts with the view of the chapter's figure.
 */

import { Plot } from "../../paint/plot.js";
import { Delay } from "../../ui/delay.js";
import { h, listen, setText, uniqueId } from "../../ui/dom.js";
import { onHold } from "../../ui/hold.js";
import { icon } from "../../ui/icons.js";
import { fixed } from "../../ui/numbers.js";
import { onSlide } from "../../ui/slide.js";
import { tableButton } from "../../ui/table-button.js";

/** The chapter's view, in matplotlib's degrees. */
const VIEW = Object.freeze({ elevation: 60, azimuth: -30 });
/** Degrees per pixel of a drag, and per key; with Shift, a fifth of that. */
const DRAG = 0.5;
const STRIDE = 5;
const KEYS = { ArrowLeft: [0, 1], ArrowRight: [0, -1], ArrowUp: [1, 0], ArrowDown: [-1, 0] };
/** The buttons, and the keys they stand for. @type {[icon: "left" | "up" | "down" | "right", key: keyof typeof KEYS][]} */
const TURNS = [["left", "ArrowLeft"], ["up", "ArrowUp"], ["down", "ArrowDown"], ["right", "ArrowRight"]];
/** Milliseconds after the last turn until it is drawn finely again. */
const REST = 160;

export class ReliefView {
  #abort = new AbortController();
  #parts;
  #plot;
  #angles = { ...VIEW };
  #label = h("span", { class: "note angles" });
  #turning = new Delay(() => this.#parts.painter.markNow("relief"));
  /** The last position of the pointer. */
  #from = [0, 0];
  at = 0;

  /**
   * @param {{ descents: import("./descents.js").Descents, painter: import("../../paint/painter.js").Painter,
   *   look: import("../../paint/look.js").Look, words: import("../../shell/words.js").Words, description: HTMLElement }} parts
   */
  constructor(parts) {
    this.#parts = parts;
    const { painter, description } = parts;
    const { signal } = this.#abort;
    const table = tableButton(parts.words, "himmelblau.relief.name", async () => {
      const { relief } = await import("./tables.js");
      return () => relief(parts);
    }, signal);
    const title = h("h2", { id: uniqueId("relief"), word: "himmelblau.relief.name" });
    const reset = h("button", { type: "button", class: "small", word: "himmelblau.relief.reset" });
    this.#plot = new Plot(["relief"], () => painter.markNow("relief"), {
      class: "plot relief-plot", tabindex: "0", role: "application", wordLabel: "himmelblau.relief.keys",
      "aria-describedby": description.id,
    });
    this.#plot.describe("relief", { "aria-labelledby": title.id, "aria-describedby": description.id });
    this.element = h("section", { class: "panel relief", "data-part": "relief", "aria-labelledby": title.id },
      h("header", {}, title, this.#label, this.#turns(), reset, table), this.#plot.element, description);
    painter.add("relief", () => this.#draw(), { heavy: true });
    const element = this.#plot.element;
    listen(reset, "click", () => this.#turn({ ...VIEW }), signal);
    onSlide(element, (event, first) => this.#drag(event, first), signal);
    listen(element, "keydown", (event) => this.#key(event), signal);
    signal.addEventListener("abort", () => this.#turning.stop());
  }

  get angles() {
    return this.#angles;
  }

  translate() {
    const { elevation, azimuth } = this.#angles;
    const values = { elevation, azimuth: fixed(azimuth, 0) };
    setText(this.#label, this.#parts.words.say("himmelblau.relief.angles", values));
  }

  dispose() {
    this.#abort.abort();
    this.#plot.dispose();
  }

  #draw() {
    const { descents, look } = this.#parts;
    if (!this.#plot.visible) return;
    const { elevation, azimuth } = this.#angles;
    const canvas = this.#plot.fit("relief", look.scale);
    descents.terrain.drawRelief(canvas, elevation, azimuth, !this.#turning.waits, ...descents.drawArguments(this.at));
  }

  #turn({ elevation, azimuth }) {
    this.#angles = {
      elevation: Math.round(Math.min(90, Math.max(0, elevation))),
      azimuth: Math.round(((azimuth + 540) % 360) - 180),
    };
    this.translate();
    this.#turning.start(REST);
    this.#parts.painter.markNow("relief");
  }

  /** Buttons for people who cannot drag. */
  #turns() {
    return h("span", { class: "turns", dir: "ltr" }, ...TURNS.map(([name, key]) => {
      const word = `himmelblau.relief.${name}`;
      const button = h("button", { type: "button", class: "quiet", wordLabel: word, wordTitle: word }, icon(name));
      onHold(button, () => this.#turnBy(key, STRIDE), this.#abort.signal);
      return button;
    }));
  }

  #turnBy(key, stride) {
    const [up, around] = KEYS[key];
    const { elevation, azimuth } = this.#angles;
    this.#turn({ elevation: elevation + up * stride, azimuth: azimuth + around * stride });
  }

  #drag(event, first) {
    if (first) this.#from = [event.clientX, event.clientY];
    const [x, y] = this.#from;
    const [dx, dy] = [event.clientX - x, event.clientY - y];
    if (Math.abs(dx) + Math.abs(dy) < 2) return;
    this.#from = [event.clientX, event.clientY];
    const { elevation, azimuth } = this.#angles;
    this.#turn({ elevation: elevation + dy * DRAG, azimuth: azimuth - dx * DRAG });
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.key in KEYS) && event.key !== "Home") return;
    event.preventDefault();
    if (event.key === "Home") this.#turn({ ...VIEW });
    else this.#turnBy(event.key, event.shiftKey ? STRIDE / 5 : STRIDE);
  }
}
