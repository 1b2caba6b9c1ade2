/** The dialog with a text, selected, to be copied by hand. */

import { h } from "./dom.js";

/** @param {import("../shell/words.js").Words} words @param {string} word key of the field's name @param {string} text */
export function openCopy(words, word, text) {
  const field = h("textarea", { readonly: true, rows: 16, spellcheck: "false", wordLabel: word });
  field.value = text;
  const close = h("button", { type: "button", word: "copy.close" });
  const dialog = h("dialog", { class: "copy" }, h("p", { word: "copy.byHand" }), field, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  words.apply(dialog);
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}
