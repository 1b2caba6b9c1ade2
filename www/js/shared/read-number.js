/**
 * Reads a number as people write it: full-width digits of a Chinese keyboard, a decimal comma, any dash for a
 * minus, any space between digits. crates/core/src/numeric/typed.rs reads settings the same way; both are
 * tested with tests/data/typed_numbers.json.
 * @param {string} text
 * @returns {number | undefined} a finite number
 */
export function readNumber(text) {
  const plain = text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[‐-―−﹣]/g, "-")
    .replace(/[,。]/, ".");
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Infinity;
  return Number.isFinite(number) ? number : undefined;
}
