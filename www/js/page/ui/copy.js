/**
 * Copies text. If the clipboard cannot be written to, as in a sandboxed frame, a dialog shows
 * the text, selected, to be copied by hand, unless a field shows it already.
 */

import { h } from "./dom.js";

const THANKS = 1600;

/**
 * A copy button.
 * @param {import("../shell/words.js").Words} words
 * @param {{ word: string, text: () => string | Promise<string>, part: string, refused?: (text: string) => void }} parts
 *   `refused`: called instead of opening the dialog
 * @param {AbortSignal} signal
 * @returns {HTMLButtonElement}
 */
export function copyButton(words, { word, text, part, refused = (it) => showDialog(words, word, it) }, signal) {
  const button = h("button", { type: "button", class: "small", word, "data-part": part });
  let timer = 0;
  button.addEventListener("click", async () => {
    const what = await text();
    const copied = await toClipboard(what);
    if (signal.aborted) return;
    if (!copied) {
      refused(what);
      return;
    }
    // The confirmation replaces the button's text, at the same width.
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = words.say("copy.done");
    clearTimeout(timer);
    timer = setTimeout(() => words.apply(button), THANKS);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  return button;
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function showDialog(words, word, text) {
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
