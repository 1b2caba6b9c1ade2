/** Descriptions of the pictures, for people who cannot see them. */

import { fixed, number } from "../../ui/numbers.js";
import { phrase, sentences } from "../../ui/phrase.js";
import { general } from "./write.js";

/** A point of the plane: (−2.81, 3.13). */
function place(quantity, [x, y]) {
  const write = (/** @type {number} */ value) => fixed(value, 2);
  return ["(", number(`${quantity}-x`, x, write), ", ", number(`${quantity}-y`, y, write), ")"];
}

/**
 * @param {import("../../shell/words.js").Words} words
 * @param {import("./descents.js").Descents} descents
 * @param {{ at: number, basins: boolean, floor: import("./floor.js").HiddenFloor,
 *   angles: { elevation: number, azimuth: number } }} view
 * @returns {Record<"map" | "relief" | "strip", (Node | string)[]>}
 */
export function describe(words, descents, { at, basins, floor, angles }) {
  const { state, facts } = descents;
  const step = descents.step(at);
  const minima = facts.minima.flatMap((minimum, i) => {
    return [...(i > 0 ? [", "] : []), ...place(`described-minimum-${i + 1}`, minimum)];
  });
  // New elements for every text, since an element can only be in one place.
  const values = () => ({
    surface: words.say(`himmelblau.surface.${state.surface}`),
    minima: minima.length > 0 ? minima : words.say("himmelblau.describe.noMinima"),
    start: place("described-start", state.start), at: String(Math.min(at, descents.report().length)),
    place: place("described", [step.x, step.y]), f: number("described-f", step.f, general),
    low: String(facts.low), high: String(facts.high), rate: String(state.rate), probes: String(floor.probes.length),
    shown: descents.shown.map((optimizer) => words.say(`himmelblau.optimizer.${optimizer}`)).join(", "),
    elevation: String(angles.elevation), azimuth: String(angles.azimuth),
  });
  const say = (/** @type {string} */ word) => phrase(words, `himmelblau.describe.${word}`, values());
  const map = floor.terrain ? say(floor.hides ? "hidden" : "revealed") : sentences(words, say("map"), ...(basins ? [say("basins")] : []));
  return { map, relief: say("relief"), strip: say("strip") };
}
