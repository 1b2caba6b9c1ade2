/**
 * The parts of the page that a link can hide (`hide=log,controls.data`), by lesson. They are named
 * here and in the README, nowhere else; an element says with `data-part` which part it is. What is
 * hidden takes all with it whose name goes on after a dot.
 */

/** Parts by lesson; `page`: those that every lesson has. @type {Readonly<Record<string, readonly string[]>>} */
export const PARTS = Object.freeze({
  page: ["header", "header.lessons", "header.share", "header.language", "text", "tasks", "footer", "open"],
  activations: ["controls", "controls.function", "controls.z", "controls.slope", "predict", "plot", "strip", "formula"],
  "chain-rule": ["transport", "transport.position", "transport.speed", "expression", "tape", "check", "table"],
  himmelblau: [
    "transport", "transport.numbers", "transport.position", "transport.speed",
    "controls", "controls.surface", "controls.start", "controls.rate", "controls.optimizer",
    "map", "map.basins", "floor", "strip", "relief", "table", "arithmetic", "gradient-tape",
  ],
  network: [
    "transport", "transport.numbers", "transport.speed", "transport.timeline",
    "controls", "controls.training", "controls.inspector", "controls.network", "controls.data",
    "controls.seeds", "controls.view",
    "network", "update", "health", "boundary", "loss", "accuracy", "log",
  ],
});

/** What an embedded lesson does without. */
export const NOT_EMBEDDED = Object.freeze(["header", "text", "tasks", "footer"]);

/**
 * The names in the value of `hide`. A name of another lesson's part is no mistake: the link may lead
 * there.
 * @param {string} text `log,controls.data`
 * @returns {{ known: string[], unknown: string[] }} each name once
 */
export function readHide(text) {
  const all = new Set(Object.values(PARTS).flat());
  const names = [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];
  return { known: names.filter((name) => all.has(name)), unknown: names.filter((name) => !all.has(name)) };
}

/**
 * The parts of a lesson and of the page around it.
 * @param {string} lesson
 * @returns {string[]}
 */
export function partsOf(lesson) {
  return [...PARTS.page, ...(PARTS[lesson] ?? [])];
}

/**
 * Whether a part is hidden, itself or with the part that it belongs to.
 * @param {string} part
 * @param {Iterable<string>} hidden
 * @returns {boolean}
 */
export function isHidden(part, hidden) {
  return [...hidden].some((name) => part === name || part.startsWith(`${name}.`));
}
