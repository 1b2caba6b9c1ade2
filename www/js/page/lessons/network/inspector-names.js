/**
 * The names of weights, biases and neurons in the search field: `w2[3,17]` leads from neuron 3
 * of the previous layer to neuron 17 of hidden layer 2, `b2[17]` is that neuron's bias, `n2[17]` the
 * neuron itself. Layers count from 1 after the inputs, neurons from 1 and outputs from 0, as
 * everywhere on the page.
 */

/**
 * @typedef {{ kind: "w" | "b" | "n", layer: number, from: number, to: number }} Name `from` and `to`
 *   count from 0; `from` is 0 if there is none
 */

/** The number of the first neuron that a weight or a bias of this layer leads to. */
const firstOf = (/** @type {number} */ layer, /** @type {number[]} */ layers) => (layer === layers.length - 1 ? 0 : 1);

/**
 * @param {string} text
 * @param {number[]} layers
 * @returns {Name | undefined} `undefined` if it cannot be parsed, or does not exist in this network
 */
export function parseName(text, layers) {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace("，", ",").toLowerCase();
  const [, kind, layerText, inside] = /^([wbn])(\d)\[(\d+(?:,\d+)?)\]$/.exec(plain) ?? [];
  const layer = Number(layerText);
  if (!kind || !(layer >= 1 && layer < layers.length)) return undefined;
  const places = inside.split(",").map(Number);
  if (places.length !== (kind === "w" ? 2 : 1)) return undefined;
  const from = kind === "w" ? places[0] - 1 : 0;
  const to = places[places.length - 1] - firstOf(layer, layers);
  const name = { kind: /** @type {Name["kind"]} */ (kind), layer, from, to };
  return from >= 0 && to >= 0 && isThere(name, layers) ? name : undefined;
}

/** @param {Name} name @param {number[]} layers @returns {string} */
export function writeName({ kind, layer, from, to }, layers) {
  const last = to + firstOf(layer, layers);
  return kind === "w" ? `w${layer}[${from + 1},${last}]` : `${kind}${layer}[${last}]`;
}

/**
 * Whether this network has the parameter or neuron of this name.
 * @param {Name} name
 * @param {number[]} layers
 */
export function isThere({ layer, from, to }, layers) {
  return layer < layers.length && from < layers[layer - 1] && to < layers[layer];
}

/**
 * The index of a parameter: per layer the weights, row by row, then the biases.
 * @param {Name} name
 * @param {number[]} layers
 * @returns {number} for a neuron, that of its bias
 */
export function parameterIndex({ kind, layer, from, to }, layers) {
  return firstParameterOf(layer, layers) + (kind === "w" ? from : layers[layer - 1]) * layers[layer] + to;
}

/** The number of weights and biases. @param {number[]} layers */
export const parameterCount = (layers) => firstParameterOf(layers.length, layers);

/**
 * The index of a layer's first parameter.
 * @param {number} layer
 * @param {number[]} layers
 */
export function firstParameterOf(layer, layers) {
  return layers.slice(1, layer).reduce((start, size, l) => start + (layers[l] + 1) * size, 0);
}

/**
 * @param {number} index of a parameter
 * @param {number[]} layers
 * @returns {Name}
 */
export function nameOfParameter(index, layers) {
  let rest = index;
  let layer = 1;
  while (layer < layers.length - 1 && rest >= (layers[layer - 1] + 1) * layers[layer]) {
    rest -= (layers[layer - 1] + 1) * layers[layer];
    layer += 1;
  }
  const [rows, columns] = [layers[layer - 1], layers[layer]];
  const isBias = rest >= rows * columns;
  return isBias ? { kind: "b", layer, from: 0, to: rest - rows * columns }
    : { kind: "w", layer, from: Math.floor(rest / columns), to: rest % columns };
}

/**
 * The name that a key leads to: the up and down arrows move along the layer, with Shift along the previous
 * layer; Page Up and Page Down move between layers.
 * @param {Name} name
 * @param {string} key
 * @param {boolean} shift
 * @param {number[]} layers
 * @returns {Name | undefined}
 */
export function nextName(name, key, shift, layers) {
  const within = (/** @type {number} */ at, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, at));
  const along = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (along !== undefined) {
    return shift && name.kind === "w" ? { ...name, from: within(name.from + along, layers[name.layer - 1]) }
      : { ...name, to: within(name.to + along, layers[name.layer]) };
  }
  const across = { PageUp: -1, PageDown: 1 }[key];
  if (across === undefined) return undefined;
  const layer = Math.min(layers.length - 1, Math.max(1, name.layer + across));
  return { ...name, layer, from: within(name.from, layers[layer - 1]), to: within(name.to, layers[layer]) };
}
