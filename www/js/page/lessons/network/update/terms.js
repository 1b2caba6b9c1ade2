/**
 * The terms of a sum, or the weights of a neuron, one per row. A row selected with pointer or arrow
 * keys highlights its neuron in the picture; the neuron in focus highlights its row. A click or Enter picks
 * the weight of the row.
 */

import { h, listen } from "../../../ui/dom.js";
import { place, show, significant } from "../../../ui/numbers.js";

/**
 * @typedef {{ layer: number, from: number, to: number }} Weight `layer` 1 leads from the inputs
 * @typedef {{ name: string, at: number, numbers: number[], length: number, weight?: Weight }} Term
 *   `at`: its neuron in the order of the layout; `length`: that of the bar, −1 … 1
 */

export class Terms {
  #abort = new AbortController();
  #focus;
  #pick;
  #head = h("tr");
  #body = h("tbody");
  /** @type {Term[]} */
  #terms = [];
  #current = -1;

  /** @param {import("../neuron-focus.js").NeuronFocus} focus @param {(weight: Weight) => void} pick */
  constructor(focus, pick) {
    this.#focus = focus;
    this.#pick = pick;
    this.element = h("div", { class: "terms", tabindex: "0", role: "group", wordLabel: "update.terms" },
      h("table", {}, h("thead", {}, this.#head), this.#body));
    const { signal } = this.#abort;
    listen(this.#body, "pointerover", (event) => event.pointerType !== "touch" && this.#light(this.#rowOf(event)), signal);
    listen(this.#body, "pointerleave", () => this.#light(-1), signal);
    listen(this.#body, "click", (event) => {
      this.#light(this.#rowOf(event));
      this.#pickWeight();
    }, signal);
    listen(this.element, "keydown", (event) => this.#key(event), signal);
    listen(this.element, "focusout", ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget)) this.#light(-1);
    }, signal);
    listen(focus, "change", () => this.#follow(), signal);
  }

  /**
   * @param {HTMLElement[]} headings
   * @param {string[]} quantities of the columns with numbers
   * @param {Term[]} terms
   */
  show(headings, quantities, terms) {
    const focused = this.element.contains(document.activeElement);
    this.#terms = terms;
    this.#current = -1;
    this.#head.replaceChildren(...headings.map((heading) => heading.textContent ? h("th", { scope: "col" }, heading) : h("td")));
    this.#body.replaceChildren(...terms.map((term) => makeRow(term, quantities)));
    this.element.scrollTop = 0;
    // The focus would be lost with the old rows.
    if (focused) this.element.focus({ preventScroll: true });
    this.#follow();
  }

  dispose() {
    this.#abort.abort();
  }

  #rowOf(event) {
    return [...this.#body.children].indexOf(event.target.closest("tr"));
  }

  #light(row) {
    this.#current = row;
    this.#focus.hover(row < 0 ? -1 : this.#terms[row].at);
  }

  #pickWeight() {
    const { weight } = this.#terms[this.#current] ?? {};
    if (weight) this.#pick(weight);
  }

  #key(event) {
    if (event.key === "Enter") this.#pickWeight();
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || this.#terms.length === 0) return;
    event.preventDefault();
    this.#light(Math.min(this.#terms.length - 1, Math.max(0, this.#current + step)));
    // Focus makes screen readers read the row.
    const row = /** @type {HTMLElement | undefined} */ (this.#body.children[this.#current]);
    row?.focus({ preventScroll: true });
  }

  #follow() {
    const { shown } = this.#focus;
    for (const [i, row] of [...this.#body.children].entries()) {
      const here = this.#terms[i].at === shown;
      row.classList.toggle("lit", here);
      if (here) keepInView(/** @type {HTMLElement} */ (row), this.element);
    }
  }
}

/** @param {Term} term */
function makeRow({ name, numbers, length }, quantities) {
  const cells = numbers.map((x, i) => {
    const data = place(quantities[i]);
    show(data, x, significant);
    return h("td", { class: "number" }, data);
  });
  const bar = h("i", { class: length < 0 ? "bar negative" : "bar positive" });
  bar.style.setProperty("--length", String(Math.abs(length)));
  return h("tr", { tabindex: "-1" }, h("th", { scope: "row" }, name), ...cells, h("td", { class: "bar-cell", "aria-hidden": "true" }, bar));
}

/** Scrolls only the list, unlike `scrollIntoView`. */
function keepInView(row, scroller) {
  const top = row.offsetTop - 24;
  const bottom = row.offsetTop + row.offsetHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
}
