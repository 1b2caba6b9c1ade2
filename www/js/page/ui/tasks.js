/**
 * The tasks of a lesson. A task ticks itself off when the learner has done it, never because a
 * button was pressed: what is to be constructed is noticed by the lesson, which calls `done`; what
 * is to be found is a number that the learner writes down and that is checked here. A tick stays
 * while the page is open.
 *
 * Words: `<lesson>.task.<id>` is the task, `<lesson>.task.<id>.done` what there was to see in it.
 */

import { readNumber } from "../../shared/read-number.js";
import { selectOnFocus } from "./controls/text-entry.js";
import { h, listen, setText, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Whether a number is the answer, by task; a task that has none here is reported by the lesson.
 * @typedef {Record<string, (answer: number) => boolean>} Answers
 */

/** What has been done, by lesson and task. @type {Set<string>} */
const ticked = new Set();

export class Tasks {
  #words;
  #notices;
  #lesson;
  /** @type {Map<string, { item: HTMLElement, state: HTMLElement, why: HTMLElement }>} */
  #items = new Map();
  #abort = new AbortController();

  /**
   * @param {{ manifest: { id: string, tasks: readonly string[] }, answers: Answers,
   *   words: import("../shell/words.js").Words, notices: import("../shell/notices.js").Notices }} parts
   */
  constructor({ manifest: { id: lesson, tasks }, answers, words, notices }) {
    this.#lesson = lesson;
    this.#words = words;
    this.#notices = notices;
    const list = h("ol", { class: "tasks" }, ...tasks.map((id) => this.#makeItem(id, answers[id])));
    this.element = h("section", { "data-part": "tasks" }, h("h2", { word: "tasks.name" }), list);
    for (const id of tasks) if (this.isDone(id)) this.#tick(id);
  }

  /**
   * @param {string} id
   * @returns {boolean}
   */
  isDone(id) {
    return ticked.has(`${this.#lesson}.${id}`);
  }

  /**
   * The learner has done it.
   * @param {string} id
   */
  done(id) {
    if (this.isDone(id)) return;
    ticked.add(`${this.#lesson}.${id}`);
    this.#tick(id);
    this.#notices.speak(this.#words.say("tasks.spoken", { task: this.#words.say(this.#word(id)) }));
  }

  dispose() {
    this.#abort.abort();
  }

  #word(id) {
    return `${this.#lesson}.task.${id}`;
  }

  #makeItem(id, accepts) {
    const word = this.#word(id);
    const textId = uniqueId("task");
    const state = h("span", { class: "visually-hidden", word: "tasks.open" });
    const why = h("p", { class: "why", word: `${word}.done`, hidden: true });
    const item = h("li", { class: "task", "data-task": id },
      h("span", { class: "tick", "aria-hidden": "true" }),
      h("p", { class: "task-text" }, h("span", { id: textId, word }), " ", state));
    if (accepts) item.append(this.#makeAnswer(id, accepts, textId));
    item.append(why);
    this.#items.set(id, { item, state, why });
    return item;
  }

  #makeAnswer(id, accepts, textId) {
    const verdictId = uniqueId("verdict");
    const verdict = h("span", { class: "verdict", id: verdictId, role: "status" });
    const input = h("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-labelledby": textId, "aria-describedby": verdictId, "data-answer": id,
    });
    const button = h("button", { type: "submit", class: "small", word: "tasks.check", wordLabel: "tasks.checkAnswer" });
    const form = h("form", { class: "answer" }, input, button, verdict);
    const { signal } = this.#abort;
    const say = (/** @type {string} */ word) => {
      verdict.dataset.word = word;
      setText(verdict, word && this.#words.say(word));
      input.setAttribute("aria-invalid", String(word !== ""));
    };
    selectOnFocus(input, signal);
    listen(input, "input", () => say(""), signal);
    listen(form, "submit", (event) => {
      event.preventDefault();
      const answer = readNumber(input.value);
      if (answer === undefined) say("tasks.noNumber");
      else if (!accepts(answer)) say("tasks.wrong");
      else this.done(id);
    }, signal);
    return form;
  }

  #tick(id) {
    const { item, state, why } = this.#items.get(id) ?? {};
    if (!item || !state || !why) return;
    item.classList.add("done");
    item.querySelector(".tick")?.replaceChildren(icon("check"));
    state.dataset.word = "tasks.done";
    why.hidden = !this.#words.has(why.dataset.word ?? "");
    this.#words.apply(state);
    // The answer stays to be read, and can no longer be taken back.
    for (const input of item.querySelectorAll("input")) {
      input.readOnly = true;
      input.setAttribute("aria-invalid", "false");
    }
    for (const button of item.querySelectorAll("button")) button.hidden = true;
  }
}
