/**
 * Hides the parts named in a link, and adapts the page to being embedded. One rule of a style sheet hides the
 * parts, so that it also applies to elements built later; the lesson's root lists the hidden parts,
 * where the layout reads them. An embedded lesson ends with a link to the whole page.
 */

import { isOn } from "../../../shared/link.js";
import { h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { NOT_EMBEDDED, isHidden } from "../parts.js";

export class HiddenParts {
  #sheet = new CSSStyleSheet();
  #root;
  #whole;
  #link = h("a", { target: "_blank", rel: "noopener", wordLabel: "embed.open" }, h("span", { word: "title" }), icon("open"));
  #foot = h("footer", { class: "embed-foot", "data-part": "open" }, this.#link);
  #name = h("h2", { class: "visually-hidden" });
  /** A page needs headings; those in its header and its text are hidden here, so these replace them. */
  #headings = [h("h1", { class: "visually-hidden", word: "title" }), this.#name];

  /**
   * @param {{ root: HTMLElement, whole: () => string }} parts
   *   `whole`: the URL of the current state, with nothing hidden
   */
  constructor({ root, whole }) {
    this.#root = root;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    this.#whole = whole;
    // The state changes often, and the URL is only needed when the link is followed.
    for (const type of ["pointerenter", "pointerdown", "focus"]) this.#link.addEventListener(type, () => this.#aim());
  }

  /**
   * @param {import("../../../shared/link.js").Entries} entries
   * @param {string} lesson
   * @param {{ parts: Record<string, string>, known: string[], show: { known: string[] } }} hide the lesson's parts, the
   *   names to hide, and those to show although the lesson is embedded
   */
  apply(entries, lesson, { parts, known, show }) {
    const embedded = isOn(entries.get("embed"));
    const names = [...new Set([...(embedded ? NOT_EMBEDDED.filter((name) => !show.known.includes(name)) : []), ...known])];
    const selector = names.map((name) => `[data-part="${name}"], [data-part^="${name}."]`).join();
    this.#sheet.replaceSync(selector && `:is(${selector}) { display: none !important; }`);
    const hidden = Object.keys(parts).filter((part) => isHidden(part, names));
    if (names.length > 0) this.#root.dataset.hides = hidden.join(" ");
    else delete this.#root.dataset.hides;
    document.documentElement.classList.toggle("embed", embedded);
    if (embedded) {
      this.#name.dataset.word = `lesson.${lesson}`;
      this.#root.prepend(...this.#headings);
      this.#root.after(this.#foot);
      this.#aim();
    } else {
      for (const heading of this.#headings) heading.remove();
      this.#foot.remove();
    }
  }

  #aim() {
    this.#link.href = this.#whole();
  }
}
