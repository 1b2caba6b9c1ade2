/**
 * The reader's progress: the tasks done, by lesson, kept in the browser where it lets the page keep anything.
 * An embedded page keeps none unless it shows tasks.
 */

import { h } from "./dom.js";

const KEY = "backprop-playground/progress/1";

/** Fires `change`; before it, `forgotten` if tasks are open again. */
class Progress extends EventTarget {
  /** The tasks done, by lesson. @type {Map<string, Set<string>>} */
  #done = new Map();
  #kept = false;

  /** @param {boolean} kept whether progress is kept from now on */
  keep(kept) {
    if (kept && !this.#kept) this.#read();
    this.#kept = kept;
  }

  /** @param {string} lesson @param {string} task @returns {boolean} */
  isDone(lesson, task) {
    return this.#done.get(lesson)?.has(task) ?? false;
  }

  /** @param {string} lesson @param {string} task */
  add(lesson, task) {
    // Another tab may have written since.
    if (this.#kept) this.#read();
    this.#add(lesson, task);
    if (this.#kept) this.#write();
    this.dispatchEvent(new Event("change"));
  }

  forget() {
    this.#done.clear();
    if (this.#kept) this.#write();
    this.dispatchEvent(new Event("forgotten"));
    this.dispatchEvent(new Event("change"));
  }

  #add(lesson, task) {
    this.#done.set(lesson, (this.#done.get(lesson) ?? new Set()).add(task));
  }

  // A sandbox refuses storage, which may be full or hold anything: the page works without.

  #read() {
    try {
      for (const [lesson, tasks] of Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"))) {
        for (const task of tasks) this.#add(lesson, String(task));
      }
    } catch {}
  }

  #write() {
    try {
      if (this.#done.size === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...this.#done].map(([lesson, tasks]) => [lesson, [...tasks]]))));
    } catch {}
  }
}

export const progress = new Progress();

/**
 * A place for the progress in a lesson, filled by `showProgress`.
 * @param {{ id: string, tasks: readonly string[] }} lesson
 * @returns {HTMLElement}
 */
export const progressMark = ({ id, tasks }) => h("span", { class: "progress", "data-progress": id, "data-tasks": tasks.join(" ") });

/** Fills all of these places: 3/5, or nothing before the first task is done. @param {import("../shell/words.js").Words} words */
export function showProgress(words) {
  for (const mark of document.querySelectorAll("[data-progress]")) {
    const { progress: lesson = "", tasks = "" } = /** @type {HTMLElement} */ (mark).dataset;
    const all = tasks.split(" ");
    const done = all.filter((task) => progress.isDone(lesson, task)).length;
    mark.replaceChildren(...(done === 0 ? [] : [
      h("span", { "aria-hidden": "true" }, `${done}/${all.length}`),
      h("span", { class: "visually-hidden" }, words.say("progress.spoken", { done, all: all.length })),
    ]));
    mark.classList.toggle("complete", done === all.length);
  }
}
