/**
 * The timeline of the run: back by a sample or an epoch, to any epoch reached so far, and undo
 * and redo of changes. After going back, the later epochs remain until something is changed.
 */

import { h, listen } from "../../ui/dom.js";
import { onHold } from "../../ui/hold.js";
import { icon } from "../../ui/icons.js";
import { grouped } from "../../ui/numbers.js";

const ICONS = { backEpoch: "backEpoch", backSample: "back", undo: "undo", redo: "redo" };

export class Timeline {
  #abort = new AbortController();
  #session;
  #words;
  #slider = h("input", { type: "range", class: "scrubber", min: 0, max: 0, step: 1, wordLabel: "timeline.name" });
  /** @type {Record<"backEpoch" | "backSample" | "undo" | "redo", HTMLButtonElement>} */
  #buttons;
  /** True while the slider is being moved: it then shows the target, not the current epoch. */
  #dragging = false;

  /** @param {import("./session.js").Session} session @param {import("../../shell/words.js").Words} words */
  constructor(session, words) {
    this.#session = session;
    this.#words = words;
    const { signal } = this.#abort;
    this.#buttons = {
      backEpoch: this.#button("backEpoch", () => session.past.back("epoch")),
      backSample: this.#button("backSample", () => session.past.back("sample")),
      undo: this.#button("undo", () => session.past.undo()),
      redo: this.#button("redo", () => session.past.redo()),
    };
    const { backEpoch, backSample, undo, redo } = this.#buttons;
    this.element = h("div", { class: "timeline", "data-part": "transport.timeline", role: "group", wordLabel: "timeline.name" },
      backEpoch, backSample, this.#slider, undo, redo);
    listen(this.#slider, "input", () => this.#seek(), signal);
    // If a drag ends where it began, there is no `change`.
    for (const end of ["change", "pointerup", "pointercancel", "keyup", "blur"]) {
      listen(this.#slider, end, () => { this.#dragging = false; }, signal);
    }
    listen(session, "run", () => {
      this.#dragging = false;
      this.#show(null);
    }, signal);
    this.#show(null);
  }

  /** @param {import("../../../shared/messages.js").Snapshot} snapshot */
  show(snapshot) {
    this.#show(snapshot);
  }

  dispose() {
    this.#abort.abort();
  }

  #button(name, run) {
    const word = `timeline.${name}`;
    const button = h("button", { type: "button", class: "tool", wordLabel: word, wordTitle: word }, icon(ICONS[name]));
    // Not `disabled`, which would take the focus from the button just pressed.
    onHold(button, () => button.getAttribute("aria-disabled") !== "true" && run(), this.#abort.signal);
    return button;
  }

  #seek() {
    const { snapshot } = this.#session;
    if (!snapshot) return;
    this.#dragging = true;
    this.#fill();
    this.#session.past.seek(Math.min(Number(this.#slider.value) * snapshot.epochLength, snapshot.furthest));
  }

  #show(snapshot) {
    const step = snapshot?.metrics.step ?? 0;
    const { furthest = 0, epochLength = 1 } = snapshot ?? {};
    const { canUndo, canRedo } = this.#session.past;
    const able = { backEpoch: step > 0, backSample: step > 0, undo: canUndo, redo: canRedo };
    for (const [name, button] of Object.entries(this.#buttons)) {
      button.setAttribute("aria-disabled", String(!able[name]));
    }
    if (this.#dragging) return;
    const last = Math.ceil(furthest / epochLength);
    this.#slider.max = String(last);
    this.#slider.value = String(Math.ceil(step / epochLength));
    this.#fill();
    const epoch = grouped(Math.floor(step / epochLength));
    this.#slider.setAttribute("aria-valuetext", this.#words.say("timeline.at", { epoch, last: grouped(last) }));
  }

  #fill() {
    const share = Number(this.#slider.value) / Math.max(1, Number(this.#slider.max));
    this.#slider.style.setProperty("--fill", `${(share * 100).toFixed(1)}%`);
  }
}
