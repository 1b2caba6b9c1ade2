/** The control of the layer sizes: a text field, and a select with presets. */

import { h, listen, uniqueId } from "../dom.js";
import { TextEntry } from "./text-entry.js";

/** From the smallest network with a curved boundary to the chapter's. */
const PRESETS = ["2,3,2", "2,8,2", "2,8,8,2", "2,16,16,16,2", "2,25,50,25,2"];

export class SizesControl {
  #presets;

  /**
   * @param {any} field its row of the table
   * @param {{ commit: (text: string) => void, explain: (problem: any) => string,
   *   signal: AbortSignal }} parts
   */
  constructor({ name }, parts) {
    const id = uniqueId(name);
    this.entry = new TextEntry({
      name, ...parts, clean: commas, attributes: { id, inputmode: "text" },
    });
    this.#presets = h("select", { wordLabel: "control.presets", "data-presets": name },
      h("option", { value: "", word: "control.own" }),
      ...PRESETS.map((sizes) => h("option", { value: sizes }, sizes.replaceAll(",", "–"))));
    listen(this.#presets, "change", () => this.#preset(parts.commit), parts.signal);
    this.element = h("div", { class: "control control-sizes", "data-control": name },
      h("label", { for: id, word: `setting.${name}` }), this.#presets, this.entry.input, this.entry.problem);
  }

  /** @param {number[]} value */
  show(value) {
    const text = value.join(",");
    this.entry.show(text);
    this.#presets.value = PRESETS.includes(text) ? text : "";
  }

  #preset(commit) {
    this.entry.clear();
    if (this.#presets.value) commit(this.#presets.value);
  }
}

/** Also accepts 2-25-2, 2 – 25 – 2, 2 25 2 or ２，２５，２. */
function commas(text) {
  const trimmed = text.trim().normalize("NFKC");
  return /^\d+(\s*[-–—×,，、\s]\s*\d+)+$/.test(trimmed) ? trimmed.replace(/[^\d]+/g, ",") : trimmed;
}
