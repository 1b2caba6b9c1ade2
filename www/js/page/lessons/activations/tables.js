/** The picture of an activation as a table: f and f′ over z, and the sketch, if any. */

import { written, writtenPlace } from "./write.js";

/** The distance of the rows in z, the same as that of a sketch's points. */
const STRIDE = 0.5;

/**
 * @param {import("./model.js").Model} model
 * @param {import("../../shell/words.js").Words} words
 * @param {[number, number]} range of z
 * @returns {import("../../ui/table-dialog.js").Table[]}
 */
export function shape(model, words, [low, high]) {
  const { view, name, slopeShown, phase, sketch } = model;
  const sketched = phase !== "shown";
  const rows = Array.from({ length: (high - low) / STRIDE + 1 }, (_, i) => {
    const z = low + i * STRIDE;
    const numbers = view.at(z);
    return [z, numbers["f-of-z"], ...(slopeShown ? [numbers["slope-of-z"]] : []), ...(sketched ? [sketch[i]] : [])];
  });
  return [{
    caption: [words.say(`value.${name}`)],
    columns: [
      { label: "z", quantity: "z", write: writtenPlace }, { label: "f(z)", quantity: "f", write: written },
      ...(slopeShown ? [{ label: "f′(z)", quantity: "slope", write: written }] : []),
      ...(sketched ? [{ label: words.say("activations.sketch"), quantity: "sketch", write: written }] : []),
    ],
    rows,
  }];
}
