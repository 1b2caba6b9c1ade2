/**
 * The table of variables, with value, gradient and, once a backward pass is complete, the difference quotient, which
 * does not use the chain rule; then the named results. A checkbox sets whether a variable is watched.
 */

import { fill } from "../../tape/node-box.js";
import { ValueField } from "../../tape/value-field.js";
import { h, listen } from "../../ui/dom.js";
import { fixed, show } from "../../ui/numbers.js";
import { sentences } from "../../ui/phrase.js";

/** The most variables, and the most results, in the table. */
const MOST_ROWS = 100;
const COLUMNS = ["watched", "variable", "value", "gradient", "difference", "relative"];

export class Table {
  #rowsAbort = new AbortController();
  #words;
  #model;
  #body = h("tbody");
  #note = h("p", { class: "note", "data-part": "table-note" });
  /** @type {{ name: string, index: number, show: (frame: any) => void }[]} */
  #rows = [];
  #hidden = 0;

  /** @param {{ words: import("../../shell/words.js").Words, model: import("../../tape/tape-model.js").TapeModel }} parts */
  constructor({ words, model }) {
    this.#words = words;
    this.#model = model;
    const heads = COLUMNS.map((name) => h("th", { scope: "col", word: `table.${name}` }));
    this.element = h("section", { class: "tape-table", "data-part": "table" },
      h("div", { class: "table-scroller", tabindex: 0, role: "group", wordLabel: "table.name" },
        h("table", {}, h("thead", {}, h("tr", {}, ...heads)), this.#body)),
      this.#note);
  }

  /** Takes another expression. @param {boolean} drawn whether there is a picture; without one, values are typed here */
  reshape(drawn) {
    this.#rowsAbort.abort();
    this.#rowsAbort = new AbortController();
    const { nodes } = this.#model;
    const entries = [...nodes.entries()];
    const leaves = entries.filter(([, { op }]) => op === "leaf");
    const results = entries.filter(([, { op, named }]) => named && op !== "leaf" && op !== "constant");
    const rows = [
      ...leaves.slice(0, MOST_ROWS).map(([index, { name }], row) => this.#leafRow(name, [index, row], !drawn)),
      ...results.slice(0, MOST_ROWS).map(([index, { name }]) => this.#resultRow(name, index)),
    ];
    this.#hidden = leaves.length + results.length - rows.length;
    this.#rows = rows;
    this.#body.replaceChildren(...rows.flatMap(({ element }) => element));
    this.#words.apply(this.#body);
  }

  /** @param {import("../../tape/tape-model.js").Frame} frame */
  show(frame) {
    const model = this.#model;
    const { pass = 0, step = 0, steps = 0, kind } = frame.moment;
    const last = model.player.position === model.player.length;
    const whole = (kind === "backward" && step === steps) || (kind === "seed" && last);
    for (const row of this.#rows) row.show(frame);
    // A quotient is what the gradient becomes: it waits for it, in its place.
    this.#body.classList.toggle("waiting", !whole);
    const word = whole ? (pass > 0 ? "added" : "same") : "part";
    const untold = whole && pass === 0 && frame.quotients.some(Number.isNaN) ? [this.#words.say("table.untold")] : [];
    const note = this.#words.say(`table.${this.#hidden > 0 ? "more" : word}`, { count: this.#hidden, passes: pass + 1 });
    this.#note.replaceChildren(...sentences(this.#words, note, ...untold));
  }

  dispose() {
    this.#rowsAbort.abort();
  }

  /** @param {string} name @param {[index: number, row: number]} place among nodes and variables @param {boolean} typed */
  #leafRow(name, [index, row], typed) {
    const model = this.#model;
    const { signal } = this.#rowsAbort;
    const watch = h("input", {
      type: "checkbox", "data-watch": name, "aria-label": this.#words.say("table.watch", { name }),
    });
    listen(watch, "change", () => model.watch(name, watch.checked), signal);
    const field = typed ? new ValueField({
      name, signal, commit: (value) => model.set(name, value),
      explain: ({ value }) => this.#words.say("tape.noNumber", { name, value }),
    }) : null;
    const [value, gradient, quotient, relative] = [
      `value-${name}`, `gradient-${name}`, `difference-${name}`, `relative-difference-${name}`,
    ].map((quantity) => h("data", { "data-quantity": quantity, value: "" }));
    const element = h("tr", { "data-row": name },
      h("td", {}, h("label", { class: "watch" }, watch)),
      h("th", { scope: "row" }, name),
      h("td", { class: "value" }, ...(field ? [field.entry.input, field.entry.problem] : [value])),
      ...[gradient, quotient, relative].map((data, i) => h("td", { class: i === 0 ? "gradient" : "quotient" }, data)));
    return { name, index, element, show: (frame) => {
      const has = frame.watched[index];
      watch.checked = has;
      field?.show(frame.values[index]);
      fill(value, frame.values[index]);
      fill(gradient, has ? frame.gradients[index] : undefined);
      show(quotient, frame.quotients[row], (x) => (Number.isNaN(x) ? "–" : fixed(x, 7)));
      if (has) show(relative, frame.relatives[row], small);
      else fill(relative, undefined);
    } };
  }

  #resultRow(name, index) {
    const value = h("data", { "data-quantity": name, value: "" });
    const gradient = h("data", { "data-quantity": `gradient-${name}`, value: "" });
    const element = h("tr", { "data-row": name }, h("td"), h("th", { scope: "row" }, name),
      h("td", { class: "value" }, value), h("td", { class: "gradient" }, gradient),
      h("td", { class: "formula", colspan: 2 }, this.#model.formula(name)));
    return { name, index, element, show: (frame) => {
      fill(value, frame.known[index] ? frame.values[index] : undefined);
      fill(gradient, frame.watched[index] ? frame.gradients[index] : undefined);
    } };
  }
}

/** A relative difference: 2e−11. */
function small(x) {
  if (Number.isNaN(x)) return "–";
  if (x === 0 || !Number.isFinite(x)) return fixed(x, 0);
  return (x < 0.001 ? x.toExponential(0) : String(Number(x.toPrecision(2)))).replaceAll("-", "−");
}
