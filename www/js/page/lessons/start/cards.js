/** The lessons as cards: number, picture, name, the question that each answers, and how far the reader is. */

import { h } from "../../ui/dom.js";
import { progressMark } from "../../ui/progress.js";
import { LESSONS } from "../list.js";

/** @returns {HTMLElement} */
export function cards() {
  const card = ({ id, tasks }, number) => h("li", {}, h("a", { class: "panel card", "data-lesson": id, href: `#lesson=${id}` },
    h("div", { class: "card-picture" }),
    h("h3", {}, h("span", { class: "lesson-number" }, String(number)), " ", h("span", { word: `lesson.${id}` })),
    h("p", { word: `start.card.${id}` }), progressMark({ id, tasks })));
  return h("section", { class: "cards", "data-part": "cards" },
    h("h2", { word: "start.lessons" }),
    h("ol", {}, ...LESSONS.flatMap((lesson, number) => (number === 0 ? [] : card(lesson, number)))),
    h("p", { class: "chapter", word: "start.chapter" }));
}
