/**
 * A stack of canvases, one over the other, that fill one box: what is drawn often lies apart from
 * what is drawn rarely. The box's size decides; a canvas gets its pixels just before it is drawn,
 * so that it never shows empty in between. Far from what is seen of the page there is nothing to draw
 * on, unless the page is printed: a phone draws what its reader looks at.
 */

import { h } from "../ui/dom.js";

/** Pictures this far above and below the viewport are drawn already, as a share of its height. */
const NEAR = "25% 0px";

/** True while a printer is drawn for. */
export let printing = false;
addEventListener("beforeprint", () => { printing = true; });
addEventListener("afterprint", () => { printing = false; });

export class Plot {
  #observer;
  #sight;
  #near = false;
  width = 0;
  height = 0;

  /**
   * @param {string[]} names of the canvases, the lowest first
   * @param {() => void} renew called when the box has another size or comes near: all is to be drawn
   * @param {Record<string, string | number>} [attributes] of the box
   */
  constructor(names, renew, attributes = {}) {
    /** @type {Record<string, HTMLCanvasElement>} */
    this.canvases = Object.fromEntries(names.map((name) => {
      return [name, h("canvas", { "aria-hidden": "true", "data-layer": name })];
    }));
    this.element = h("div", { class: "plot", ...attributes }, ...Object.values(this.canvases));
    this.#observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      this.width = Math.round(width);
      this.height = Math.round(height);
      // On paper it is shrunk with what stands around it: see css/print.css.
      const around = this.element.parentElement?.style;
      around?.setProperty("--width", String(width));
      around?.setProperty("--height", String(height));
      renew();
    });
    this.#observer.observe(this.element);
    this.#sight = new IntersectionObserver((entries) => {
      const before = this.#near;
      this.#near = entries[entries.length - 1].isIntersecting;
      if (this.#near && !before) renew();
    }, { rootMargin: NEAR });
    this.#sight.observe(this.element);
  }

  /**
   * Makes the stack one picture for those who do not see it.
   * @param {string} name of the canvas that stands for all
   * @param {Record<string, string>} attributes that name and describe it
   */
  describe(name, attributes) {
    const canvas = this.canvases[name];
    canvas.removeAttribute("aria-hidden");
    canvas.setAttribute("role", "img");
    for (const [key, value] of Object.entries(attributes)) canvas.setAttribute(key, value);
  }

  /** Whether there is anything to draw on. */
  get visible() {
    return this.laidOut && (this.#near || printing);
  }

  /** Whether it has a size, seen or not. */
  get laidOut() {
    return this.width > 0 && this.height > 0;
  }

  /**
   * The canvas, with as many pixels as it covers.
   * @param {string} name
   * @param {number} scale device pixels per CSS pixel
   * @returns {HTMLCanvasElement}
   */
  fit(name, scale) {
    const canvas = this.canvases[name];
    if (!this.fits(name, scale)) {
      canvas.width = Math.round(this.width * scale);
      canvas.height = Math.round(this.height * scale);
    }
    return canvas;
  }

  /**
   * Whether the canvas has its pixels already; if not, `fit` wipes it.
   * @param {string} name
   * @param {number} scale
   * @returns {boolean}
   */
  fits(name, scale) {
    const { width, height } = this.canvases[name];
    return width === Math.round(this.width * scale) && height === Math.round(this.height * scale);
  }

  /**
   * The place of an event, in CSS pixels of the box.
   * @param {PointerEvent} event
   * @returns {[x: number, y: number]}
   */
  position(event) {
    const box = this.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  dispose() {
    this.#observer.disconnect();
    this.#sight.disconnect();
  }
}
