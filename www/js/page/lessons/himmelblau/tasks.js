/** The tasks of the lesson: their answers, and the conditions under which they are done. */

/** The task of the hidden surface takes fewer probes than this. */
export const PROBES = 15;

/** The indices of the minima near (−3.78, −3.28) and near (−2.81, 3.13). */
const SOUTH_WEST = 2;
const NORTH_WEST = 1;
/** A start closer than this to one of the chapter's counts as the same. */
const SAME = 0.05;
/** Half a unit of the second significant digit of 0.019. */
const HALF_A_DIGIT = 0.0005;

/** @param {any} pkg @returns {import("../../ui/tasks.js").Answers} */
export const answers = (pkg) => ({ rate: (rate) => whereItSplits(pkg, rate) });

/**
 * Checks that the descent from (4, 0) no longer ends at one point with this rate, but does with a slightly smaller one.
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
 * @param {import("./guess.js").Guess} guess
 */
export function noticeTasks(list, descents, at, guess) {
  const { state: { surface, start, optimizer, rate }, facts } = descents;
  const { arrival, minimum, length } = descents.report();
  if (surface !== "himmelblau" || !descents.isOver(at)) return;
  const distance = ([x, y]) => Math.hypot(x - start[0], y - start[1]);
  const own = facts.starts.every((/** @type {number[]} */ chapter) => distance(chapter) > SAME);
  if (arrival === "minimum" && minimum === SOUTH_WEST && own && optimizer === "sgd") list.done("start");
  const here = distance([-4, 0]) === 0 && rate === facts.usual;
  if (!here || optimizer !== guess.guessed || list.isDone("rolling")) return;
  const { x, y } = descents.step(length);
  if (arrival === "minimum" && minimum === NORTH_WEST) list.done("rolling");
  else guess.refute([x, y]);
}
