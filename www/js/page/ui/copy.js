/**
 * Copies text. If the clipboard cannot be written to, as in a sandboxed frame, a dialog shows
 * the text, selected, to be copied by hand, unless a field shows it already.
 */

import { h } from "./dom.js";
import { later } from "./later.js";

const THANKS = 1600;

/**
 * A copy button.
 * @param {import("../shell/words.js").Words} words
 * @param {{ word: string, text: () => string | Promise<string>, part: string, refused?: (text: string) => void }} parts
 *   `refused`: called instead of opening the dialog
 * @param {AbortSignal} signal
 * @returns {HTMLButtonElement}
 */
export function copyButton(words, { word, text, part, refused = (it) => showText(words, word, it) }, signal) {
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

async function showText(words, word, text) {
  const [{ openCopy }] = await later(words, import("./copy-dialog.js"));
  openCopy(words, word, text);
}
