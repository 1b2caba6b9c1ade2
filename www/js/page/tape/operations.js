/**
 * Operations as text and as MathML: the sign in a node's head, and the formula of one operation
 * with given operands.
 */

import { mi, mn, mo, paren, power, root, row, sub, fraction } from "../ui/math.js";

/** @typedef {import("./tape-model.js").Node} Node */
/** @typedef {import("../ui/math.js").Part} Part */

/** @type {Record<string, string>} */
const SIGNS = { add: "+", sub: "−", mul: "×", div: "÷", pow: "^", neg: "−" };

/**
 * The sign of an operation. Numbers in the formula are not nodes of the picture, but part of the
 * sign of the operation that uses them: `^ 2`, `1 −`.
 * @param {Node} node
 * @param {(index: number) => string | undefined} constant an operand's number, if it is one
 * @returns {string} empty for a leaf
 */
export function signOf(node, constant) {
  if (node.op === "leaf" || node.op === "constant") return "";
  const sign = SIGNS[node.op] ?? node.op;
  const texts = node.operands.map(constant);
  if (node.op === "max") {
    return texts.every((text) => text === undefined) ? sign : `max(${texts.map((text) => text ?? "·").join(", ")})`;
  }
  if (texts.length === 1) return texts[0] === undefined ? sign : `${sign} ${texts[0]}`;
  return [texts[0], sign, texts[1]].filter((part) => part !== undefined).join(" ");
}

/**
 * A name, with a trailing number as a subscript: y1.
 * @param {string} name
 * @returns {Element}
 */
export function symbol(name) {
  const [, stem, index] = /^(\p{L}+)_?(\d+)$/u.exec(name) ?? [];
  return stem ? sub(mi(stem), mn(index)) : mi(name);
}

/**
 * ∂of/∂by.
 * @param {string} of
 * @param {string} by
 * @returns {Element}
 */
export function partial(of, by) {
  return fraction(row(mo("∂"), symbol(of)), row(mo("∂"), symbol(by)));
}

/**
 * One operation as a formula.
 * @param {string} op
 * @param {Part[]} operands
 * @param {boolean[]} loose whether an operand needs parentheses, as a negative number does
 * @returns {Element}
 */
export function formula(op, operands, loose = []) {
  const guarded = operands.map((part, i) => (loose[i] ? paren(part) : part));
  const [a, b] = guarded;
  switch (op) {
    case "add": return row(operands[0], mo("+"), b);
    case "sub": return row(operands[0], mo("−"), b);
    case "mul": return row(a, mo("·"), b);
    case "div": return fraction(operands[0], operands[1]);
    case "pow": return power(a, operands[1]);
    case "neg": return row(mo("−"), a);
    case "sqrt": return root(operands[0]);
    case "exp": return power(mi("e"), operands[0]);
    case "max": return row(mi("max"), paren(operands[0], mo(","), operands[1]));
    default: return row(mi(op), paren(operands[0]));
  }
}

/**
 * The same as plain text, as a student writes it.
 * @param {string} op
 * @param {string[]} names of the operands
 * @returns {string}
 */
export function formulaText(op, names) {
  const [a, b] = names;
  if (op === "neg") return `−${a}`;
  return SIGNS[op] ? `${a} ${SIGNS[op]} ${b}` : `${op}(${names.join(", ")})`;
}
