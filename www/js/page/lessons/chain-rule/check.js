/**
 * The chain rule, checked with numbers: for every path from a variable to the root, the derivatives
 * along it and their product; and the sum of the products next to the tape's gradient.
 */

import { partial } from "../../tape/operations.js";
import { guarded, short } from "../../tape/write.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { live, math, mo } from "../../ui/math.js";

/** The variable selected first, if there is one of that name. */
const FIRST = "w1";
/** The most products written out in the sum; if there are more, it ends in an ellipsis. */
const SUMMANDS = 8;
/** The most factors that are on one line with their numbers. */
const SHORT = 2;

export class Check {
  #abort = new AbortController();
  #words;
  #model;
  #select = h("select", { id: uniqueId("check") });
  #lines = h("div", { class: "check-lines", tabindex: 0, role: "group", wordLabel: "check.name" });
  #built = "";
  /** Functions that write the numbers into the lines. @type {((paths: any[], derivative: number) => void)[]} */
  #writers = [];
  #drawn = true;
  #told = true;

  /** @param {{ words: import("../../shell/words.js").Words, model: import("../../tape/tape-model.js").TapeModel }} parts */
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
   * Takes another expression, with other variables to choose from.
   * @param {boolean} drawn whether there is a picture; without one, no paths are shown
   */
  reshape(drawn) {
    this.#drawn = drawn;
    const names = this.#model.leaves.map(({ name }) => name);
    const kept = [this.#select.value, FIRST].find((name) => names.includes(name)) ?? names[0] ?? "";
    this.#select.replaceChildren(...names.map((name) => h("option", { value: name }, name)));
    this.#select.value = kept;
    this.#built = "";
  }

  /**
   * Updates the lines, which depend only on the values, not on the player's position.
   * @param {boolean} told false: the lines stop before the numbers, and ask for them
   */
  show(told = this.#told) {
    this.#told = told;
    const by = this.#select.value;
    this.#model.follow(this.#drawn && by ? by : undefined);
    const state = [this.#words.language, this.#model.text, this.#model.root, by, told].join();
    if (state !== this.#built) this.#build(by);
    this.#built = state;
    this.#fill(by);
  }

  dispose() {
    this.#abort.abort();
  }

  #build(by) {
    this.#writers = [];
    if (by === "") {
      this.#lines.replaceChildren(h("p", {}, this.#words.say("check.none")));
      return;
    }
    const { root } = this.#model;
    const { total, paths } = this.#paths;
    if (!this.#told) {
      const ask = h("p", { word: "chain-rule.ask" }, this.#words.say("chain-rule.ask"));
      return this.#lines.replaceChildren(ask, ...paths.map(({ factors }) => math(...joined(this.#symbols(factors), "·"), mo("="), mo("?"))));
    }
    const lines = paths.map(({ factors }, i) => this.#line(factors, i));
    if (this.#drawn && total === 0) lines.push(h("p", {}, this.#words.say("check.independent", { root, by })));
    if (total > paths.length) {
      const count = Number.isFinite(total) ? total : "2⁶⁴";
      lines.push(h("p", {}, this.#words.say("check.more", { count, limit: paths.length })));
    }
    this.#lines.replaceChildren(...lines, this.#sum(by, paths.length, total));
  }

  #fill(by) {
    if (by === "" || !this.#told) return;
    const { paths } = this.#paths;
    const derivative = this.#model.derivative(by);
    for (const write of this.#writers) write(paths, derivative);
  }

  /** The paths; none without a picture. */
  get #paths() {
    return this.#model.frame.paths ?? { total: 0, paths: [] };
  }

  /** ∂y2/∂y1, ∂y1/∂w1 */
  #symbols(factors) {
    const { nodes } = this.#model;
    return factors.map(({ of, by }) => partial(nodes[of].name, nodes[by].name));
  }

  /** ∂y2/∂y1 · ∂y1/∂w1 = 2 · 1 = 2 */
  #line(factors, index) {
    const { nodes } = this.#model;
    const symbols = this.#symbols(factors);
    const numbers = factors.map(({ of, by, whole }, i) => {
      // One of several paths between two names is not their derivative.
      const number = guarded(`${whole ? "d" : "local-"}${nodes[of].name}-${whole ? "d" : ""}${nodes[by].name}`);
      this.#writers.push((paths) => number.show(paths[index].factors[i].value));
      return number.element;
    });
    const product = live(`path-${index + 1}`, short);
    this.#writers.push((paths) => product.show(paths[index].product));
    const equals = symbols.length > 0 ? [mo("=")] : [];
    const result = [...equals, ...(numbers.length > 1 ? [...joined(numbers, "·"), mo("=")] : []), product.element];
    if (factors.length <= SHORT) return math(...joined(symbols, "·"), ...result);
    return h("div", {}, math(...joined(symbols, "·")), math(...result));
  }

  /** ∂y2/∂w1 = 3 + 3 = 6, where the last number is the tape's. */
  #sum(by, count, total) {
    const { root } = this.#model;
    const products = Array.from({ length: Math.min(count, SUMMANDS) }, (_, i) => {
      const summand = guarded(`summand-${i + 1}`);
      this.#writers.push((paths) => summand.show(paths[i].product));
      return summand.element;
    });
    const whole = live(`d${root}-d${by}`, short);
    this.#writers.push((_, derivative) => whole.show(derivative));
    const rest = total > products.length ? [mo("+"), mo("…")] : [];
    const written = products.length > 1 ? [...joined(products, "+"), ...rest, mo("=")] : [];
    const line = math(partial(root, by), mo("="), ...written, whole.element);
    line.setAttribute("class", "check-sum");
    return line;
  }
}

function joined(parts, sign) {
  return parts.flatMap((part, i) => (i > 0 ? [mo(sign), part] : [part]));
}
