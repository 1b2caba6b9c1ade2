/**
 * Keeps the notices where they cover no control, and dismisses each when its time is over. Time stands still
 * while a notice is pointed at or has the focus, and while the page is out of sight. Escape dismisses the newest.
 */

import { Delay } from "../ui/delay.js";
import { listen } from "../ui/dom.js";

/** Milliseconds between two looks at the time. */
const TICK = 250;
/** Milliseconds that a notice stays at least: one that only tells, and one with an error or an action. */
const STAYS = { briefly: 6000, long: 20_000, always: Infinity };
/** Milliseconds to read a character. */
const READING = 60;
/** Milliseconds until a notice is placed, just before it fades in: what has caused it may change the page below. */
const SOON = 200;
/** Milliseconds that are left at least after a notice was pointed at. */
const AFTERWARDS = 3000;
const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
/** Square pixels from which on a control is a picture, which remains usable beside a notice. */
const PICTURE = 30_000;
/** Milliseconds between two places while the page scrolls. */
const FRAME = 50;
/** Pixels between a notice and a control, and between two places that are tried. */
const [GAP, STRIDE] = [4, 8];

export class NoticeKeeper {
  #list;
  #open;
  #dismiss;
  #timer = 0;
  /** The milliseconds left. @type {WeakMap<Element, number>} */
  #left = new WeakMap();
  /** Where the focus was before it came to a notice. @type {HTMLElement | null} */
  #before = null;
  #lift = 0;
  /** The top and the bottom of what can be seen; of a tall frame, the host's window shows a part. */
  #sight = { top: 0, bottom: Infinity };
  #placing = new Delay(() => this.#look());

  /**
   * @param {HTMLElement} list
   * @param {Map<string, import("./notices.js").Notice>} open
   * @param {(name: string) => void} dismiss
   * @param {AbortSignal} signal
   */
  constructor(list, open, dismiss, signal) {
    this.#list = list;
    this.#open = open;
    this.#dismiss = dismiss;
    listen(list, "focusin", ({ relatedTarget }) => {
      if (!list.contains(relatedTarget)) this.#before = relatedTarget;
    }, signal);
    listen(document, "keydown", (event) => this.#key(event), signal);
    for (const type of ["scroll", "resize"]) listen(window, type, () => this.#placeSoon(), signal, { capture: true, passive: true });
    signal.addEventListener("abort", () => {
      clearInterval(this.#timer);
      this.#placing.stop();
    });
  }

  /** There is another notice. */
  keep() {
    if (this.#timer === 0) this.#timer = setInterval(() => this.#tick(), TICK);
    this.#placing.start(SOON);
  }

  /** A notice is about to go; the focus in it goes back to where it came from. @param {HTMLElement} element */
  release(element) {
    if (element.contains(document.activeElement)) this.#before?.focus({ preventScroll: true });
    this.#placeSoon();
  }

  /** True while a notice is being read or used. */
  get #isHeld() {
    return document.hidden || this.#list.matches(":focus-within") || this.#list.querySelector(":hover") !== null;
  }

  /** Places the notices; in a frame, in the part that is in sight: the page around it may have been scrolled. */
  #look() {
    if (parent === window) return this.#place();
    const watch = new IntersectionObserver(([{ intersectionRect }]) => {
      watch.disconnect();
      if (intersectionRect.height > 0) this.#sight = intersectionRect;
      this.#place();
    });
    return watch.observe(document.documentElement);
  }

  #tick() {
    if (parent !== window) this.#look();
    if (this.#open.size === 0) {
      clearInterval(this.#timer);
      this.#timer = 0;
    }
    for (const [name, { element, stays }] of [...this.#open]) {
      const left = this.#left.get(element) ?? STAYS[stays] + READING * String(element.textContent).length;
      if (this.#isHeld) this.#left.set(element, Math.max(left, AFTERWARDS));
      else if (left <= 0) this.#dismiss(name);
      else this.#left.set(element, left - TICK);
    }
  }

  /** Escape in a field, in a dialog or on a picture has a meaning of its own. @param {KeyboardEvent} event */
  #key(event) {
    const inside = this.#list.contains(document.activeElement);
    if (event.key !== "Escape" || event.defaultPrevented || (!inside && document.querySelector("dialog[open]"))) return;
    const held = [...this.#open].find(([, { element }]) => element.contains(document.activeElement));
    const [name] = held ?? [...this.#open].at(-1) ?? [];
    if (name) this.#dismiss(name);
  }

  #placeSoon() {
    if (this.#open.size > 0 && !this.#placing.waits) this.#placing.start(FRAME);
  }

  /** Stays where it is as long as no control is below; otherwise goes to the lowest place that is free, or most nearly so. */
  #place() {
    const elements = [...this.#open.values()].map(({ element }) => element.getBoundingClientRect());
    if (elements.length === 0) return;
    const [top, bottom] = [Math.min(...elements.map((box) => box.top)), Math.max(...elements.map((box) => box.bottom))];
    const [left, right] = [Math.min(...elements.map((box) => box.left)), Math.max(...elements.map((box) => box.right))];
    const controls = [...document.querySelectorAll(CONTROLS)].flatMap((control) => {
      if (this.#list.contains(control) || !control.checkVisibility()) return [];
      const box = control.getBoundingClientRect();
      const isBeside = box.right < left || box.left > right || box.bottom < 0 || box.top > innerHeight;
      return isBeside || box.width * box.height > PICTURE ? [] : [box];
    });
    const covered = (/** @type {number} */ lift) => {
      const [high, low] = [top + this.#lift - lift - GAP, bottom + this.#lift - lift + GAP];
      return controls.reduce((sum, box) => sum + Math.max(0, Math.min(low, box.bottom) - Math.max(high, box.top)), 0);
    };
    const lowest = Math.max(0, innerHeight - this.#sight.bottom);
    const highest = Math.max(lowest, top + this.#lift - GAP - this.#sight.top);
    const isInSight = this.#lift >= lowest && this.#lift <= highest;
    let best = covered(this.#lift) === 0 && isInSight ? this.#lift : lowest;
    for (let lift = lowest; covered(best) > 0 && lift <= highest; lift += STRIDE) if (covered(lift) < covered(best)) best = lift;
    this.#lift = best;
    this.#list.style.setProperty("--lift", `${best}px`);
  }
}
