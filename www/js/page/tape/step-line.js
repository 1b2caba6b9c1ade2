/**
 * The line under the picture: the current operation with its numbers. Forward: the formula of
 * the operation and its value. Backward, for each operand: its old gradient, the amount added
 * (the incoming gradient times the local derivative), and its new gradient.
 */

import { h } from "../ui/dom.js";
import { inline, live, mn, mo, paren, row } from "../ui/math.js";
import { formula, partial, symbol } from "./operations.js";
import { isLoose, short } from "./write.js";

/** @typedef {import("./tape-model.js").Graph} Graph */
/** @typedef {import("./tape-model.js").Frame} Frame */

export class StepLine {
  element = h("div", { class: "step-line", "data-part": "step-line" });
  #words;

  /** @param {import("../shell/words.js").Words} words */
  constructor(words) {
    this.#words = words;
  }

  /** @param {Graph} graph @param {Frame} frame */
  show({ nodes }, { values, moment, root }) {
    this.element.replaceChildren(...this.#lines(nodes, values, moment, nodes[root].name));
  }

  #lines(nodes, values, moment, root) {
    const { kind, node = 0, before = 0, after = 0, contributions = [] } = moment;
    switch (kind) {
      case "start": return [this.#say("tape.line.start")];
      case "forward": return [inline(forward(nodes, values, node))];
      case "seed":
        if (before === after) return [this.#say("tape.line.nothing", { name: root })];
        return [inline(partial(root, root), mo("←"), loosely(before, number(`before-${root}`, before, "gradient")),
          mo("+"), number("seed", 1, "gradient"), mo("="), number(`after-${root}`, after, "gradient"))];
      default:
        return contributions.map((added) => inline(
          ...backward(root, nodes[node].name, nodes[added.operand].name, added, moment.incoming ?? 0)));
    }
  }

  #say(key, values = {}) {
    return h("span", {}, this.#words.say(key, values));
  }
}

/** v1 = x · w1 = 1 · 2 = 2 */
function forward(nodes, values, at) {
  const { op, operands, name } = nodes[at];
  const names = operands.map((i) => (isNumber(nodes[i]) ? mn(short(values[i])) : symbol(nodes[i].name)));
  const numbers = operands.map((i) => number(`operand-${nodes[i].name}`, values[i], "value"));
  const loose = operands.map((i) => isLoose(values[i]));
  const fixed = operands.map((i) => isNumber(nodes[i]) && isLoose(values[i]));
  return row(symbol(name), mo("="), formula(op, names, fixed), mo("="), formula(op, numbers, loose), mo("="),
    number("result", values[at], "value"));
}

/** ∂y2/∂w1 ← 0 + ∂y2/∂v1 · ∂v1/∂w1 = 0 + 2 · 1 = 2 */
function backward(root, name, operand, { slope, before, after }, incoming) {
  const was = () => loosely(before, number(`before-${operand}`, before, "gradient"));
  return [
    partial(root, operand), mo("←"), was(), mo("+"), partial(root, name), mo("·"), partial(name, operand), mo("="),
    was(), mo("+"), loosely(incoming, number("incoming", incoming, "gradient")), mo("·"),
    loosely(slope, number("slope", slope, "value")), mo("="), number(`after-${operand}`, after, "gradient"),
  ];
}

function isNumber({ op, named }) {
  return op === "constant" && !named;
}

function loosely(x, part) {
  return isLoose(x) ? paren(part) : part;
}

function number(quantity, x, className) {
  const { element, show } = live(quantity, short, className);
  show(x);
  return element;
}
