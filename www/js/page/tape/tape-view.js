/**
 * The picture of a tape: nodes with value | gradient, edges, and on each edge
 * that a gradient flows along, the incoming gradient and the local derivative that it is multiplied
 * by. It draws any `Graph` and shows a `Frame` of it (see tape-model.js).
 */

import { h } from "../ui/dom.js";
import { busyWhile } from "../ui/idle.js";
import { show } from "../ui/numbers.js";
import { arrange } from "./arrange.js";
import { Edges } from "./edges.js";
import { NodeBox } from "./node-box.js";
import { signOf } from "./operations.js";
import { isLoose, short } from "./write.js";

/** The most nodes in a picture; more would not be readable. */
export const MOST_DRAWN = 150;

const NODE = Object.freeze({ width: 120, slim: 104, height: 58 });
/** Below this width the flow runs down instead of to the right. */
const UPRIGHT = 560;
/** The most layers that may run down instead of overflowing to the right. */
const MOST_UPRIGHT = 8;
const GAP = Object.freeze({ least: 36, most: 128, upright: 44, beside: 20 });
/**
 * Where the flow runs to the right, the picture grows with the room: by at most so much, in such steps, and with at
 * least this gap. A scroll bar that comes and goes must not change it.
 */
const GROWN = Object.freeze({ most: 1.4, steps: 10, between: 92 });
/** Room on an edge for its flow label, beyond the label's width. */
const FLOW_MARGIN = 12;
/** Margins of the picture: left and right for outlines, above and below for flow labels. */
const MARGIN = Object.freeze({ x: 8, y: 22 });

/** @typedef {import("./tape-model.js").Graph} Graph */
/** @typedef {import("./tape-model.js").Frame} Frame */

export class TapeView {
  #abort = new AbortController();
  #boxesAbort = new AbortController();
  #words;
  #edit;
  #edges = new Edges();
  #flows = [0, 1].map(() => makeFlow());
  #canvas = h("div", { class: "tape-canvas", "data-apart": "" });
  #problems = h("div", { class: "tape-problems" });
  #tooMany = h("p", { class: "tape-too-many", hidden: true });
  #observer;
  /** @type {Graph} */
  #graph = { nodes: [], root: 0 };
  /** From a node's index in the tape to its index in the picture. @type {Map<number, number>} */
  #places = new Map();
  /** @type {NodeBox[]} */
  #boxes = [];
  #width = 0;
  #request = 0;
  /** The layout: whether the flow runs down, the gap between layers, the centre of each node. */
  #upright = false;
  #between = 0;
  /** @type {{ along: number, across: number }[]} */
  #spots = [];
  /** @type {Frame | null} */
  #frame = null;
  /** Whether the flow labels could be measured when they were placed. */
  #measured = true;

  /**
   * @param {{ words: import("../shell/words.js").Words, edit?: (name: string, value: number) => void }} parts
   *   `edit`: called with a variable's new value; if absent, values are read-only
   */
  constructor({ words, edit }) {
    this.#words = words;
    this.#edit = edit;
    // Focusable, because it scrolls if the graph is larger than the screen.
    const attributes = { class: "tape-scroller", tabindex: 0, role: "group", wordLabel: "tape.graph" };
    const scroller = h("div", attributes, this.#canvas);
    this.element = h("div", { class: "tape" }, scroller, this.#tooMany, this.#problems);
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.#width) return;
      this.#width = width;
      // Not now: arranging changes the height of the observed element.
      cancelAnimationFrame(this.#request);
      this.#request = requestAnimationFrame(() => {
        this.#request = 0;
        this.#arrange();
      });
    });
    busyWhile(() => this.#request !== 0, this.#abort.signal);
    this.#observer.observe(scroller);
  }

  /** True if the graph is small enough for a picture. */
  get drawn() {
    return this.#places.size <= MOST_DRAWN;
  }

  /** Draws another graph. @param {Graph} graph */
  draw(graph) {
    this.#graph = graph;
    this.#frame = null; // that of the previous graph
    this.#boxesAbort.abort();
    this.#boxesAbort = new AbortController();
    const { nodes } = graph;
    const used = new Set(nodes.flatMap(({ operands }) => operands));
    const inside = (i) => nodes[i].op === "constant" && !nodes[i].named && used.has(i);
    this.#places = new Map([...nodes.keys()].filter((i) => !inside(i)).map((i, place) => [i, place]));
    const constant = (k) => (inside(k) ? nodes[k].name : undefined);
    this.#boxes = this.drawn ? [...this.#places.keys()].map((i) => this.#makeBox(nodes[i], constant)) : [];
    this.#canvas.replaceChildren(...[this.#edges, ...this.#boxes, ...this.#flows].map(({ element }) => element));
    this.#problems.replaceChildren(...this.#boxes.flatMap(({ problem }) => problem ?? []));
    this.#words.apply(this.#canvas);
    this.#canvas.parentElement?.toggleAttribute("hidden", !this.drawn);
    this.translate();
    this.#arrangeFor(this.#canvas.parentElement?.clientWidth || this.#width);
  }

  /** Called after the element has been inserted: lays it out for its actual width. */
  settle() {
    const width = this.#canvas.parentElement?.clientWidth || this.#width;
    if (width !== this.#width) this.#arrangeFor(width);
    else if (!this.#measured && this.#frame) this.#light(this.#frame.moment);
  }

  /** @param {Frame} frame of the graph drawn */
  show(frame) {
    this.#frame = frame;
    const { root, values, known, gradients, watched, moment } = frame;
    [...this.#places.keys()].forEach((i, place) => this.#boxes[place]?.show({
      value: values[i], known: known[i], gradient: watched[i] ? gradients[i] : undefined,
      root: i === root, now: i === moment.node,
    }));
    this.#light(moment);
  }

  /** The language has changed. */
  translate() {
    this.#tooMany.hidden = this.drawn;
    this.#tooMany.textContent = this.#words.say("tape.tooMany", { count: this.#places.size, limit: MOST_DRAWN });
  }

  dispose() {
    this.#abort.abort();
    this.#boxesAbort.abort();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#request);
  }

  #makeBox(node, constant) {
    return new NodeBox({
      node, sign: signOf(node, constant), edit: this.#edit, signal: this.#boxesAbort.signal,
      explain: ({ value }) => this.#words.say("tape.noNumber", { name: node.name, value }),
    });
  }

  #arrangeFor(width) {
    this.#width = width;
    this.#arrange();
  }

  #arrange() {
    if (this.#width === 0 || !this.drawn || this.#boxes.length === 0) return;
    const drawn = [...this.#places.keys()];
    const operandsOf = (i) => this.#graph.nodes[i].operands;
    const kept = drawn.map((i) => operandsOf(i).filter((k) => this.#places.has(k)));
    const nodes = kept.map((operands) => ({ operands: operands.map((k) => Number(this.#places.get(k))) }));
    const room = this.#width - 2 * MARGIN.x;
    const { upright, between, size, grown } = direction(nodes, room);
    const plan = arrange(nodes, { ...size, between, beside: GAP.beside });
    this.#edges.draw(plan, size, upright);
    move(this.#edges.element, 0, 0);
    const [width, height] = upright ? [plan.across, plan.along] : [plan.along, plan.across];
    setSize(this.#canvas, width, height);
    this.#canvas.style.setProperty("--grown", grown.toFixed(3));
    // It is as wide as paper, or shrunk to that: see css/print-rooms.css.
    this.#canvas.style.setProperty("--width", String(width + 2 * MARGIN.x));
    plan.spots.forEach(({ along, across }, place) => {
      const corner = [along - size.along / 2, across - size.across / 2];
      const [x, y] = upright ? corner.reverse() : corner;
      move(this.#boxes[place].element, x, y);
    });
    this.element.classList.toggle("slim", upright && size.across === NODE.slim);
    this.#upright = upright;
    this.#between = between;
    this.#spots = plan.spots;
    if (this.#frame) this.show(this.#frame);
  }

  /** Highlights the edges of the current operation, and labels them with what flows along them. */
  #light(moment) {
    const { kind, node = -1, contributions = [], incoming = 0 } = moment;
    const operands = this.#graph.nodes[node]?.operands ?? [];
    const kept = operands.filter((k) => this.#places.has(k));
    // Edges are numbered among the drawn operands; x · x has two into one node.
    const taken = new Set();
    const edgeOf = (operand) => {
      const edge = kept.findIndex((k, i) => k === operand && !taken.has(i));
      taken.add(edge);
      return edge;
    };
    const back = kind === "backward" ? contributions.map(({ operand }) => edgeOf(operand)) : [];
    const lit = kind === "forward" ? kept.map((_, i) => i) : back;
    this.#measured = true;
    const points = this.#edges.light(this.#places.get(node) ?? -1, lit);
    for (const [i, flow] of this.#flows.entries()) {
      const added = contributions[i];
      flow.element.hidden = kind !== "backward" || !added || !points[i];
      if (flow.element.hidden) continue;
      flow.show(this.#upright ? "↑" : "←", incoming, added, this.#graph.nodes[added.operand].name);
      const again = i > 0 && contributions[0].operand === added.operand;
      move(flow.element, ...this.#besideFlow(flow.element, points[i], added.operand, again));
    }
  }

  /**
   * The position of a flow label: on its edge; if that is too short, or the flow runs down, at the node that
   * receives it, and a second label next to the first.
   */
  #besideFlow(element, [x, y], operand, again) {
    const apart = element.offsetHeight + 2;
    this.#measured &&= apart > 2;
    const under = NODE.height / 2 + apart / 2;
    const { along, across } = this.#spots[Number(this.#places.get(operand))];
    if (this.#upright) return [across, along + under + (again ? apart : 0)];
    if (element.offsetWidth + FLOW_MARGIN <= this.#between) return [x, y];
    return [along, across + (again ? -under : under)];
  }
}

/**
 * The direction of the flow: to the right if that fits; otherwise down, if that fits and is not too long.
 * @param {{ operands: number[] }[]} nodes
 * @param {number} room
 */
function direction(nodes, room) {
  const flat = { along: NODE.width, across: NODE.height };
  const down = { along: NODE.height, across: room < UPRIGHT ? NODE.slim : NODE.width };
  const layers = arrange(nodes, { ...flat, between: 0, beside: 0 }).along / flat.along;
  const gaps = Math.max(1, layers - 1);
  const fitting = Math.min(GROWN.most, Math.max(1, room / (layers * flat.along + gaps * GROWN.between)));
  const grown = Math.floor(fitting * GROWN.steps) / GROWN.steps;
  // The margins grow, too.
  const within = (room + 2 * MARGIN.x) / grown - 2 * MARGIN.x;
  const spare = Math.floor((within - layers * flat.along) / gaps);
  const fitsDown = () => arrange(nodes, { ...down, between: GAP.upright, beside: GAP.beside }).across <= room;
  const upright = room < UPRIGHT || (spare < GAP.least && layers <= MOST_UPRIGHT && fitsDown());
  if (upright) return { upright, between: GAP.upright, size: down, grown: 1 };
  return { upright, between: Math.min(GAP.most, Math.max(GAP.least, spare)), size: flat, grown };
}

/** A label with the flow along an edge: incoming gradient · local derivative. */
function makeFlow() {
  const arrow = h("span", { "aria-hidden": "true" });
  const [incoming, slope] = [h("data", { value: "" }), h("data", { value: "" })];
  return {
    element: h("div", { class: "flow", hidden: true }, arrow, incoming, " · ", slope),
    show(sign, gradient, added, name) {
      arrow.textContent = `${sign} `;
      incoming.dataset.quantity = `incoming-${name}`;
      slope.dataset.quantity = `slope-${name}`;
      show(incoming, gradient, short);
      show(slope, added.slope, (x) => (isLoose(x) ? `(${short(x)})` : short(x)));
    },
  };
}

function setSize(element, width, height) {
  element.style.width = `${width + 2 * MARGIN.x}px`;
  element.style.height = `${height + 2 * MARGIN.y}px`;
}

function move(element, x, y) {
  element.style.transform = `translate(${(x + MARGIN.x).toFixed(1)}px, ${(y + MARGIN.y).toFixed(1)}px)`;
}
