/**
 * The questions of "predict, then reveal": one about each moment of an update. Those about numbers have two answers;
 * the right one follows from the trace's numbers, and if these are equal, there is no question. Those about rules
 * offer what is often taken for them; each is asked until it has been answered.
 */

import { parameterIndex } from "../inspector-names.js";

/**
 * @typedef {import("./moments.js").Phase} Phase
 * @typedef {{ layer: number, index: number }} Neuron
 * @typedef {{ from: number, to: number }} Edge in the space before the moment's layer
 * @typedef {{ kind: string, layer: number, about: Neuron | Edge | null,
 *   answers: (string | Neuron | Edge)[], right: number, to: number, from: number }} Question
 *   `kind`: its texts are `predict.ask.<kind>` and `predict.why.<kind>`, or `predict.why.<answer>` for a wrong
 *   one; the text of a string answer is `predict.<answer>`; `to` and `from`: the neurons whose numbers decide
 * @typedef {{ trace: any, layers: number[], layer: number, last: number, to: number, from: number }} Place as for a formula
 */

/** Two numbers should differ by more than this fraction of the larger, if there is such a pair. */
const CLEAR = 0.1;
/** ½ (½² + ½²): the loss for outputs of ½ and ½. */
const UNDECIDED = 0.25;

/** The index of the right answer: 0 if `x` is positive, 1 if it is negative. */
const bySign = (/** @type {number} */ x) => (x > 0 ? 0 : x < 0 ? 1 : null);
const bySize = (/** @type {number} */ a, /** @type {number} */ b) => bySign(Math.abs(a) - Math.abs(b));

/**
 * Two kinds of question for each phase, which alternate: each returns candidates, the best first.
 * @type {Record<Phase, ((place: Place, wish: number) => (Question | null)[])[]>}
 */
const KINDS = {
  forward: [
    (place) => neurons(place).map((to) => sign("sum", { ...place, to }, layerOf(place).z[to])),
    (place, wish) => pairs("output", place, wish, layerOf(place).a, (a, b) => bySign(a - b)),
  ],
  loss: [
    (place) => [question("loss", place, null, ["larger", "smaller"], bySign(place.trace.loss - UNDECIDED))],
    (place, wish) => pairs("further", place, wish, layerOf(place).error, bySize),
  ],
  delta: [
    (place) => neurons(place).map((to) => sign("delta", { ...place, to }, layerOf(place).delta[to])),
    (place, wish) => pairs("steeper", place, wish, layerOf(place).delta, bySize),
  ],
  gradient: [
    (place) => edges(place).map((edge) => {
      return sign("gradient", { ...place, ...edge }, gradientAt(place, edge), edge);
    }),
    (place, wish) => edgePairs("gradients", place, wish, gradientAt),
  ],
  update: [
    (place) => edges(place).map((edge) => {
      return question("move", { ...place, ...edge }, edge, ["up", "down"], bySign(changeAt(place, edge)));
    }),
    (place, wish) => edgePairs("moves", place, wish, changeAt),
  ],
};

/** The rules, by kind of question: the right answer first, then what is often taken for it. */
export const RULES = Object.freeze({
  into: ["into.column", "into.row"],
  slope: ["slope.z", "slope.a", "slope.none"],
  back: ["back.away", "back.into", "back.bare"],
  input: ["input.a", "input.swapped", "input.w"],
  against: ["against.minus", "against.plus"],
});

/** @param {Phase} phase @param {Place} place @returns {keyof RULES | undefined} the rule of a moment */
function ruleOf(phase, { layer, last, trace }) {
  if (phase === "delta") return layer === last ? "slope" : "back";
  if (phase === "update") return trace.update.m ? undefined : "against";
  return /** @type {Partial<Record<Phase, keyof RULES>>} */ ({ forward: "into", gradient: "input" })[phase];
}

/** The question about a rule, its right answer at another place each time. @returns {Question} */
function ruleQuestion(kind, place, turn) {
  const { layer, to, from } = place;
  const right = turn % RULES[kind].length;
  const answers = RULES[kind].map((_, i, all) => all[(i - right + all.length) % all.length]);
  const about = kind === "input" || kind === "against" ? { from, to } : { layer, index: to };
  return { kind, layer, about, answers, right, to, from };
}

/**
 * @param {Phase} phase
 * @param {Place} place the neurons in focus: the subject, unless another one gives the wished answer
 * @param {number} turn the number of questions answered
 * @param {boolean} pinned prefer questions about the neuron in focus
 * @param {{ has: (kind: string) => boolean }} known kinds of rules that need not be asked any more
 * @returns {Question | null} `null` if all numbers are equal
 */
export function questionOf(phase, place, turn, pinned, known) {
  const rule = ruleOf(phase, place);
  if (rule && !known.has(rule)) return ruleQuestion(rule, place, turn);
  const wish = wishOf(turn);
  const kinds = (turn + place.trace.step) % 2 === 0 ? KINDS[phase] : [...KINDS[phase]].reverse();
  const all = kinds.flatMap((ask) => ask(place, wish)).filter((found) => found !== null);
  const here = pinned ? all.filter(({ to }) => to === place.to) : [];
  const asked = here.length > 0 ? here : all;
  return asked.find(({ right }) => right === wish) ?? asked[0] ?? null;
}

/** The answer that should be right: the Thue–Morse sequence has no value three times in a row, and no period. */
function wishOf(turn) {
  let ones = 0;
  for (let bits = turn; bits > 0; bits = Math.floor(bits / 2)) ones += bits % 2;
  return ones % 2;
}

const layerOf = (/** @type {Place} */ { trace, layer }) => trace.layers[layer - 1];

const gradientAt = (/** @type {Place} */ place, { from, to }) => {
  const { delta, gradient } = layerOf(place);
  return gradient[from * delta.length + to];
};

const changeAt = (/** @type {Place} */ { trace, layers, layer }, { from, to }) => {
  return trace.update.change[parameterIndex({ kind: "w", layer, from, to }, layers)];
};

/** @returns {Question | null} */
function question(kind, { layer, to, from }, about, answers, right) {
  return right === null ? null : { kind, layer, about, answers, right, to, from };
}

function sign(kind, place, x, about = { layer: place.layer, index: place.to }) {
  return question(kind, place, about, ["positive", "negative"], bySign(x));
}

/** The indices below `count`, cyclically from `first`. */
const around = (/** @type {number} */ first, /** @type {number} */ count) => {
  return Array.from({ length: count }, (_, i) => (first + i) % count);
};

const neurons = (/** @type {Place} */ place) => around(place.to, layerOf(place).a.length);

function edges(place) {
  const { delta, gradient } = layerOf(place);
  return around(place.to, delta.length).flatMap((to) => {
    return around(place.from, gradient.length / delta.length).map((from) => ({ from, to }));
  });
}

/** The neuron in focus and another of its layer, in the order that makes the wished answer right. */
function pairs(kind, place, wish, values, compare) {
  const { layer, to } = place;
  return clearest(neurons(place).slice(1), (other) => [values[to], values[other]]).map((other) => {
    const answers = [{ layer, index: to }, { layer, index: other }];
    return ordered(question(kind, place, null, answers, compare(values[to], values[other])), wish);
  });
}

/** The weight in focus and another into the same neuron. */
function edgePairs(kind, place, wish, valueAt) {
  const { to, from } = place;
  const { delta, gradient } = layerOf(place);
  const others = around(from, gradient.length / delta.length).slice(1);
  const value = (/** @type {number} */ i) => valueAt(place, { from: i, to });
  return clearest(others, (other) => [value(from), value(other)]).map((other) => {
    const answers = [{ from, to }, { from: other, to }];
    return ordered(question(kind, place, null, answers, bySize(value(from), value(other))), wish);
  });
}

/** @returns {number[]} the others, those that differ enough first */
function clearest(others, valuesOf) {
  const isClear = (/** @type {number} */ other) => {
    const [a, b] = valuesOf(other);
    return Math.abs(a - b) > CLEAR * Math.max(Math.abs(a), Math.abs(b));
  };
  return [...others.filter(isClear), ...others.filter((other) => !isClear(other))];
}

/** @returns {Question | null} with its answers swapped, if that makes the wished one right */
function ordered(asked, wish) {
  if (!asked || asked.right === wish) return asked;
  return { ...asked, answers: [...asked.answers].reverse(), right: /** @type {0 | 1} */ (wish) };
}
