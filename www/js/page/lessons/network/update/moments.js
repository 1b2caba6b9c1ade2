/**
 * One update as a sequence of moments: forward layer by layer, the loss, δ from the outputs back, the
 * gradients, and the update itself; and what the picture shows at each.
 */

/**
 * @typedef {"forward" | "loss" | "delta" | "gradient" | "update"} Phase
 * @typedef {{ phase: Phase, layer: number }} Moment `layer`: 1 is the first hidden layer
 */

/** @param {number[]} layers sizes, inputs first @returns {Moment[]} */
export function momentsOf(layers) {
  const forwards = layers.slice(1).map((_, i) => i + 1);
  const backwards = [...forwards].reverse();
  const last = layers.length - 1;
  const each = (/** @type {number[]} */ order, /** @type {Phase} */ phase) => order.map((layer) => ({ phase, layer }));
  return [
    ...each(forwards, "forward"), { phase: "loss", layer: last },
    ...each(backwards, "delta"), ...each(backwards, "gradient"), { phase: "update", layer: last },
  ];
}

/**
 * The values shown on the edges between a layer and the next at a moment.
 * @param {Moment} moment
 * @param {number} space 0 leads from the inputs to the first hidden layer
 * @returns {"forward" | "backward" | "gradient" | "update" | undefined} `undefined` for faint weights only
 */
export function flowOf({ phase, layer }, space) {
  if (phase === "update") return "update";
  if (phase === "forward" && space === layer - 1) return "forward";
  if (phase === "delta" && space === layer) return "backward";
  return phase === "gradient" && space === layer - 1 ? "gradient" : undefined;
}

/**
 * The layers that show their values for this sample, as first and last layer of each kind.
 * @param {Moment} moment
 * @param {number} last the output layer
 * @returns {["a" | "delta", number, number][]}
 */
export function heldAt({ phase, layer }, last) {
  if (phase === "forward") return [["a", 1, layer]];
  if (phase === "loss") return [["a", 1, last]];
  if (phase === "delta") return [["a", 1, layer - 1], ["delta", layer, last]];
  return [["delta", 1, last]];
}

/**
 * The rules that a moment uses, of the three next to the picture.
 * @param {Moment} moment
 * @param {number} last
 * @returns {("slope" | "gradient" | "back")[]}
 */
export function rulesAt({ phase, layer }, last) {
  if (phase === "delta") return layer === last ? ["slope"] : ["back", "slope"];
  return phase === "gradient" || phase === "update" ? ["gradient"] : [];
}

/**
 * The values in the matrix of a layer in a phase.
 * @param {Phase} phase
 * @returns {"forward" | "gradient" | "update"}
 */
export function flowOfMatrix(phase) {
  if (phase === "forward" || phase === "loss") return "forward";
  return phase === "update" ? "update" : "gradient";
}
