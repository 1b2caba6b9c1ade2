/**
 * The tasks: what they ask, which answers are right, and how the lesson notices that one was done.
 */

/** Fewer probes than this find a minimum in the task of the hidden floor. */
export const PROBES = 15;

/** The minimum near (−3.78, −3.28), and that near (−2.81, 3.13), by their places in the list. */
const SOUTH_WEST = 2;
const NORTH_WEST = 1;
/** A start this near to one of the chapter's is that one. */
const SAME = 0.05;
/** Two significant digits around 0.019. */
const HALF_A_DIGIT = 0.0005;

/**
 * @param {any} pkg
 * @returns {import("../../ui/tasks.js").Answers}
 */
export const answers = (pkg) => ({ rate: (rate) => whereItSplits(pkg, rate) });

/**
 * From (4, 0), the rate that is asked for no longer ends at one point, and one a little smaller still does.
 * @returns {import("../../ui/tasks.js").Verdict}
 */
function whereItSplits(pkg, rate) {
  if (!(rate > HALF_A_DIGIT && rate < 1)) return { why: "range" };
  const terrain = new pkg.Terrain("himmelblau");
  const point = (/** @type {number} */ at) => terrain.orbits("sgd", 4, 0, Float64Array.of(at))[0] === 0;
  const [here, below] = [point(rate), point(rate - HALF_A_DIGIT)];
  terrain.free();
  if (!here && below) return true;
  return { why: here ? "low" : "high", numbers: { rate } };
}

/**
 * @param {import("../../ui/tasks.js").Tasks} list
 * @param {import("./descents.js").Descents} descents
 * @param {number} at
 */
export function noticeTasks(list, descents, at) {
  const { state: { surface, start, optimizer, rate }, facts } = descents;
  const { arrival, minimum, length } = descents.report();
  if (surface !== "himmelblau" || at < length || arrival !== "minimum") return;
  const distance = ([x, y]) => Math.hypot(x - start[0], y - start[1]);
  const own = facts.starts.every((/** @type {number[]} */ chapter) => distance(chapter) > SAME);
  if (minimum === SOUTH_WEST && own && optimizer === "sgd") list.done("start");
  const here = distance([-4, 0]) === 0 && rate === facts.usual;
  if (minimum === NORTH_WEST && here) list.done("rolling");
}
