/**
 * What the pictures show, in words, for those who do not see them.
 */

import { general, placeText } from "./write.js";

/**
 * @param {import("../words.js").Words} words
 * @param {import("./descents.js").Descents} descents
 * @param {{ at: number, basins: boolean, hidden: boolean, probes: number,
 *   angles: { elevation: number, azimuth: number } }} view
 * @returns {Record<"map" | "relief" | "strip", string>}
 */
export function describe(words, descents, { at, basins, hidden, probes, angles }) {
  const { state, facts } = descents;
  const step = descents.step(at);
  const values = {
    surface: words.say(`himmelblau.surface.${state.surface}`),
    minima: facts.minima.map(placeText).join(", ") || words.say("himmelblau.describe.noMinima"),
    start: placeText(state.start), at: Math.min(at, descents.report().length), place: placeText([step.x, step.y]),
    f: general(step.f), low: facts.low, high: facts.high, rate: state.rate, probes,
    shown: descents.shown.map((optimizer) => words.say(`himmelblau.optimizer.${optimizer}`)).join(", "),
    ...angles,
  };
  const map = hidden ? words.say("himmelblau.describe.hidden", values)
    : words.say("himmelblau.describe.map", values) + (basins ? words.say("himmelblau.describe.basins") : "");
  return {
    map, relief: words.say("himmelblau.describe.relief", values), strip: words.say("himmelblau.describe.strip", values),
  };
}
