/**
 * The frames in which pictures are drawn. Every picture is a job; a job is marked when what it shows has
 * changed. In a frame the urgent jobs are done, then of the others the one that waits longest, and
 * more of them only while there is time: drawing is spread over frames, so that no task of the page
 * is long enough to be felt. A job with many strokes is heavy: the browser rasterizes them after the
 * script, where no clock of the script sees it, so a frame has one such job, which may do its work in
 * parts. For a printer, everything is drawn at once.
 */

import { listen } from "../ui/dom.js";
import { busyWhile } from "../ui/idle.js";

/** Milliseconds of drawing after which a frame takes on nothing more. */
const FRAME = 10;
/** A picture that has waited so long beyond its turn goes first, before the urgent ones. */
const PATIENCE = 150;
/** The weight of the newest measurement in the expected cost of a job. */
const MEMORY = 0.3;

/**
 * @typedef {{ draw: () => boolean | void, urgent: boolean, heavy: boolean, every: number,
 *   marked: number | null, last: number, cost: number }} Job
 */

export class Painter {
  /** @type {Map<string, Job>} */
  #jobs = new Map();
  #request = 0;
  #frame;
  #abort = new AbortController();
  #drawAll = () => {
    this.#frame();
    for (const { draw } of this.#jobs.values()) while (draw() === true);
    // Chromium prints the strokes of what is drawn now, at a rounded scale, and wiping as white, which hides
    // the layers below; but of a canvas into which pixels are put it prints the pixels.
    for (const canvas of document.querySelectorAll("canvas")) {
      const context = canvas.getContext("2d");
      context?.putImageData(context.getImageData(0, 0, 1, 1), 0, 0);
    }
  };

  /** @param {() => void} beforeDrawing called once in each frame */
  constructor(beforeDrawing) {
    this.#frame = beforeDrawing;
    busyWhile(() => this.#request !== 0, this.#abort.signal);
  }

  /**
   * @param {string} name
   * @param {() => boolean | void} draw returns `true` if it has done a part and wants to go on in
   *   the next frame
   * @param {{ urgent?: boolean, heavy?: boolean, every?: number }} [options] `every`: at least so
   *   many milliseconds between two drawings
   */
  add(name, draw, { urgent = false, heavy = false, every = 0 } = {}) {
    // Added here, so that it runs after the listeners that change the colours; repeated calls add it once.
    listen(window, "beforeprint", this.#drawAll, this.#abort.signal);
    this.#jobs.set(name, { draw, urgent, heavy, every, marked: null, last: -Infinity, cost: FRAME });
  }

  /** Asks for these pictures to be drawn again. @param {...string} names */
  mark(...names) {
    const now = performance.now();
    for (const name of names) {
      const job = this.#jobs.get(name);
      if (job) job.marked ??= now;
    }
    this.request();
  }

  /** Asks for pictures to be drawn in the next frame, however recent their last drawing. */
  markNow(...names) {
    for (const name of names) {
      const job = this.#jobs.get(name);
      if (job) job.last = -Infinity;
    }
    this.mark(...names);
  }

  markAll() {
    this.markNow(...this.#jobs.keys());
  }

  /** Asks for a frame, whether or not there is anything to draw. */
  request() {
    this.#request ||= requestAnimationFrame((now) => this.#paint(now));
  }

  dispose() {
    this.#abort.abort();
    cancelAnimationFrame(this.#request);
    this.#jobs.clear();
  }

  #paint(now) {
    this.#request = 0;
    this.#frame();
    const marked = [...this.#jobs.values()].filter((job) => job.marked !== null);
    const since = (/** @type {Job} */ job) => Number(job.marked);
    const rank = (/** @type {Job} */ job) => {
      if (now - since(job) > job.every + PATIENCE) return 0;
      return job.urgent ? 1 : 2;
    };
    const waiting = marked
      .filter((job) => job.urgent || now - job.last >= job.every)
      .sort((a, b) => rank(a) - rank(b) || since(a) - since(b));
    let left = FRAME;
    let heavyAllowed = true;
    for (const [i, job] of waiting.entries()) {
      if ((i > 0 && job.cost > left) || (job.heavy && !heavyAllowed)) continue;
      heavyAllowed &&= !job.heavy;
      left -= this.#do(job, now);
      if (left <= 0) break;
    }
    if (marked.some((job) => job.marked !== null)) this.request();
  }

  /** @returns {number} milliseconds it took */
  #do(job, now) {
    const began = performance.now();
    const { marked } = job;
    job.marked = null;
    job.last = now;
    if (job.draw() === true) {
      job.marked = marked;
      job.last = -Infinity;
    }
    const took = performance.now() - began;
    job.cost += (took - job.cost) * MEMORY;
    return took;
  }
}
