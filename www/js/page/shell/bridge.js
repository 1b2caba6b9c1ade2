/** The end of a lesson, below its tasks: the link to the next one and, when all tasks are done, what was learned. */

import { h } from "../ui/dom.js";
import { progress } from "../ui/progress.js";

export class Bridge {
  #summary = h("p", { class: "summary" });
  #text = h("p");
  #next = h("a", { class: "next" });
  #element = h("div", { class: "bridge" }, this.#summary, this.#text, this.#next);
  /** @type {readonly string[]} */
  #tasks = [];
  #lesson = "";

  constructor() {
    progress.addEventListener("change", () => this.#showSummary());
  }

  /**
   * Places it in a lesson that has been built.
   * @param {HTMLElement} root
   * @param {readonly import("../lessons/list.js").Manifest[]} lessons
   * @param {import("../lessons/list.js").Manifest} lesson
   */
  place(root, lessons, { id, tasks }) {
    this.#tasks = tasks;
    this.#lesson = id;
    const number = lessons.findIndex((lesson) => lesson.id === id) + 1;
    const next = lessons[number];
    this.#summary.dataset.word = `lesson.${id}.summary`;
    this.#text.dataset.word = `lesson.${id}.bridge`;
    this.#next.hidden = !next;
    if (next) {
      this.#next.dataset.lesson = next.id;
      this.#next.replaceChildren(
        h("span", { word: "lesson.next" }), " ", h("span", { class: "lesson-number" }, String(number)), " ", h("span", { word: `lesson.${next.id}` }));
    } else {
      delete this.#next.dataset.lesson;
    }
    this.#showSummary();
    root.querySelector('[data-part="tasks"]')?.append(this.#element);
  }

  #showSummary() {
    this.#summary.hidden = !this.#tasks.every((task) => progress.isDone(this.#lesson, task));
  }
}
