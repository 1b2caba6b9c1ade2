/**
 * The Share dialog: the link to the current state, and the HTML that embeds it in another page, each in a
 * field from which it can be copied by hand if the clipboard is not available; and the choice of the language
 * and of the parts shown. The state is that of the moment when the dialog was opened.
 */

import { addressOf } from "../../../shared/address.js";
import { Choices } from "../../ui/controls/choices.js";
import { copyButton } from "../../ui/copy.js";
import { h, listen, uniqueId } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { readHide } from "../parts.js";
import { LANGUAGES } from "../words.js";
import { PartChoice } from "./part-choice.js";
import { elementHtml, frameHtml, linkTo } from "./snippets.js";

/** The range of a frame's height, in CSS pixels. */
const LOWEST = 100;
const HIGHEST = 10000;

/**
 * @typedef {{ words: import("../words.js").Words, lesson: import("../../lessons/list.js").Manifest,
 *   entries: [string, string][], parts: Record<string, string>, known: string[], unlinked: string[] }} Shown
 *   `entries`: the whole state; `parts` of the lesson, and the `known` names of those that are hidden;
 *   `unlinked`: keys of texts on what the link leaves out
 */

class ShareDialog {
  #abort = new AbortController();
  #shown;
  #address = addressOf(location.href);
  #link = h("input", { type: "text", readonly: true, id: uniqueId("share") });
  #html = h("textarea", { readonly: true, rows: 5, spellcheck: "false", id: uniqueId("share") });
  #height;
  #language = h("select", { id: uniqueId("share") });
  #said = h("p", { class: "note", role: "status" });
  #note = h("p", { class: "note" });
  #parts;
  #form = "frame";

  /** @param {Shown} shown */
  constructor(shown) {
    this.#shown = shown;
    const { words, lesson, parts, known } = shown;
    this.#height = h("input", {
      type: "number", min: LOWEST, max: HIGHEST, step: 10, value: lesson.height, id: uniqueId("share"),
    });
    this.#parts = new PartChoice({ words, parts, known, changed: () => this.#write() });
    for (const { id, html, name } of LANGUAGES) this.#language.append(h("option", { value: id, lang: html }, name));
    this.#language.append(h("option", { value: "", word: "share.reader" }));
    this.#language.value = words.language;
    this.element = this.#build();
    this.#listen();
    this.#choose("frame");
    words.apply(this.element);
  }

  #build() {
    const { words, lesson } = this.#shown;
    const name = words.say(`lesson.${lesson.id}`);
    const title = h("h2", { id: uniqueId("share") }, words.say("share.title", { lesson: name }));
    const close = h("button", { type: "button", class: "quiet", wordLabel: "copy.close" }, icon("close"));
    listen(close, "click", () => this.element.close(), this.#abort.signal);
    const copyLink = this.#copy("share.copyLink", this.#link);
    copyLink.autofocus = true;
    const forms = new Choices({
      name: "share.embed", values: this.#address.kind === "web" ? ["frame", "element"] : ["frame"],
      word: (form) => `share.${form}`, choose: (form) => this.#choose(form), signal: this.#abort.signal,
    });
    forms.show("frame");
    return h("dialog", { class: "share-dialog", "aria-labelledby": title.id },
      h("header", {}, title, close),
      labelled(this.#link, "share.link", h("div", { class: "share-row" }, this.#link, copyLink)),
      ...this.#notes(), this.#said,
      h("h3", { word: "share.embed" }), forms.element, this.#note,
      labelled(this.#html, "share.html", this.#html),
      h("div", { class: "share-row share-end" },
        labelled(this.#height, "share.height", h("span", { class: "share-size" }, this.#height, "px")),
        this.#copy("share.copyHtml", this.#html)),
      h("h3", { word: "share.with" }),
      labelled(this.#language, "share.language", this.#language), this.#parts.element);
  }

  /** Warnings about the link. */
  #notes() {
    const { kind } = this.#address;
    const words = [...this.#shown.unlinked, ...(kind === "web" ? [] : [`share.${kind}`])];
    return words.map((word) => h("p", { class: "note share-warning", word }));
  }

  /** @param {string} word @param {HTMLInputElement | HTMLTextAreaElement} field */
  #copy(word, field) {
    const { words } = this.#shown;
    return copyButton(words, {
      word, part: word, text: () => field.value,
      refused: () => {
        field.focus();
        field.select();
        this.#said.textContent = words.say("copy.byHand");
      },
    }, this.#abort.signal);
  }

  #listen() {
    const { signal } = this.#abort;
    for (const field of [this.#link, this.#html]) listen(field, "focus", () => field.select(), signal);
    listen(this.#height, "input", () => this.#write(), signal);
    listen(this.#language, "change", () => this.#write(), signal);
    // A click on the backdrop: any other click has a target inside the dialog.
    listen(this.element, "click", ({ target }) => target === this.element && this.element.close(), signal);
    listen(this.element, "close", () => {
      this.#abort.abort();
      this.element.remove();
    }, signal);
  }

  /** @param {string} form how to embed the lesson: `frame` or `element` */
  #choose(form) {
    const { words } = this.#shown;
    this.#form = form;
    this.#note.dataset.word = `share.${form}.note`;
    words.apply(this.#note);
    /** @type {HTMLElement} */ (this.#height.closest(".labelled")).hidden = form !== "frame";
    this.#write();
  }

  #write() {
    const { words, entries, lesson } = this.#shown;
    const language = this.#language.value;
    const what = {
      base: this.#address.base, hide: this.#parts.hide,
      entries: entries.filter(([key]) => key !== "lang").concat(language ? [["lang", language]] : []),
      title: `${words.say("title")} · ${words.say(`lesson.${lesson.id}`)}`,
      height: Math.min(HIGHEST, Math.max(LOWEST, Math.round(this.#height.valueAsNumber || lesson.height))),
    };
    this.#link.value = linkTo(what);
    const beside = { ...what, base: this.#address.beside };
    this.#html.value = this.#form === "frame" ? frameHtml(beside) : elementHtml(beside);
  }
}

/** @param {HTMLElement} control @param {string} word @param {HTMLElement} content contains the control */
function labelled(control, word, content) {
  return h("div", { class: "labelled" }, h("label", { for: control.id, word }), content);
}

/**
 * Opens the dialog; it removes itself when closed.
 * @param {Omit<Shown, "parts" | "known"> & { hidden: string }} shown `hidden`: parts, separated by commas
 */
export async function openShare({ hidden, ...shown }) {
  const { element } = new ShareDialog({ ...shown, ...await readHide(hidden, shown.lesson.id) });
  document.body.append(element);
  element.showModal();
}
