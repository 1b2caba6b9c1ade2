/**
 * The page's icons, as SVG elements: drawn in the colour of the adjacent text, and hidden from
 * assistive technology, which reads the text.
 */

/** Paths in a box of 16 × 16. @type {Record<string, string>} */
const PATHS = {
  play: "M4.5 2.5 13 8l-8.5 5.5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  step: "M3 3l7 5-7 5zM11.5 3h2v10h-2z",
  backEpoch: "M14 3 8.5 8l5.5 5zM8 3 2.5 8 8 13z",
  undo: "M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6",
  redo: "m10 3 3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10",
  back: "M13 3 6 8l7 5zM4.5 3h-2v10h2z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  lens: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9m3.3 7.8L14 14",
  pulse: "M1.5 8.5H5L7 3l3 10 2-4.5h2.5",
  close: "m4 4 8 8m0-8-8 8",
  share: "M8 10V2M5 5l3-3 3 3M4.5 7.5H3V14h10V7.5h-1.5",
  open: "M6 3.5H3v9.5h9.5V10M9 2.5h4.5V7M13 3 7.5 8.5",
  minus: "M3 8h10",
  plus: "M3 8h10M8 3v10",
  table: "M2 3h12v10H2zM2 6.5h12M2 10h12M7 3v10",
  left: "M10 3 5 8l5 5",
  right: "m6 3 5 5-5 5",
  up: "m3 10 5-5 5 5",
  down: "m3 6 5 5 5-5",
  seed: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
};
const STROKED = new Set([
  "check", "close", "down", "left", "lens", "minus", "open", "plus", "pulse", "redo", "right", "seed", "share", "table",
  "undo", "up",
]);
/**
 * Two letters in a box of 32 × 16, for languages whose script other fonts lack: finding a font for them
 * takes a browser as long as the rest of the first layout. @type {Record<string, string>}
 */
const LETTERS = {
  zh: "M2.5 4.7h11v6h-11zM8 1.5v13M23.3 1.3l1 2M17.5 4.5h13M28.3 4.5q-2 7.5-10.5 9.8M19.8 4.5q2 7.5 10.5 9.8",
};
const SVG = "http://www.w3.org/2000/svg";

/** @param {keyof typeof PATHS} name @returns {SVGSVGElement} */
export function icon(name) {
  return drawing("0 0 16 16", STROKED.has(name) ? "icon icon-stroked" : "icon", PATHS[name]);
}

/**
 * The short name of a language as a drawing.
 * @param {string} id
 * @returns {SVGSVGElement | null} `null` if the page's own font has the letters
 */
export function languageIcon(id) {
  return LETTERS[id] ? drawing("0 0 32 16", "icon icon-stroked icon-wide", LETTERS[id]) : null;
}

/**
 * @param {string} box
 * @param {string} className
 * @param {string} strokes
 */
function drawing(box, className, strokes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", strokes);
  svg.append(path);
  return svg;
}
