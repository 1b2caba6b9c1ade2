/**
 * The chain rule, checked with numbers: for every way from a variable to the root the derivatives
 * along it, their product, and the sum of the products beside the gradient that the tape gives.
 */

import { h, listen, uniqueId } from "../dom.js";
import { live, math, mo, paren } from "../lesson/math.js";
import { partial } from "../tape/operations.js";
import { isLoose, short } from "../tape/write.js";

/** The variable that stands there first, where there is one of that name. */
const FIRST = "w1";
/** Products that are written out in the sum; with more of them it ends in an ellipsis. */
const SUMMANDS = 8;
/** Factors that stand in one line with their numbers. */
const SHORT = 2;

export class Check {
  #abort = new AbortController();
  #words;
  #model;
  #select = h("select", { id: uniqueId("check") });
  #lines = h("div", { class: "check-lines" });
  #shown = "";
  #drawn = true;

  /**
   * @param {{ words: import("../words.js").Words, model: import("../tape/tape-model.js").TapeModel }} parts
   */
  constructor({ words, model }) {
    this.#words = words;
    this.#model = model;
    this.element = h("section", { class: "check", "data-part": "check" },
      h("header", {}, h("h2", { word: "check.name" }),
        h("div", { class: "labelled" }, h("label", { for: this.#select.id, word: "check.by" }), this.#select)),
      this.#lines);
    listen(this.#select, "change", () => this.show(), this.#abort.signal);
  }

  /**
   * Another expression: other variables to choose from.
   * @param {boolean} drawn whether there is a picture; without one there are no paths to follow
   */
  reshape(drawn) {
    this.#drawn = drawn;
    const names = this.#model.leaves.map(({ name }) => name);
    const kept = [this.#select.value, FIRST].find((name) => names.includes(name)) ?? names[0] ?? "";
    this.#select.replaceChildren(...names.map((name) => h("option", { value: name }, name)));
    this.#select.value = kept;
    this.#shown = "";
  }

  /** What stands there depends on the values alone, not on what is being played. */
  show() {
    const model = this.#model;
    const state = [this.#words.language, model.text, model.root, this.#select.value, ...model.frame.values].join();
    if (state === this.#shown) return;
    this.#shown = state;
    const by = this.#select.value;
    this.#lines.replaceChildren(...(by ? this.#write(by) : [h("p", { word: "check.none" }, this.#words.say("check.none"))]));
  }

  dispose() {
    this.#abort.abort();
  }

  #write(by) {
    const { root, nodes } = this.#model;
    const { total, paths } = this.#drawn ? this.#model.paths(by) : { total: 1, paths: [] };
    const lines = paths.map(({ factors, product }, i) => this.#line(factors, product, i, nodes));
    if (total === 0) lines.push(h("p", {}, this.#words.say("check.independent", { root, by })));
    if (this.#drawn && total > paths.length) {
      const count = Number.isFinite(total) ? total : "2⁶⁴";
      lines.push(h("p", {}, this.#words.say("check.more", { count, limit: paths.length })));
    }
    return [...lines, this.#sum(by, paths, total)];
  }

  /** ∂y2/∂y1 · ∂y1/∂w1 = 2 · 1 = 2 */
  #line(factors, product, index, nodes) {
    const symbols = factors.map(({ of, by }) => partial(nodes[of].name, nodes[by].name));
    const numbers = factors.map(({ of, by, value }) => {
      const [upper, lower] = [nodes[of].name, nodes[by].name];
      // One of several ways between two names is not their derivative.
      const whole = this.#model.derivative(upper, lower) === value;
      return guarded(whole ? `d${upper}-d${lower}` : `local-${upper}-${lower}`, value);
    });
    if (factors.length < 2) return math(...symbols, ...(symbols.length > 0 ? [mo("=")] : []), number(`path-${index + 1}`, product));
    const result = [mo("="), ...joined(numbers, "·"), mo("="), number(`path-${index + 1}`, product)];
    if (factors.length <= SHORT) return math(...joined(symbols, "·"), ...result);
    return h("div", {}, math(...joined(symbols, "·")), math(...result));
  }

  /** ∂y2/∂w1 = 3 + 3 = 6, the last number being the tape's. */
  #sum(by, paths, total) {
    const { root } = this.#model;
    const products = paths.slice(0, SUMMANDS).map(({ product }, i) => guarded(`summand-${i + 1}`, product));
    const rest = this.#drawn && total > products.length ? [mo("+"), mo("…")] : [];
    const written = products.length > 1 ? [...joined(products, "+"), ...rest, mo("=")] : [];
    const line = math(partial(root, by), mo("="), ...written, number(`d${root}-d${by}`, this.#model.derivative(root, by)));
    line.setAttribute("class", "check-sum");
    return line;
  }
}

function joined(parts, sign) {
  return parts.flatMap((part, i) => (i > 0 ? [mo(sign), part] : [part]));
}

function number(quantity, x) {
  const { element, show } = live(quantity, short);
  show(x);
  return element;
}

function guarded(quantity, x) {
  return isLoose(x) ? paren(number(quantity, x)) : number(quantity, x);
}
