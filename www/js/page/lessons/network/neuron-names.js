/**
 * The names and neighbours of neurons: layers count from 1 after the inputs,
 * neurons from 1; inputs and outputs are named by their letters.
 */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * @param {import("../../shell/words.js").Words} words
 * @param {number[]} layers
 * @param {{ layer: number, index: number }} neuron
 * @returns {string}
 */
export function neuronName(words, layers, { layer, index }) {
  if (layer === 0) return words.say("neuron.input", { n: SUBSCRIPTS[index + 1] });
  if (layer === layers.length - 1) {
    return words.say("neuron.output", { n: SUBSCRIPTS[index], class: index });
  }
  return words.say("neuron.hidden", { layer, n: index + 1 });
}

/**
 * Within its layer: x₁, 17, o₀.
 * @param {number[]} layers
 * @param {{ layer: number, index: number }} neuron
 */
export function shortName(layers, { layer, index }) {
  if (layer === 0) return `x${SUBSCRIPTS[index + 1]}`;
  return layer === layers.length - 1 ? `o${SUBSCRIPTS[index]}` : String(index + 1);
}

/**
 * @param {number[]} layers
 * @param {number} at index in the order of the layout
 * @returns {{ layer: number, index: number }}
 */
export function neuronAt(layers, at) {
  let layer = 0;
  let index = at;
  while (layer < layers.length - 1 && index >= layers[layer]) {
    index -= layers[layer];
    layer += 1;
  }
  return { layer, index };
}

/**
 * @param {number[]} layers
 * @param {{ layer: number, index: number }} neuron
 * @returns {number} index in the order of the layout; −1 if there is no such neuron
 */
export function placeOf(layers, { layer, index }) {
  if (!(layer < layers.length && index < layers[layer])) return -1;
  return layers.slice(0, layer).reduce((sum, size) => sum + size, 0) + index;
}

/**
 * The neuron that an arrow key leads to: up and down along a layer, left and right to the neuron at the same
 * height in the next.
 * @param {number[]} layers
 * @param {number} at
 * @param {string} key
 * @returns {number | undefined} `undefined` for any other key
 */
export function neighbour(layers, at, key) {
  const { layer, index } = neuronAt(layers, at);
  const last = layers[layer] - 1;
  const along = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last }[key];
  if (along !== undefined) return placeOf(layers, { layer, index: Math.min(last, Math.max(0, along)) });
  const across = { ArrowLeft: layer - 1, ArrowRight: layer + 1 }[key];
  if (across === undefined) return undefined;
  if (layers[across] === undefined) return at;
  const height = last > 0 ? index / last : 0.5;
  return placeOf(layers, { layer: across, index: Math.round(height * (layers[across] - 1)) });
}
