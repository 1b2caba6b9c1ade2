/**
 * The log, as printed by the chapter's program. The region has a fixed height and follows the newest
 * line unless the reader has scrolled up.
 */

import { copyButton } from "../../ui/copy.js";
import { h, listen, uniqueId } from "../../ui/dom.js";

/** Entries per block: blocks out of view are not laid out. */
const BLOCK = 100;
/** Closer to the end than this, in pixels, counts as scrolled to the end. */
const NEAR = 24;

export class Log {
  #abort = new AbortController();
  #session;
  #lines = h("div", { class: "log-lines" });
  #scroller;
  #shown = 0;
  #follow = true;

  /**
   * @param {{ session: import("./session.js").Session, words: import("../../shell/words.js").Words,
   *   painter: import("../../paint/painter.js").Painter, program: () => Promise<string> }} parts
   *   `program` gives the run as a NumPy program
   */
  constructor({ session, words, painter, program }) {
    this.#session = session;
    painter.add("log", () => this.#show(), { every: 200 });
    const { signal } = this.#abort;
    const heading = h("h2", { id: uniqueId("log"), word: "log.name" });
    this.#scroller = h("div", { class: "log-scroller", tabindex: "0", role: "group", "aria-labelledby": heading.id },
      h("p", { class: "hint", word: "log.empty" }), this.#lines);
    const copyLog = { word: "log.copy", text: () => session.log.join("\n"), part: "copy-log" };
    const copyProgram = { word: "log.numpy", text: program, part: "copy-numpy" };
    this.element = h("section", { class: "panel log", "data-part": "log", "aria-labelledby": heading.id },
      h("header", {}, heading, h("div", { class: "buttons" },
        copyButton(words, copyLog, signal), copyButton(words, copyProgram, signal))),
      this.#scroller);
    listen(this.#scroller, "scroll", () => this.#scrolled(), signal, { passive: true });
    listen(session, "run", () => this.#clear(), signal);
    listen(session, "past", () => this.#clear(), signal);
  }

  /** Adds new entries. */
  #show() {
    const { log } = this.#session;
    if (log.length === this.#shown) return;
    while (this.#shown < log.length) {
      const room = BLOCK - (this.#shown % BLOCK);
      const entries = log.slice(this.#shown, this.#shown + room);
      if (room === BLOCK) this.#lines.append(h("pre", { class: "block" }));
      const block = /** @type {HTMLElement} */ (this.#lines.lastElementChild);
      block.append(`${entries.join("\n")}\n`);
      this.#shown += entries.length;
      block.classList.toggle("full", this.#shown % BLOCK === 0);
    }
    this.element.classList.add("filled");
    if (this.#follow) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  dispose() {
    this.#abort.abort();
  }

  #clear() {
    this.#shown = 0;
    this.#follow = true;
    this.#lines.replaceChildren();
    this.element.classList.remove("filled");
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#follow = scrollHeight - scrollTop - clientHeight < NEAR;
  }
}
