/** One node of a tape: its name, its sign, and value | gradient. The value of a variable is a field. */

import { h } from "../ui/dom.js";
import { show } from "../ui/numbers.js";
import { ValueField } from "./value-field.js";
import { narrow } from "./write.js";

export class NodeBox {
  #value = h("data", { value: "" });
  #gradient;
  #none = h("span", { class: "none", "aria-hidden": "true" }, "–");
  /** @type {ValueField | null} */
  #field = null;

  /**
   * @param {{ node: import("./tape-model.js").Node, sign: string,
   *   edit?: (name: string, value: number) => void, explain: (problem: any) => string,
   *   signal: AbortSignal }} parts
   */
  constructor({ node, sign, edit, explain, signal }) {
    const { name, op, named } = node;
    const leaf = op === "leaf";
    const head = h("div", { class: "node-head" },
      h("span", { class: named ? "node-name" : "node-name node-auto" }, name),
      h("span", { class: "node-sign" }, sign));
    if (leaf && edit) {
      this.#field = new ValueField({ name, commit: (value) => edit(name, value), explain, handle: head, signal });
    }
    this.#value.dataset.quantity = `value-${name}`;
    this.#gradient = h("data", { "data-quantity": `gradient-${name}`, value: "" });
    const value = this.#field?.entry.input ?? this.#value;
    const hidden = (/** @type {string} */ word) => h("span", { class: "visually-hidden", word });
    const attributes = { class: "node", "data-node": name, "data-op": op, role: "group", "aria-label": name };
    this.element = h("div", attributes, head, h("div", { class: "node-numbers" },
      h("span", { class: "value" }, hidden("tape.value"), value),
      h("span", { class: "gradient" }, hidden("tape.gradient"), this.#gradient, this.#none)));
  }

  /** The element for the message about a refused value; `undefined` for a node without a field. */
  get problem() {
    return this.#field?.entry.problem;
  }

  /**
   * @param {{ value: number, known: boolean, gradient: number | undefined, root: boolean, now: boolean }} state
   *   `gradient`: `undefined` if the node is not watched; `now`: it is the node of the current moment
   */
  show({ value, known, gradient, root, now }) {
    this.#field?.show(value);
    this.#field?.entry.input.classList.toggle("long", String(value).length > WIDE);
    fill(this.#value, known ? value : undefined);
    fill(this.#gradient, gradient);
    this.#none.hidden = gradient !== undefined;
    this.element.classList.toggle("unwatched", gradient === undefined);
    this.element.classList.toggle("root", root);
    this.element.classList.toggle("now", now);
  }
}

/** Texts with more characters than this are smaller. */
const WIDE = 5;

/** Shows a number; `undefined` leaves the element empty. */
export function fill(data, x) {
  if (x !== undefined) {
    show(data, x, narrow);
    data.classList.toggle("long", (data.textContent ?? "").length > WIDE);
    return;
  }
  data.value = "";
  data.textContent = "";
}
