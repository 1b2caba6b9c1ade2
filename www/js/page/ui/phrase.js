/**
 * A text of the locale with elements in it. Where its words have `{name}`, the element of that name
 * stands: numbers in a sentence are `<data>` elements like any other.
 */

/**
 * @param {import("../shell/words.js").Words} words
 * @param {string} key
 * @param {Record<string, Node | string | (Node | string)[]>} [parts] by name
 * @returns {(Node | string)[]} what to put into the element that says it
 */
export function phrase(words, key, parts = {}) {
  const pieces = words.say(key).split(/(\{\w+\})/);
  return pieces.filter((piece) => piece !== "").flatMap((piece) => {
    return piece.startsWith("{") ? parts[piece.slice(1, -1)] ?? piece : piece;
  });
}
