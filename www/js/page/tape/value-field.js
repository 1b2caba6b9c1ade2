/**
 * The field of a variable: typed into, stepped with the arrow keys, or dragged sideways with mouse
 * or finger. Typed numbers may have a decimal comma or a typographic minus.
 */

import { readNumber } from "../../shared/read-number.js";
import { TextEntry } from "../ui/controls/text-entry.js";
import { listen } from "../ui/dom.js";

/** Pixels of a drag per step, and those before it counts as a drag. */
const PIXELS = 4;
const SLACK = 3;
/** Steps per key. @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export class ValueField {
  #commit;
  #value = 0;
  #drag = { x: 0, from: 0, moving: false, on: false };

  /**
   * @param {{ name: string, commit: (value: number) => void, explain: (problem: any) => string,
   *   handle?: HTMLElement, signal: AbortSignal }} parts `handle`: can be dragged like the field, even while
   *   the field is being typed into
   */
  constructor({ name, commit, explain, handle, signal }) {
    this.#commit = commit;
    this.entry = new TextEntry({
      name, explain, signal, commit: (text) => this.#enter(name, text),
      attributes: {
        "aria-label": name, "data-variable": name, "data-word-title": "tape.field", enterkeyhint: "done",
      },
    });
    const { input } = this.entry;
    listen(input, "keydown", (event) => this.#key(event), signal);
    for (const element of handle ? [input, handle] : [input]) this.#drags(element, signal);
  }

  /** @param {number} value */
  show(value) {
    this.#value = value;
    this.entry.show(String(value));
  }

  #enter(name, text) {
    const value = readNumber(text);
    if (value === undefined || !Number.isFinite(value)) {
      throw { code: "wrongType", field: name, value: text };
    }
    this.#commit(value);
  }

  #key(event) {
    const steps = STEPS[event.key];
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#put(moved(readNumber(this.entry.input.value) ?? this.#value, event.shiftKey ? 10 * steps : steps));
  }

  #put(value) {
    this.entry.clear();
    this.entry.show(String(value));
    this.#commit(value);
  }

  #drags(element, signal) {
    const drag = this.#drag;
    const { input } = this.entry;
    listen(element, "pointerdown", (event) => {
      // In a field that is being typed into, dragging selects text.
      const typing = element === input && document.activeElement === input;
      Object.assign(drag, { x: event.clientX, from: this.#value, moving: false, on: event.button === 0 && !typing });
      if (element !== input && drag.on) event.preventDefault();
    }, signal);
    listen(element, "pointermove", (event) => {
      if (!drag.on) return;
      const way = event.clientX - drag.x;
      if (!drag.moving && Math.abs(way) <= SLACK) return;
      if (!drag.moving) {
        drag.moving = true;
        element.setPointerCapture(event.pointerId);
        input.blur();
        input.classList.add("dragged");
      }
      event.preventDefault();
      this.#put(moved(drag.from, Math.trunc(way / PIXELS)));
    }, signal);
    for (const type of ["pointerup", "pointercancel"]) {
      listen(element, type, () => {
        if (!drag.moving && drag.on && type === "pointerup") input.focus();
        Object.assign(drag, { on: false, moving: false });
        input.classList.remove("dragged");
      }, signal);
    }
  }
}

/**
 * A value moved by some steps: tenths for small numbers, a hundredth of their magnitude for large ones;
 * always a multiple of the step.
 * @param {number} value
 * @param {number} steps
 * @returns {number}
 */
export function moved(value, steps) {
  const size = Math.abs(value) >= 100 ? Math.floor(Math.log10(Math.abs(value))) - 2 : -1;
  const step = 10 ** size;
  const next = (Math.round(value / step) + steps) * step;
  return Number(next.toFixed(Math.max(0, -size))) + 0;
}
