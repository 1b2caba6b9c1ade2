/**
 * The arithmetic of the next step, in sub-steps: the value and the slopes at the current point, the
 * optimizer's means of them, the change, the new point. Letters on the left, the numbers of x and
 * of y next to them, and a sentence on the purpose of each.
 */

import { h } from "../../ui/dom.js";
import { fraction, live, m, mi, mn, mo, paren, power, root, row, sub } from "../../ui/math.js";
import { residualCount, slopeFormulas, slopeNumbers, valueFormula, valueNumbers } from "./formulas.js";
import { coordinate, general } from "./write.js";

const AXES = /** @type {const} */ (["x", "y"]);
const hat = (/** @type {string} */ letter) => m("mover", {}, mi(letter), mo("^"));
/** A left-aligned formula in display style. */
const line = (/** @type {Element} */ ...parts) => h("div", { class: "line" }, m("math", { displaystyle: "true" }, ...parts));
const eta = () => mi("η");
const epsilon = () => mn("1e−8");

/** The numbers of a sub-step along one axis; `n` makes one. @typedef {(n: (key: string) => Element) => Element} Numbers */
/** @typedef {{ id: string, key: string, letters: () => Element, numbers: Numbers }} Part */

/** @type {Record<string, Part>} */
const PARTS = {
  sum: {
    id: "sum", key: "m", letters: () => row("m", "←", "0.9", "m", "+", "g"),
    numbers: (n) => row("0.9", "·", paren(n("mOld")), "+", paren(n("g"))),
  },
  mean: {
    id: "mean", key: "m", letters: () => row("m", "←", "0.9", "m", "+", "0.1", "g"),
    numbers: (n) => row("0.9", "·", paren(n("mOld")), "+", "0.1", "·", paren(n("g"))),
  },
  square: {
    id: "square", key: "v", letters: () => row("v", "←", "0.9", "v", "+", "0.1", power("g", 2)),
    numbers: (n) => row("0.9", "·", n("vOld"), "+", "0.1", "·", power(paren(n("g")), 2)),
  },
  longSquare: {
    id: "square", key: "v", letters: () => row("v", "←", "0.999", "v", "+", "0.001", power("g", 2)),
    numbers: (n) => row("0.999", "·", n("vOld"), "+", "0.001", "·", power(paren(n("g")), 2)),
  },
  mHat: {
    id: "mHat", key: "mHat", letters: () => row(hat("m"), "=", fraction("m", row(1, "−", power("0.9", "t")))),
    numbers: (n) => fraction(n("m"), row(1, "−", power("0.9", n("t")))),
  },
  vHat: {
    id: "vHat", key: "vHat", letters: () => row(hat("v"), "=", fraction("v", row(1, "−", power("0.999", "t")))),
    numbers: (n) => fraction(n("v"), row(1, "−", power("0.999", n("t")))),
  },
  plain: {
    id: "plain", key: "change", letters: () => row("Δ", "=", "−", eta(), "g"),
    numbers: (n) => row("−", n("rate"), "·", paren(n("g"))),
  },
  rolling: {
    id: "rolling", key: "change", letters: () => row("Δ", "=", "−", eta(), "m"),
    numbers: (n) => row("−", n("rate"), "·", paren(n("m"))),
  },
  scaled: {
    id: "scaled", key: "change",
    letters: () => row("Δ", "=", "−", eta(), fraction("g", row(root(mi("v")), "+", epsilon()))),
    numbers: (n) => row("−", n("rate"), "·", fraction(n("g"), row(root(n("v")), "+", epsilon()))),
  },
  corrected: {
    id: "corrected", key: "change",
    letters: () => row("Δ", "=", "−", eta(), fraction(hat("m"), row(root(hat("v")), "+", epsilon()))),
    numbers: (n) => row("−", n("rate"), "·", fraction(n("mHat"), row(root(n("vHat")), "+", epsilon()))),
  },
};

/** The sub-steps of each rule. */
const STEPS = {
  sgd: [PARTS.plain],
  momentum: [PARTS.sum, PARTS.rolling],
  rmsprop: [PARTS.square, PARTS.scaled],
  adam: [PARTS.mean, PARTS.longSquare, PARTS.mHat, PARTS.vHat, PARTS.corrected],
};

/** The quantity names of the numbers. @type {Record<string, string>} */
const QUANTITIES = { m: "m", v: "v", mHat: "m-hat", vHat: "v-hat", change: "change", g: "df-d", next: "next" };

export class Arithmetic {
  #descents;
  #words;
  #steps = h("ol", { class: "sub-steps" });
  #title = h("h2");
  /** Every number in the formulas, and its source. @type {{ show: (x: number) => void, of: (values: any) => number }[]} */
  #numbers = [];
  #built = "";

  /**
   * @param {{ descents: import("./descents.js").Descents, words: import("../../shell/words.js").Words,
   *   head: HTMLElement[] }} parts
   */
  constructor({ descents, words, head }) {
    this.#descents = descents;
    this.#words = words;
    this.#title.dataset.word = "himmelblau.step.name";
    this.element = h("section", { class: "arithmetic", "data-part": "arithmetic" }, ...head, this.#title, this.#steps);
  }

  /** @param {number} at */
  show(at) {
    const { state, terrain } = this.#descents;
    const built = `${state.surface} ${state.conditioning} ${state.optimizer}`;
    if (built !== this.#built) this.#build(built);
    // A descent that ended earlier than the others stays at its end.
    const here = Math.min(at, this.#descents.report().length);
    const step = this.#descents.step(here);
    const last = here > 0 ? this.#descents.step(here - 1) : undefined;
    const { residuals } = terrain.probe(step.x, step.y);
    const values = {
      ...step, place: [step.x, step.y], residuals, rate: state.rate, t: here + 1,
      mOld: last?.m ?? [0, 0], vOld: last?.v ?? [0, 0],
    };
    for (const number of this.#numbers) number.show(number.of(values));
  }

  #build(built) {
    this.#built = built;
    this.#numbers = [];
    const { surface, conditioning, optimizer } = this.#descents.state;
    const items = [this.#value(surface, conditioning), this.#slope(surface, conditioning)];
    for (const part of STEPS[/** @type {keyof typeof STEPS} */ (optimizer)]) {
      items.push(this.#item(part.id, [part.letters()], AXES.map((axis, i) => {
        return this.#line(axis, part.numbers((key) => this.#inner(key, i)), part.key, i);
      })));
    }
    const next = AXES.map((axis, i) => this.#line(axis, row(
      this.#number("", coordinate, (v) => v.place[i]), "+", paren(this.#inner("change", i))), "next", i));
    const letters = row(sub("x", "t"), "=", sub("x", row("t", "−", 1)), "+", "Δ");
    items.push(this.#item("next", [letters], next));
    this.#steps.replaceChildren(...items);
    this.#words.apply(this.#steps);
  }

  /** f at the current point. */
  #value(surface, conditioning) {
    const residuals = Array.from({ length: residualCount(surface) }, (_, i) => {
      return this.#number("", general, (v) => v.residuals[i]);
    });
    const numbers = valueNumbers(surface, residuals);
    const value = this.#number("here-f", general, (v) => v.f, "value");
    const formula = row("f", "=", ...(numbers ? [numbers, "="] : []), value);
    return this.#item("value", [valueFormula(surface, conditioning)], [line(formula)]);
  }

  /** The two slopes at the current point. */
  #slope(surface, conditioning) {
    const numbers = slopeNumbers(surface, {
      x: () => this.#number("", general, (v) => v.x), y: () => this.#number("", general, (v) => v.y),
      r: [0, 1, 2].map((i) => () => this.#number("", general, (v) => v.residuals[i])), k: () => mn(conditioning),
    });
    const partial = (/** @type {string} */ axis) => fraction(row("∂", "f"), row("∂", axis));
    const letters = slopeFormulas(surface, conditioning).map((formula, i) => row(partial(AXES[i]), "=", formula));
    const lines = AXES.map((axis, i) => this.#line(axis, numbers[i], "g", i, "gradient"));
    return this.#item("slope", letters, lines);
  }

  #item(id, letters, lines) {
    return h("li", { class: `sub-step sub-step-${id}` },
      h("p", { class: "sub-step-says", word: `himmelblau.part.${id}` }),
      h("div", { class: "letters" }, ...letters.map((each) => line(each))), h("div", { class: "lines" }, ...lines));
  }

  /** The numbers along one axis, and their result. */
  #line(axis, numbers, key, i, className = "") {
    const write = key === "next" ? coordinate : general;
    const result = this.#number(QUANTITIES[key] + (key === "g" ? "" : "-") + axis, write, (v) => v[key][i], className);
    const name = key === "next" ? sub(axis, this.#inner("t", i)) : sub(LETTERS[key](), axis);
    return line(row(name, "=", numbers, "=", result));
  }

  /** A number inside a formula: along an axis, the learning rate, or the number of steps. */
  #inner(key, i) {
    if (key === "rate" || key === "t") return this.#number("", String, (v) => v[key]);
    return this.#number("", general, (v) => v[key][i], key === "g" ? "gradient" : "");
  }

  #number(quantity, write, of, className = "") {
    const number = live(`himmelblau-${quantity || "term"}`, write, className);
    this.#numbers.push({ show: number.show, of });
    return number.element;
  }
}

/** The letter of a result. @type {Record<string, () => Element>} */
const LETTERS = {
  g: () => mi("g"), m: () => mi("m"), v: () => mi("v"), mHat: () => hat("m"), vHat: () => hat("v"),
  change: () => mi("Δ"),
};
