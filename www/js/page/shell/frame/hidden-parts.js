/**
 * What a link hides, and the shape of an embedded lesson. One rule of a style sheet hides the parts,
 * so that it holds for what is built later, too; the names of hidden parts stand on the lesson's root,
 * where the layout reads them. In an embedded lesson a line at the end leads to the whole page.
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
  /** A page has headings, seen or not: those in its header and its text are hidden here. */
  #headings = [h("h1", { class: "visually-hidden", word: "title" }), this.#name];

  /**
   * @param {{ root: HTMLElement, whole: () => string }} parts
   *   `whole`: the address of what is shown, with nothing hidden
   */
  constructor({ root, whole }) {
    this.#root = root;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    this.#whole = whole;
    // The state changes all the time; the address is wanted by who is about to follow it.
    for (const type of ["pointerenter", "pointerdown", "focus"]) this.#link.addEventListener(type, () => this.#aim());
  }

  /**
   * @param {import("../../../shared/link.js").Entries} entries
   * @param {string} lesson
   * @param {{ parts: Record<string, string>, known: string[] }} hide what the link hides, of these parts
   */
  apply(entries, lesson, { parts, known }) {
    const embedded = isOn(entries.get("embed"));
    const names = [...new Set([...(embedded ? NOT_EMBEDDED : []), ...known])];
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
