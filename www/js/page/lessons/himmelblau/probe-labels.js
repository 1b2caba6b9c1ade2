/**
 * Places for the labels of probes: next to its probe, on no probe, arrow or other label, and inside of the map. The
 * newest probe chooses first; a label without a place is left out, since the list has its number.
 */

/** Half the width of an arrow's head, and its steps, in pixels. */
const [HEAD, STEP] = [5, 8];
/** The radius of a probe's disc; the height of a label and the width of one character, in pixels. */
const [DISC, HIGH, WIDE] = [10, 18, 7];
/** Where a label may stand: sideways in halves of its width and the disc's, and up or down. */
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

const meet = (/** @type {Box} */ a, /** @type {Box} */ b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const box = (x, y, halfWidth, halfHeight) => /** @type {Box} */ ([x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight]);

/**
 * @param {{ x: number, y: number, text: string, arrow?: { angle: number, length: number } }[]} probes in pixels, the
 *   oldest first; an arrow's angle is the screen's
 * @param {{ width: number, height: number }} map
 * @returns {([x: number, y: number] | null)[]} the middle of each label, from its probe
 */
export function placeLabels(probes, { width, height }) {
  const taken = probes.flatMap(({ x, y, arrow: { angle, length } = { angle: 0, length: 0 } }) => {
    const steps = Array.from({ length: Math.max(0, Math.ceil((length - DISC) / STEP)) }, (_, i) => length - i * STEP);
    return [box(x, y, DISC, DISC), ...steps.map((far) => box(x + far * Math.cos(angle), y + far * Math.sin(angle), HEAD, HEAD))];
  });
  const inside = (/** @type {Box} */ one) => one[0] >= 0 && one[1] >= 0 && one[2] <= width && one[3] <= height;
  return probes.map((_, i) => probes.length - 1 - i).map((i) => {
    const { x, y, text } = probes[i];
    const half = (text.length * WIDE) / 2 + 3;
    for (const [across, down] of SIDES) {
      const at = /** @type {[number, number]} */ ([across * (half + DISC), down * (DISC + HIGH / 2)]);
      const label = box(x + at[0], y + at[1], half, HIGH / 2);
      if (!inside(label) || taken.some((other) => meet(label, other))) continue;
      taken.push(label);
      return at;
    }
    return null;
  }).reverse();
}
