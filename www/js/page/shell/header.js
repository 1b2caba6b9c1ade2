/**
 * The header of the page: its name, which leads to the start page, the lessons, Share, and the other language,
 * or a choice of languages if there are more than two.
 */

import { h, listen } from "../ui/dom.js";
import { icon, languageIcon } from "../ui/icons.js";
import { progressMark } from "../ui/progress.js";
import { LANGUAGES } from "./words.js";

export class Header {
  #abort = new AbortController();
  /** @type {HTMLButtonElement | HTMLSelectElement} */
  #language;

  /**
   * @param {{ lessons: readonly { id: string, tasks: readonly string[] }[], chooseLanguage: (id: string) => void,
   *   share: () => void }} parts `lessons`: the start page first
   */
  constructor({ lessons: [start, ...lessons], chooseLanguage, share }) {
    const { signal } = this.#abort;
    this.#language = LANGUAGES.length > 2 ? languageSelect() : h("button", { type: "button", class: "language" });
    this.#language.dataset.part = "header.language";
    const chosen = this.#language.matches("select") ? "change" : "click";
    listen(this.#language, chosen, () => chooseLanguage(this.#language.value), signal);
    const home = h("a", { href: `#lesson=${start.id}`, "data-lesson": start.id, word: "title" });
    this.element = h("header", { class: "page-header", "data-part": "header" }, h("h1", {}, home), tabs(lessons));
    // Clicking the tab of the current lesson must not restart it.
    listen(this.element, "click", (event) => {
      if (/** @type {Element} */ (event.target).closest("[aria-current]")) event.preventDefault();
    }, signal);
    const button = h("button", { type: "button", class: "share", "data-part": "header.share", "aria-haspopup": "dialog" },
      icon("share"), h("span", { word: "share.name" }));
    listen(button, "click", share, signal);
    this.element.append(button, this.#language);
  }

  /** @param {{ language: string, lesson: string }} state */
  show({ language, lesson }) {
    if (this.#language.matches("select")) this.#language.value = language;
    else this.#offer(LANGUAGES.find(({ id }) => id !== language) ?? LANGUAGES[0]);
    for (const link of this.element.querySelectorAll("a")) {
      link.setAttribute("data-text", link.querySelector("[data-word]")?.textContent ?? "");
      if (link.getAttribute("data-lesson") === lesson) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** Scrolls the tabs, which on a phone may need more room than there is, to the current one. */
  reveal() {
    /** @type {HTMLElement | null} */
    const tab = this.element.querySelector("li > [aria-current]");
    const row = tab?.closest("ul");
    if (tab && row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }

  dispose() {
    this.#abort.abort();
  }

  #offer({ id, html, short, name }) {
    this.#language.value = id;
    this.#language.lang = html;
    this.#language.setAttribute("aria-label", short);
    this.#language.title = name;
    this.#language.replaceChildren(languageIcon(id) ?? short);
  }
}

/** The numbered lessons, each with how far the reader is. */
function tabs(lessons) {
  const links = lessons.map(({ id, tasks }, i) => {
    return h("li", {}, h("a", { href: `#lesson=${id}`, "data-lesson": id },
      h("span", { class: "lesson-number" }, String(i + 1)), " ", h("span", { word: `lesson.${id}` }), progressMark({ id, tasks })));
  });
  return h("nav", { wordLabel: "header.lessons", "data-part": "header.lessons" }, h("ul", {}, ...links));
}

function languageSelect() {
  const options = LANGUAGES.map(({ id, html, name }) => h("option", { value: id, lang: html }, name));
  return h("select", { class: "language", wordLabel: "header.language" }, ...options);
}
