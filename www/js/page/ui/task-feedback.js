/**
 * What a task says once it has been tried: why an answer is wrong; after the second wrong one a hint; after the
 * third the offer to be shown the place; and when it is done, what it has shown.
 */

import { fixed, number } from "./numbers.js";
import { phrase } from "./phrase.js";

/** @typedef {import("../shell/words.js").Words} Words */

/** The numbers of wrong answers after which there is a hint, and the offer to be shown the place. */
const [HINT_AFTER, SHOW_AFTER] = [2, 3];
/** Milliseconds for which the place that is shown stays outlined. */
const OUTLINED = 2500;

/**
 * @param {Words} words
 * @param {string} word key of the task
 * @param {Exclude<import("./tasks.js").Verdict, true>} verdict
 * @returns {(Node | string)[]}
 */
export function reason(words, word, verdict) {
  if (verdict === false) return phrase(words, "tasks.wrong", {});
  const numbers = Object.entries(verdict.numbers ?? {}).map(([name, x]) => [name, number(`task-${name}`, x, plainly)]);
  return phrase(words, `${word}.not.${verdict.why}`, Object.fromEntries(numbers));
}

/**
 * @param {Words} words
 * @param {string} word key of the task
 * @param {{ wrong: number, hint: HTMLElement, place: HTMLElement, show?: () => Element }} parts `wrong`: the
 *   number of wrong answers; `hint`, `place`: what is shown after enough of them
 */
export function help(words, word, { wrong, hint, place, show }) {
  if (wrong >= HINT_AFTER) reveal(words, hint, `${word}.hint`);
  if (!show) return;
  place.hidden = wrong < SHOW_AFTER;
  place.onclick = () => light(show());
}

/** @param {Words} words @param {string} word key of the task @param {HTMLElement} why what it has shown */
export function conclude(words, word, why) {
  reveal(words, why, `${word}.done`);
}

/**
 * Announces that a task is done; where it cannot be seen, with a way there.
 * @param {Words} words
 * @param {import("../shell/notices.js").Notices} notices
 * @param {{ id: string, item: HTMLElement, place: number, open: () => void }} task `place`: its number; `open`: uncovers
 *   the tasks, where something else may take their place
 */
export function announce(words, notices, { id, item, place, open }) {
  if (isInView(item) || item.closest('[data-hides~="tasks"]')) {
    notices.speak(words.say("tasks.spoken", { task: item.querySelector("[data-word]")?.textContent ?? "" }));
    return;
  }
  const name = `task-${id}`;
  const run = () => {
    notices.dismiss(name);
    open();
    light(item);
  };
  notices.show(name, () => [words.say("tasks.away", { place })], { action: { word: "tasks.look", run } });
}

/** True if the beginning of a task is visible. @param {Element} item */
function isInView(item) {
  const { left, top, width, height } = item.querySelector(".tick")?.getBoundingClientRect() ?? new DOMRect();
  return width > 0 && item.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}

/** Shows a text, if there is one. @param {Words} words @param {HTMLElement} element @param {string} key */
function reveal(words, element, key) {
  element.dataset.word = key;
  element.hidden = !words.has(key);
  words.apply(element);
}

/** The format of a number in an answer's reason: as short as possible. */
const plainly = (/** @type {number} */ x) => (Number.isInteger(x) ? fixed(x, 1).replace(/\.0$/, "") : String(Number(x.toPrecision(3))).replaceAll("-", "−"));

/** Leads the eye to a place of the page: scrolls to it, and outlines it for a moment. @param {Element} element */
function light(element) {
  element.scrollIntoView({ block: "center" });
  element.classList.add("lit");
  setTimeout(() => element.classList.remove("lit"), OUTLINED);
}
