/**
 * The arithmetic of the step that comes next, in sub-steps: the value and the slope here, what the
 * optimizer makes of the slope, the change, the new place. Letters on the left, the numbers of x and
 * of y beside them; a sentence says what each is for.
 */

import { h } from "../../ui/dom.js";
import { fraction, live, m, mi, mn, mo, paren, power, root, row, sub } from "../../ui/math.js";
import { residualCount, slopeFormulas, slopeNumbers, valueFormula, valueNumbers } from "./formulas.js";
import { coordinate, general } from "./write.js";

const AXES = /** @type {const} */ (["x", "y"]);
const hat = (/** @type {string} */ letter) => m("mover", {}, mi(letter), mo("^"));
/** A formula that begins at the left, in the size of one that stands alone. */
const line = (/** @type {Element} */ ...parts) => h("div", { class: "line" }, m("math", { displaystyle: "true" }, ...parts));
const eta = () => mi("η");
const epsilon = () => mn("1e−8");

/** What stands in a sub-step: letters, and the numbers along one axis. @typedef {(n: (key: string) => Element) => Element} Numbers */
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

/** How a number is named among the quantities of the page. @type {Record<string, string>} */
const QUANTITIES = { m: "m", v: "v", mHat: "m-hat", vHat: "v-hat", change: "change", g: "df-d", next: "next" };

export class Arithmetic {
  #descents;
  #words;
  #steps = h("ol", { class: "sub-steps" });
  #title = h("h2");
  /** Every number on show and what it shows. @type {{ show: (x: number) => void, of: (values: any) => number }[]} */
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
    // A descent that has ended sooner than the others stays at its end.
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

  /** f here. */
  #value(surface, conditioning) {
    const residuals = Array.from({ length: residualCount(surface) }, (_, i) => {
      return this.#number("", general, (v) => v.residuals[i]);
    });
    const numbers = valueNumbers(surface, residuals);
    const value = this.#number("here-f", general, (v) => v.f, "value");
    const formula = row("f", "=", ...(numbers ? [numbers, "="] : []), value);
    return this.#item("value", [valueFormula(surface, conditioning)], [line(formula)]);
  }

  /** The two slopes here. */
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

  /** The numbers along one axis, and what comes out. */
  #line(axis, numbers, key, i, className = "") {
    const write = key === "next" ? coordinate : general;
    const result = this.#number(QUANTITIES[key] + (key === "g" ? "" : "-") + axis, write, (v) => v[key][i], className);
    const name = key === "next" ? sub(axis, this.#inner("t", i)) : sub(LETTERS[key](), axis);
    return line(row(name, "=", numbers, "=", result));
  }

  /** A number inside a formula: along an axis, the rate, or the count of steps. */
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

/** The letter of what comes out. @type {Record<string, () => Element>} */
const LETTERS = {
  g: () => mi("g"), m: () => mi("m"), v: () => mi("v"), mHat: () => hat("m"), vHat: () => hat("v"),
  change: () => mi("Δ"),
};
