/** The formula of a moment with the numbers of the trace, for the neuron or the weight in focus. */

import { h } from "../../../ui/dom.js";
import { fraction, inline, live, mi, mn, mo, paren, power, row, sub } from "../../../ui/math.js";
import { significant } from "../../../ui/numbers.js";
import { parameterIndex } from "../inspector-names.js";

/**
 * @typedef {{ trace: any, layers: number[], layer: number, from: number, to: number, last: number,
 *   settings: Record<string, any> }} Place `settings`: the current ones;
 *   `layer` 1 is the first hidden layer; `to` is a neuron of `layer`, `from` one of the previous layer
 */

/** A number of the trace. */
function number(quantity, x, className) {
  const place = live(quantity, significant, className);
  place.show(x);
  return place.element;
}

/** The same as a factor: in parentheses if negative. */
function factor(quantity, x, className) {
  const element = number(quantity, x, className);
  return x < 0 ? paren(element) : element;
}

const letter = (/** @type {string} */ name, /** @type {number} */ index) => sub(mi(name), mn(index));
const partial = (/** @type {Element} */ of) => fraction(row(mo("∂"), mi("L")), row(mo("∂"), of));

/** A line that may break before its numbers. */
function line(symbols, numbers) {
  return h("div", { class: "formula-line" }, inline(...symbols), inline(...numbers));
}

/** A neuron's number: hidden neurons count from 1, outputs from 0 like their classes. */
const called = (/** @type {Place} */ { layer, to, last }) => (layer === last ? to : to + 1);
/** A neuron's output: a, or o where it is the network's output. */
const sent = (/** @type {Place} */ place) => letter(place.layer === place.last ? "o" : "a", called(place));
const weight = (/** @type {Place} */ place) => sub(mi("w"), row(mn(place.from + 1), mo(","), mn(called(place))));

/** @type {Record<string, (place: Place) => Element[]>} */
const FORMULAS = {
  forward(place) {
    const { trace, layers, layer, to } = place;
    const { z, a } = trace.layers[layer - 1];
    const bias = trace.update.before[parameterIndex({ kind: "b", layer, from: 0, to }, layers)];
    const n = called(place);
    return [
      line([letter("z", n), mo("="), mi("b"), mo("+"), mo("∑"), sub(mi("w"), mi("i")), sub(mi(layer === 1 ? "x" : "a"), mi("i"))],
        [mo("="), number("trace-bias", bias, "value"), mo("+"), mo("…"), mo("="), number("trace-z", z[to], "value")]),
      line([sent(place), mo("="), mi("f"), paren(letter("z", n))], [mo("="), number("trace-a", a[to], "value")]),
    ];
  },
  loss({ trace, last }) {
    const { a } = trace.layers[last - 1];
    const square = (/** @type {number} */ k) => power(paren(number(`trace-o${k}`, a[k], "value"), mo("−"),
      number(`trace-t${k}`, trace.target[k])), mn(2));
    const symbols = (/** @type {number} */ k) => power(paren(letter("o", k), mo("−"), letter("t", k)), mn(2));
    return [
      inline(mi("L"), mo("="), fraction(mn(1), mn(2)), paren(symbols(0), mo("+"), symbols(1))),
      line([mo("="), fraction(mn(1), mn(2)), paren(square(0), mo("+"), square(1))],
        [mo("="), number("trace-loss", trace.loss, "value")]),
    ];
  },
  delta(place) {
    const { trace, layer, to, last } = place;
    const { a, error, slope, delta } = trace.layers[layer - 1];
    const n = called(place);
    const result = line([letter("δ", n), mo("="), mi("f′"), paren(letter("z", n)), mo("·"), partial(sent(place))],
      [mo("="), number("trace-slope", slope[to], "value"), mo("·"), factor("trace-error", error[to], "gradient"), mo("="),
        number("trace-delta", delta[to], "gradient")]);
    const sum = number("trace-error-sum", error[to], "gradient");
    const first = layer === last
      ? line([partial(sent(place)), mo("="), sent(place), mo("−"), letter("t", n)],
        [mo("="), number("trace-a", a[to], "value"), mo("−"), number("trace-t", trace.target[to]), mo("="), sum])
      : line([partial(sent(place)), mo("="), mo("∑"), sub(mi("w"), mi("j")), sub(mi("δ"), mi("j"))], [mo("="), sum]);
    return [first, result];
  },
  gradient(place) {
    const { trace, layer, from, to } = place;
    const { delta, gradient } = trace.layers[layer - 1];
    const inputs = layer === 1 ? trace.input : trace.layers[layer - 2].a;
    const came = letter(layer === 1 ? "x" : "a", from + 1);
    return [line([partial(weight(place)), mo("="), came, mo("·"), letter("δ", called(place))],
      [mo("="), number("trace-input", inputs[from], "value"), mo("·"), factor("trace-delta", delta[to], "gradient"), mo("="),
        number("trace-gradient", gradient[from * delta.length + to], "gradient")])];
  },
  update(place) {
    const { trace, layers, layer, from, to, settings } = place;
    const { before, gradient, m, change, after } = trace.update;
    const at = parameterIndex({ kind: "w", layer, from, to }, layers);
    const w = () => weight(place);
    // The factor of η: the gradient, or the optimizer's mean of it.
    const slope = () => (m ? mi("m") : partial(w()));
    const factorOfRate = m ? factor("slot-m", m[at], "gradient") : factor("trace-gradient", gradient[at], "gradient");
    const lines = [
      line([w(), mo("←"), w(), mo("−"), mi("η"), slope()],
        [mo("="), number("trace-before", before[at], "value"), mo("−"), number("trace-rate", settings.learningRate), mo("·"),
          factorOfRate, mo("="), number("trace-after", after[at], "value")]),
      line([mo("−"), mi("η"), slope()], [mo("="), number("trace-update", change[at], "gradient")]),
    ];
    if (!m) return lines;
    const mean = line([mi("m"), mo("←"), mi("β"), mi("m"), mo("+"), partial(w())],
      [mo("="), number("trace-momentum", settings.momentum), mo("·"), mo("…"), mo("+"),
        factor("trace-gradient", gradient[at], "gradient"), mo("="), number("slot-m", m[at], "gradient")]);
    return [mean, ...lines];
  },
};

/**
 * @param {import("./moments.js").Phase} phase
 * @param {Place} place
 * @returns {Element[]} its lines
 */
export function formulaOf(phase, place) {
  return FORMULAS[phase](place);
}
