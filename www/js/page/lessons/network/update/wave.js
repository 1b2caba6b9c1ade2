/**
 * The wave of a moment that is played: on every edge that carries something, a dot travels to the next layer,
 * forward in blue, or back in orange. It stays away where motion is not wanted.
 */

import { h } from "../../../ui/dom.js";
import { busyWhile } from "../../../ui/idle.js";
import { firstParameterOf } from "../inspector-names.js";

/** The share of a moment that a wave takes, and the most milliseconds. */
const [SHARE, LONGEST] = [0.8, 560];
/** The most dots: those on the strongest edges. */
const MOST = 160;
/** The radius of a dot, in CSS pixels, and its tail: dots that follow, in shares of the way. */
const [RADIUS, TAIL] = [3, [0, 0.03, 0.06, 0.09]];

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @typedef {{ from: { x: number, y: number }, to: { x: number, y: number }, strength: number }} Edge */

export class Wave {
  #session;
  #plot;
  #look;
  #canvas = h("canvas", { "aria-hidden": "true", "data-layer": "wave" });
  #frame = 0;

  /**
   * @param {{ session: import("../session.js").Session, look: import("../../../paint/look.js").Look,
   *   plot: import("../../../paint/plot.js").Plot, signal: AbortSignal }} parts `plot`: the picture of the network
   */
  constructor({ session, look, plot, signal }) {
    this.#session = session;
    this.#look = look;
    this.#plot = plot;
    busyWhile(() => this.#frame !== 0, signal);
    signal.addEventListener("abort", () => this.stop());
  }

  /**
   * Sends the wave of a moment.
   * @param {import("./moments.js").Moment} moment
   * @param {any} trace
   * @param {number} interval milliseconds until the next moment
   */
  run({ phase, layer }, trace, interval) {
    this.stop();
    const isBack = phase === "delta";
    if (still.matches || !this.#plot.visible || (phase !== "forward" && !isBack)) return;
    // δ of the outputs comes from the loss, along no edge.
    const space = isBack ? layer : layer - 1;
    if (space > this.#session.config.layers.length - 2) return;
    const edges = this.#edges(space, isBack, trace);
    const { width, height } = this.#plot;
    const { scale } = this.#look;
    Object.assign(this.#canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    this.#plot.element.append(this.#canvas);
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    context.scale(scale, scale);
    context.fillStyle = getComputedStyle(this.#plot.element).getPropertyValue(isBack ? "--orange" : "--blue");
    const length = Math.min(interval * SHARE, LONGEST);
    const began = performance.now();
    const draw = (/** @type {number} */ now) => {
      const at = Math.max(0, now - began) / length;
      if (at >= 1) return this.stop();
      context.clearRect(0, 0, width, height);
      for (const edge of edges) drawDots(context, edge, at);
      this.#frame = requestAnimationFrame(draw);
      return undefined;
    };
    this.#frame = requestAnimationFrame(draw);
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#canvas.remove();
  }

  /** The strongest edges of a space, in the direction of the wave. @returns {Edge[]} */
  #edges(space, isBack, trace) {
    const { stage, config: { layers } } = this.#session;
    const tiles = stage.layout(this.#plot.width, this.#plot.height);
    const first = layers.slice(0, space).reduce((sum, size) => sum + size, 0);
    const [fanIn, fanOut] = [layers[space], layers[space + 1]];
    const parameter = firstParameterOf(space + 1, layers);
    const sent = space === 0 ? trace.input : trace.layers[space - 1].a;
    const carried = isBack ? trace.layers[space].delta : sent;
    const edges = Array.from({ length: fanIn * fanOut }, (_, i) => {
      const [row, column] = [Math.floor(i / fanOut), i % fanOut];
      const [before, after] = [tiles[first + row], tiles[first + fanIn + column]];
      const start = { x: before.left + before.size, y: before.top + before.size / 2 };
      const end = { x: after.left, y: after.top + after.size / 2 };
      const strength = Math.abs(trace.update.before[parameter + i] * carried[isBack ? column : row]);
      return isBack ? { from: end, to: start, strength } : { from: start, to: end, strength };
    });
    edges.sort((a, b) => b.strength - a.strength);
    const largest = edges[0].strength || 1;
    return edges.slice(0, MOST).map((edge) => ({ ...edge, strength: edge.strength / largest }));
  }
}

/** Draws the dot of an edge and its tail. @param {CanvasRenderingContext2D} context @param {Edge} edge */
function drawDots(context, { from, to, strength }, at) {
  for (const [i, late] of TAIL.entries()) {
    const t = Math.max(0, at - late);
    context.globalAlpha = (0.35 + 0.65 * strength) * (1 - i / TAIL.length);
    context.beginPath();
    context.arc(curve(from.x, (from.x + to.x) / 2, to.x, t), curve(from.y, null, to.y, t), RADIUS * (0.5 + 0.5 * strength), 0, 2 * Math.PI);
    context.fill();
  }
}

/** A coordinate of an edge, as crates/web/src/canvas.rs draws it: its handles are in the middle, or (`null`) level with the ends. */
function curve(start, middle, end, t) {
  const [a, b] = middle === null ? [start, end] : [middle, middle];
  const u = 1 - t;
  return u * u * u * start + 3 * u * u * t * a + 3 * u * t * t * b + t * t * t * end;
}
