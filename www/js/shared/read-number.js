/**
 * A number as people write it: with a decimal comma, a typographic minus, spaces around it.
 * @param {string} text
 * @returns {number | undefined}
 */
export function readNumber(text) {
  const plain = text.trim().replace(/[−–]/g, "-").replace(/[,，]/, ".").replace(/\s/g, "");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}
