/**
 * A text of the locale with elements in it: `{name}` is replaced with the element of that name, so that
 * numbers in a sentence can be `<data>` elements.
 */

/**
 * @param {import("../shell/words.js").Words} words
 * @param {string} key
 * @param {Record<string, Node | string | (Node | string)[]>} [parts] by name
 * @returns {(Node | string)[]} the content of the element with the sentence
 */
export function phrase(words, key, parts = {}) {
  const pieces = words.say(key).split(/(\{\w+\})/);
  return pieces.filter((piece) => piece !== "").flatMap((piece) => {
    return piece.startsWith("{") ? parts[piece.slice(1, -1)] ?? piece : piece;
  });
}
