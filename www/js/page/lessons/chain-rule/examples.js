/**
 * Example expressions: the chapter's graph first, then one for each aspect of the chain rule:
 * a neuron with its error, a variable used twice, a fraction, a kink, a surface.
 */

/** @typedef {{ id: string, text: string, values: Record<string, number> }} Example */

/** @type {Example} */
export const CHAPTER = Object.freeze({
  id: "chapter",
  text: "y1 = x*w1 + b1; y2 = y1*w2 + b2",
  values: Object.freeze({ x: 1, w1: 2, b1: 1, w2: 2, b2: 1 }),
});

/** @type {readonly Example[]} */
export const EXAMPLES = Object.freeze([
  CHAPTER,
  { id: "neuron", text: "a = tanh(w*x + b); L = (a - t)^2", values: { w: 0.5, x: 1, b: 0, t: 1 } },
  { id: "shared", text: "a = x^2; y = a*x + a", values: { x: 2 } },
  { id: "sigmoid", text: "s = 1 / (1 + exp(-z))", values: { z: 0.5 } },
  { id: "kink", text: "y = max(x, 0) + relu(w*x)", values: { x: 0, w: -1 } },
  { id: "himmelblau", text: "f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2", values: { x: -2, y: 2 } },
]);

/**
 * The example with this text, ignoring spaces.
 * @param {string} text
 * @returns {Example | undefined}
 */
export function exampleOf(text) {
  const plain = (/** @type {string} */ one) => one.replace(/\s/g, "");
  return EXAMPLES.find((example) => plain(example.text) === plain(text));
}

/**
 * The example that the model shows with its initial values, if any.
 * @param {import("../../tape/tape-model.js").TapeModel} model
 * @returns {Example | undefined}
 */
export function exampleShown(model) {
  const example = exampleOf(model.text);
  const same = example && model.choices.every(({ name, value }) => value === example.values[name]);
  return same ? example : undefined;
}
