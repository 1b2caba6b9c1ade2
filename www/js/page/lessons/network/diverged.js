/** What the notice of a divergence says. */

import { grouped, number } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";

/** The key of its action. */
export const BACK = "diverged.back";

/**
 * @param {import("../../shell/words.js").Words} words
 * @param {number[]} layers
 * @param {import("../../../shared/messages.js").Divergence} divergence
 */
export function diverged(words, layers, { step, layer, quantity, cause }) {
  const name = layer === layers.length - 1 ? words.say("layer.output") : words.say("layer.hidden", { layer });
  const where = phrase(words, "diverged.where", {
    step: number("noted-step", step, grouped), layer: name, quantity: words.say(`diverged.${quantity}`),
  });
  return sentences(words, where, words.say(`diverged.${cause}`));
}
