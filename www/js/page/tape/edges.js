/**
 * The edges of a tape as one SVG below its nodes: from operand to operation, around the nodes
 * between them. Edges in use at the current moment have the accent colour.
 */

const SVG = "http://www.w3.org/2000/svg";
/** The distance between two edges where they enter a node, in pixels. */
const APART = 14;
/** The distance between the lanes of edges between the same two nodes (x·x), in pixels: room for a label on each. */
const LANE = 30;

function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @typedef {[x: number, y: number]} Point */

export class Edges {
  element = make("svg", { "aria-hidden": "true", class: "edges" });
  /** @type {{ to: number, operand: number, path: SVGElement, label: Point }[]} */
  #edges = [];

  /**
   * @param {ReturnType<import("./arrange.js").arrange>} plan
   * @param {{ along: number, across: number }} size of a node
   * @param {boolean} upright whether the flow runs down
   */
  draw(plan, size, upright) {
    const { spots, edges } = plan;
    const point = (along, across) => /** @type {Point} */ (upright ? [across, along] : [along, across]);
    const [width, height] = point(plan.along, plan.across);
    this.element.setAttribute("width", String(width));
    this.element.setAttribute("height", String(height));
    const arrival = (edge) => (edge.via.at(-1) ?? spots[edge.from]).across;
    const inward = edges.map(({ to }) => {
      return edges.filter((edge) => edge.to === to).sort((a, b) => arrival(a) - arrival(b));
    });
    this.#edges = edges.map((edge, i) => {
      const shift = (inward[i].indexOf(edge) - (inward[i].length - 1) / 2) * APART;
      const [start, end] = [spots[edge.from], spots[edge.to]];
      const twins = inward[i].filter(({ from }) => from === edge.from);
      const lane = (twins.indexOf(edge) - (twins.length - 1) / 2) * LANE;
      const middle = [(start.along + end.along) / 2, (start.across + end.across) / 2 + lane];
      const stops = [
        [start.along + size.along / 2, start.across], ...(lane === 0 ? [] : [middle]),
        ...edge.via.flatMap(({ along, across }) => [-1, 1].map((side) => [along + (side * size.along) / 2, across])),
        [end.along - size.along / 2, end.across + shift],
      ];
      const path = make("path", { d: curve(stops, point), class: "edge" });
      const [[a, b], [c, d]] = stops;
      const label = lane === 0 ? point((a + c) / 2, (b + d) / 2) : point(middle[0], middle[1]);
      return { to: edge.to, operand: edge.operand, path, label };
    });
    this.element.replaceChildren(...this.#edges.map(({ path }) => path));
  }

  /**
   * Highlights edges into a node.
   * @param {number} to the node; −1: none
   * @param {number[]} operands which of its operands
   * @returns {Point[]} the middle of each of these edges
   */
  light(to, operands) {
    for (const { path } of this.#edges) path.classList.remove("now");
    return operands.flatMap((operand) => {
      const edge = this.#edges.find((one) => one.to === to && one.operand === operand);
      if (!edge) return [];
      edge.path.classList.add("now");
      this.element.append(edge.path); // above the others
      return [edge.label];
    });
  }
}

/** A smooth line through the stops that starts and ends in the direction of the flow. */
function curve(stops, point) {
  const text = (along, across) => point(along, across).map((x) => x.toFixed(1)).join(" ");
  let d = `M${text(...stops[0])}`;
  for (let i = 1; i < stops.length; i += 1) {
    const [[a, b], [c, e]] = [stops[i - 1], stops[i]];
    const middle = (a + c) / 2;
    d += `C${text(middle, b)} ${text(middle, e)} ${text(c, e)}`;
  }
  return d;
}
