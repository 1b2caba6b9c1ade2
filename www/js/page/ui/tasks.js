/**
 * The tasks of a lesson. A task is ticked off when the learner has done it, never because a
 * button was pressed: if something is to be constructed, the lesson notices it and calls `done`, and
 * `tell` for the progress; if a number is to be found, the learner types it in and it is judged here. What
 * is said then comes from `task-feedback.js`.
 *
 * A task whose answer is no number has a form of its own.
 *
 * Words: `<lesson>.task.<id>` is the task; with `.done`, what it showed; with `.hint`; with
 * `.not.<why>`, the reason an answer is wrong; with `.now`, the progress.
 */

import { readNumber } from "../../shared/read-number.js";
import { selectOnFocus } from "./controls/text-entry.js";
import { h, listen, setChildren, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { later } from "./later.js";
import { phrase } from "./phrase.js";
import { progress } from "./progress.js";

/**
 * Judges a number as the answer, by task: right, or the reason it is wrong; tasks without an entry are reported
 * by the lesson. `shows`: goes to the place where the answer can be seen, and returns it.
 * @typedef {boolean | { why: string, numbers?: Record<string, number> }} Verdict
 * @typedef {Record<string, (answer: number) => Verdict>} Answers
 * @typedef {Record<string, () => Element>} Shows
 */

export class Tasks {
  #words;
  #notices;
  #lesson;
  /** @type {Map<string, { item: HTMLElement, state: HTMLElement, why: HTMLElement, now: HTMLElement }>} */
  #items = new Map();
  /** Functions that write texts with numbers again in another language, by task. @type {Map<string, () => void>} */
  #said = new Map();
  #abort = new AbortController();
  #open;

  /**
   * @param {{ manifest: { id: string, tasks: readonly string[] }, answers: Answers, shows?: Shows,
   *   forms?: Record<string, HTMLFormElement>, aids?: Record<string, HTMLElement>, open?: () => void,
   *   words: import("../shell/words.js").Words, notices: import("../shell/notices.js").Notices }} parts
   *   `aids`: what stands under a task to help with it; `open`: uncovers the tasks, where something else may take their place
   */
  constructor({ manifest: { id: lesson, tasks }, answers, shows = {}, forms = {}, aids = {}, open = () => {}, words, notices }) {
    this.#lesson = lesson;
    this.#words = words;
    this.#notices = notices;
    this.#open = open;
    const list = h("ol", { class: "tasks" });
    const fill = () => {
      list.replaceChildren(...tasks.map((id) => this.#makeItem(id, { judge: answers[id], show: shows[id], form: forms[id], aid: aids[id] })));
      for (const id of tasks) if (this.isDone(id)) this.#tick(id);
    };
    fill();
    this.element = h("section", { "data-part": "tasks" }, h("h2", { word: "tasks.name" }), list);
    listen(progress, "forgotten", () => {
      fill();
      words.apply(list);
    }, this.#abort.signal);
  }

  /** @param {string} id @returns {boolean} */
  isDone(id) {
    return progress.isDone(this.#lesson, id);
  }

  /** The learner has done a task. @param {string} id */
  done(id) {
    if (this.isDone(id)) return;
    progress.add(this.#lesson, id);
    this.#tick(id, true);
  }

  /**
   * Shows the progress in a task; `null` removes it.
   * @param {string} id
   * @param {Record<string, Node | string> | null} values of `<lesson>.task.<id>.now`
   */
  tell(id, values) {
    const { now } = this.#items.get(id) ?? {};
    if (!now || (values === null && now.hidden)) return;
    now.hidden = values === null || this.isDone(id);
    const write = () => !now.hidden && setChildren(now, ...phrase(this.#words, `${this.#word(id)}.now`, values ?? {}));
    write();
    this.#said.set(`${id}.now`, write);
  }

  /** The language has changed. */
  translate() {
    for (const say of this.#said.values()) say();
  }

  dispose() {
    this.#abort.abort();
  }

  #word(id) {
    return `${this.#lesson}.task.${id}`;
  }

  #makeItem(id, { judge, show, form, aid }) {
    const word = this.#word(id);
    const textId = uniqueId("task");
    const state = h("span", { class: "visually-hidden", word: "tasks.open" });
    const why = h("p", { class: "why", hidden: true });
    const item = h("li", { class: "task", "data-task": id },
      h("span", { class: "tick", "aria-hidden": "true" }),
      h("p", { class: "task-text" }, h("span", { id: textId, word }), " ", state));
    const now = h("p", { class: "task-note", hidden: true, "data-now": id });
    for (const part of form?.elements ?? []) Object.assign(part, { disabled: false, hidden: false });
    if (aid) item.append(aid);
    item.append(...(judge ? this.#makeAnswer(id, { judge, show, textId }) : form ? [form] : []), now, why);
    this.#items.set(id, { item, state, why, now });
    return item;
  }

  #makeAnswer(id, { judge, show, textId }) {
    const word = this.#word(id);
    const verdictId = uniqueId("verdict");
    const verdict = h("span", { class: "verdict", id: verdictId, role: "status" });
    const input = h("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-labelledby": textId, "aria-describedby": verdictId, "data-answer": id,
    });
    const button = h("button", { type: "submit", class: "small", word: "tasks.check", wordLabel: "tasks.checkAnswer" });
    const form = h("form", { class: "answer" }, input, button, verdict);
    const hint = h("p", { class: "task-note", hidden: true, "data-hint": id });
    const place = h("button", { type: "button", class: "small", word: "tasks.show", hidden: true, "data-show": id });
    const { signal } = this.#abort;
    let wrong = 0;
    const say = (/** @type {() => (Node | string)[]} */ make) => {
      const write = () => verdict.replaceChildren(...make());
      write();
      this.#said.set(id, write);
      input.setAttribute("aria-invalid", String(verdict.hasChildNodes()));
    };
    selectOnFocus(input, signal);
    listen(input, "input", () => say(() => []), signal);
    listen(form, "submit", (event) => {
      event.preventDefault();
      const { value } = input;
      const answer = readNumber(value);
      if (answer === undefined) return say(() => [this.#words.say("tasks.noNumber")]);
      const judged = judge(answer);
      if (judged === true) {
        for (const more of [hint, place]) more.hidden = true;
        return this.done(id);
      }
      wrong += 1;
      return this.#feedback(verdict, ({ reason, help }) => {
        // Another answer may be there by now.
        if (input.value !== value) return;
        say(() => reason(this.#words, word, judged));
        help(this.#words, word, { wrong, hint, place, show });
      });
    }, signal);
    return [form, hint, place];
  }

  /**
   * Loads what a task says once it has been tried.
   * @param {HTMLElement} place of the text
   * @param {(feedback: typeof import("./task-feedback.js")) => void} use
   */
  async #feedback(place, use) {
    try {
      const [feedback] = await later(this.#words, import("./task-feedback.js"));
      use(feedback);
    } catch (error) {
      place.hidden = false;
      place.textContent = this.#words.say("late.failed", { error: String(error) });
    }
  }

  #tick(id, isNew = false) {
    const { item, state, why, now } = this.#items.get(id) ?? {};
    if (!item || !state || !why || !now) return;
    now.hidden = true;
    item.classList.add("done");
    item.querySelector(".tick")?.replaceChildren(icon("check"));
    state.dataset.word = "tasks.done";
    this.#feedback(why, ({ conclude, announce }) => {
      conclude(this.#words, this.#word(id), why);
      if (isNew) announce(this.#words, this.#notices, { id, item, place: [...this.#items.keys()].indexOf(id) + 1, open: this.#open });
    });
    this.#words.apply(state);
    // The answer stays visible and can no longer be changed.
    for (const input of item.querySelectorAll("input")) {
      input.readOnly = true;
      input.setAttribute("aria-invalid", "false");
    }
    for (const select of item.querySelectorAll("select")) select.disabled = true;
    for (const button of item.querySelectorAll("form button, [data-show]")) button.hidden = true;
  }
}
