/**
 * The header of the page: its name, the lessons if there are several, Share, and the other language,
 * or a choice of languages if there are more than two.
 */

import { h, listen } from "../ui/dom.js";
import { icon, languageIcon } from "../ui/icons.js";
import { LANGUAGES } from "./words.js";

export class Header {
  #abort = new AbortController();
  /** @type {HTMLButtonElement | HTMLSelectElement} */
  #language;

  /**
   * @param {{ lessons: readonly { id: string }[], chooseLanguage: (id: string) => void,
   *   share: () => void }} parts
   */
  constructor({ lessons, chooseLanguage, share }) {
    const { signal } = this.#abort;
    this.#language = LANGUAGES.length > 2 ? languageSelect() : h("button", { type: "button", class: "language" });
    this.#language.dataset.part = "header.language";
    const chosen = this.#language.matches("select") ? "change" : "click";
    listen(this.#language, chosen, () => chooseLanguage(this.#language.value), signal);
    this.element = h("header", { class: "page-header", "data-part": "header" }, h("h1", { word: "title" }));
    if (lessons.length > 1) this.element.append(this.#lessons(lessons));
    const button = h("button", { type: "button", class: "share", "data-part": "header.share", "aria-haspopup": "dialog" },
      icon("share"), h("span", { word: "share.name" }));
    listen(button, "click", share, signal);
    this.element.append(button, this.#language);
  }

  /**
   * @param {{ language: string, lesson: string, hrefOf: (lesson: string) => string }} state
   *   `hrefOf`: the link to a lesson, in the state it was left in
   */
  show({ language, lesson, hrefOf }) {
    if (this.#language.matches("select")) this.#language.value = language;
    else this.#offer(LANGUAGES.find(({ id }) => id !== language) ?? LANGUAGES[0]);
    for (const link of this.element.querySelectorAll("nav a")) {
      const id = String(link.getAttribute("data-lesson"));
      link.setAttribute("href", hrefOf(id));
      link.setAttribute("data-text", link.textContent ?? "");
      if (id === lesson) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
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

  #lessons(lessons) {
    const links = lessons.map(({ id }) => {
      return h("li", {}, h("a", { href: `#lesson=${id}`, "data-lesson": id, word: `lesson.${id}` }));
    });
    const nav = h("nav", { wordLabel: "header.lessons", "data-part": "header.lessons" }, h("ul", {}, ...links));
    // Clicking the tab of the current lesson must not restart it.
    listen(nav, "click", (event) => {
      if (/** @type {Element} */ (event.target).closest("[aria-current]")) event.preventDefault();
    }, this.#abort.signal);
    return nav;
  }
}

function languageSelect() {
  const options = LANGUAGES.map(({ id, html, name }) => h("option", { value: id, lang: html }, name));
  return h("select", { class: "language", wordLabel: "header.language" }, ...options);
}
