/**
 * Texts of the locale, put together: `{name}` is replaced with the element of that name, so that
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

/**
 * Sentences that follow one another, with what the language puts between them.
 * @param {import("../shell/words.js").Words} words
 * @param {...(Node | string | (Node | string)[])} parts
 * @returns {(Node | string)[]}
 */
export function sentences(words, ...parts) {
  return parts.flatMap((part, i) => (i === 0 ? part : phrase(words, "sentences", { one: [], next: part })));
}

/**
 * A text whose formulas are not broken across lines: not around their signs, not after f′ and ∂L/,
 * not within (4, 0).
 * @param {string} text
 */
export function keepTogether(text) {
  return text.replace(/ ([=≈←+−·]) /g, "\u00a0$1\u00a0").replace(/([Σ½]) /g, "$1\u00a0")
    .replace(/(\([^\s()]+,) (?=[^\s()]+\))/g, "$1\u00a0").replace(/(′(?=\()|\/(?=∂))/g, "$1\u2060");
}
